import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { say, withProgress } from "./progress.mjs";
import { runCommand, tail } from "./run-command.mjs";
import { SetupError } from "./setup-error.mjs";

const STAMP = ".build.json";

function filesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Contents instead of times: a checkout sets times as it likes. */
function sourceHash(root) {
  const { include } = JSON.parse(readFileSync(join(root, "tsconfig.build.json"), "utf8"));
  const settings = ["tsconfig.json", "tsconfig.build.json", "node_modules/typescript/package.json"];
  const hash = createHash("sha256");
  for (const path of [
    ...settings.map((name) => join(root, name)),
    ...include.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => filesIn(root, folder)),
  ]) {
    const content = readFileSync(path);
    hash.update(`${path.slice(root.length)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

export function buildIsFresh(root) {
  try {
    return JSON.parse(readFileSync(join(root, "dist", STAMP), "utf8")).sources === sourceHash(root);
  } catch {
    return false;
  }
}

/** Compiles beside `dist` and swaps at the end, so that `dist` is always one whole build. */
export async function buildPackage(root) {
  say("Compiling TypeScript to dist/ …");
  for (const name of readdirSync(root)) {
    if (name.startsWith(".dist-")) rmSync(join(root, name), { recursive: true, force: true });
  }
  const sources = sourceHash(root);
  // At the depth of `dist`, or the relative paths in the source maps would be wrong.
  const fresh = join(root, `.dist-${process.pid}`);
  const replaced = `${fresh}-replaced`;
  const clean = () => {
    for (const path of [fresh, replaced]) rmSync(path, { recursive: true, force: true });
  };
  process.on("exit", clean);
  try {
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const args = [tsc, "-p", "tsconfig.build.json", "--outDir", fresh, "--pretty", "false"];
    const { code, output } = await withProgress(() => runCommand(process.execPath, args, { cwd: root }));
    if (code !== 0) throw new SetupError(`TypeScript does not compile:\n${tail(output, 40)}`);
    writeFileSync(join(fresh, STAMP), `${JSON.stringify({ sources })}\n`);
    if (existsSync(join(root, "dist"))) renameSync(join(root, "dist"), replaced);
    renameSync(fresh, join(root, "dist"));
  } finally {
    process.off("exit", clean);
    clean();
  }
}
