import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { say, withProgress } from "./progress.mjs";
import { runCommand, tail } from "./run-command.mjs";
import { SetupError } from "./setup-error.mjs";

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages ?? {};
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes node_modules/.package-lock.json last of all, so
 * an install that was cut short has none, or an old one.
 */
export function dependenciesAreFresh(root) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !installed) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    if (!found && (entry.optional || entry.devOptional)) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  return Object.keys(installed).every((path) => path in wanted && existsSync(join(root, path)));
}

export function npmCommand(env) {
  const script = env.npm_execpath;
  if (script && basename(script) === "npm-cli.js") return [process.execPath, script];
  return process.platform === "win32" ? ["cmd.exe", "/d", "/s", "/c", "npm"] : ["npm"];
}

/** Installs exactly what package-lock.json says. Nothing needs an install script, so none is run. */
export async function installDependencies(root, env = process.env) {
  say("Installing the dependencies (npm ci) …");
  const [command, ...args] = npmCommand(env);
  const flags = ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const { code, output } = await withProgress(() => runCommand(command, [...args, ...flags], { cwd: root, env }));
  if (code === 0 && dependenciesAreFresh(root)) return;
  // For some errors npm prints its whole manual page after what matters.
  const [reason] = output.split(/^npm error (?:Clean install a project|Usage:)/m);
  throw new SetupError(
    `The dependencies could not be installed: npm ci ended with exit code ${code}.\n${tail(reason, 20)}\n` +
      "Check that npm reaches its registry (npm ping) and that package-lock.json matches package.json, then run the command again.",
  );
}
