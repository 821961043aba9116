import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { npmCommand } from "../setup/dependencies.mjs";
import { withLock } from "../setup/lock.mjs";
import { say, withProgress } from "../setup/progress.mjs";
import { runCommand, tail } from "../setup/run-command.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { BUILDERS, INTEGRITY } from "./targets.mjs";

/** Where a Node.js stays, once fetched: beside the engine. */
export const nodeCache = (env = process.env) => join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "versions");

/** The Node.js of this version that runs on this machine: its program and its license. */
export function nodeForThisMachine(version, options) {
  const machine = `${process.platform}-${process.arch}`;
  const name = BUILDERS[machine];
  if (name === undefined || !(`${name}@${version}` in INTEGRITY)) {
    throw new SetupError(`Node.js ${version} for ${machine} is in no package that is known here; release on Linux.`);
  }
  return fetchNode(name, version, options);
}

/** Brings the Node.js that is in an npm package into the folder `cache`; resolves to its program and its license. */
export async function fetchNode(name, version, { cache }) {
  const folder = join(cache, `${name}-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    await withLock(
      `${folder}.lock`,
      async () => {
        if (!existsSync(folder)) await download(name, version, folder);
      },
      () => say(`Another process is fetching ${name}; waiting for it …`),
    );
  }
  const program = ["node", "node.exe"].map((file) => join(folder, "bin", file)).find(existsSync);
  // The packages for Windows have none.
  const license = join(folder, "LICENSE");
  return { program, license: existsSync(license) ? license : undefined };
}

async function download(name, version, folder) {
  const id = `${name}@${version}`;
  say(`Fetching ${id} from npm …`);
  const temporary = mkdtempSync(`${folder}-`);
  try {
    const [command, ...args] = npmCommand(process.env);
    await run(command, [...args, "pack", id, "--ignore-scripts", "--pack-destination", temporary], { cwd: temporary });
    const [file] = readdirSync(temporary);
    const archive = readFileSync(join(temporary, file));
    const found = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
    if (found !== INTEGRITY[id]) {
      throw new SetupError(`npm delivered another ${id} than the one in scripts/release/targets.mjs: it has ${found}.`);
    }
    await run("tar", ["-xzf", file], { cwd: temporary });
    renameSync(join(temporary, "package"), folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }

  async function run(command, args, options) {
    const { code, output } = await withProgress(() => runCommand(command, args, options));
    if (code !== 0) throw new SetupError(`${id} could not be fetched:\n${tail(output)}`);
  }
}
