import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join, sep } from "node:path";
import { buildEngine } from "./engine-build.mjs";
import { downloadEngine } from "./engine-download.mjs";
import { withLock } from "./lock.mjs";
import { say } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";

export const ENGINE_VERSION = "3.259.0";
const OLDEST_ENGINE = "3.200.0";
const PROBE_TIMEOUT = 30_000;

const WINDOWS = process.platform === "win32";
const ENGINE = WINDOWS ? "pulumi.exe" : "pulumi";
const HOST = WINDOWS ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs";
const DYNAMIC_PROVIDER = WINDOWS ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

/** Below zero when `a` is the older version, above when it is the newer; a pre-release is older than its release. */
export function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) => {
    const [, numbers, pre] = /^v?(\d+\.\d+\.\d+)(-[^+]*)?/.exec(version) ?? [];
    if (!numbers) throw new TypeError(`Not a version: ${version}`);
    return [...numbers.split(".").map(Number), pre ? 0 : 1];
  });
  const at = left.findIndex((number, index) => number !== right[index]);
  return at < 0 ? 0 : left[at] - right[at];
}

function pathOf(env) {
  return env[pathKey(env)] ?? "";
}

function pathKey(env) {
  return (WINDOWS && Object.keys(env).find((key) => key.toUpperCase() === "PATH")) || "PATH";
}

/** npm puts node_modules/.bin first on PATH; what is in there downloads an engine when called, and is none. */
export function pathFolders(env) {
  const folders = pathOf(env).split(delimiter);
  return folders.filter((folder) => isAbsolute(folder) && !folder.split(sep).includes("node_modules"));
}

export function findExecutable(name, folders) {
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
      } catch {
        return false;
      }
    });
}

function fingerprint(files) {
  return files.map((file) => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}`).join("\n");
}

/** Runs the engine once to see that it works; remembers a good answer, as that takes a third of a second. */
function probeVersion(engine, files, { env, memo }) {
  const key = fingerprint(files);
  let known = {};
  try {
    known = JSON.parse(readFileSync(memo, "utf8"));
  } catch {
    // Nothing is remembered yet.
  }
  if (known[key]) return known[key];

  const answer = spawnSync(engine, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    encoding: "utf8",
    timeout: PROBE_TIMEOUT,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const version = answer.status === 0 && /^v?(\d+\.\d+\.\d+\S*)\s*$/m.exec(answer.stdout)?.[1];
  if (!version) return undefined;
  if (memo) {
    mkdirSync(dirname(memo), { recursive: true });
    writeFileSync(memo, JSON.stringify({ ...known, [key]: version }));
  }
  return version;
}

/** What the folders offer: `{ version, folders }` of a usable engine, or `{ problem }`. */
export function inspectEngine(folders, { env = process.env, memo, hostFolders = folders } = {}) {
  const engine = findExecutable(ENGINE, folders);
  if (!engine) return { problem: "there is no pulumi" };
  const real = realpathSync(engine);
  if (real.split(sep).includes("node_modules")) return { problem: `${engine} is npm's wrapper and not the engine` };
  const near = [dirname(engine), dirname(real), ...hostFolders];
  const host = findExecutable(HOST, near);
  const dynamicProvider = findExecutable(DYNAMIC_PROVIDER, near);
  if (!host || !dynamicProvider) {
    return { problem: `${engine} has no ${host ? DYNAMIC_PROVIDER : HOST} beside it` };
  }
  const files = [engine, host, dynamicProvider];
  const version = probeVersion(engine, files, { env, memo });
  if (!version) return { problem: `${engine} does not run` };
  if (compareVersions(version, OLDEST_ENGINE) < 0) {
    return { problem: `${engine} is version ${version}, and ${OLDEST_ENGINE} or newer is needed` };
  }
  return { version, folders: [...new Set(files.map(dirname))] };
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Makes an engine in a folder of its own and moves it to its place in one step, once it is whole and answers. */
async function installInto(cache, make, inspect) {
  const versions = dirname(cache);
  const temporary = mkdtempSync(join(versions, `.${ENGINE_VERSION}-`));
  const clean = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
  process.on("exit", clean);
  try {
    const made = await make(temporary);
    const { problem } = inspect(join(made, "bin"));
    if (problem) throw new SetupError(`what it left is not whole: ${problem.replace(`${made}${sep}`, "")}`);
    if (existsSync(cache)) renameSync(cache, join(temporary, "replaced"));
    renameSync(made, cache);
  } finally {
    process.off("exit", clean);
    clean();
  }
}

/**
 * Finds a Pulumi engine or sets one up, and resolves to `{ version, folders }`, the folders to put on PATH. In this order:
 * PATH, the version cache of Pulumi's Automation API, the official download, a build from Go modules.
 */
export async function prepareEngine({
  env = process.env,
  memo,
  ways = [
    { name: "download", make: downloadEngine },
    { name: "Go build", make: buildEngine },
  ],
} = {}) {
  const cache = join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "versions", ENGINE_VERSION);
  const onPath = inspectEngine(pathFolders(env), { env, memo });
  if (!onPath.problem) return onPath;
  const inCache = () => inspectEngine([join(cache, "bin")], { env, memo });
  const cached = inCache();
  if (!cached.problem) return cached;

  const failures = [`on PATH: ${onPath.problem}`];
  const versions = dirname(cache);
  if (!isWritable(versions)) {
    throw new SetupError(`${versions} cannot be written to. Set PULUMI_HOME to a folder of yours.`);
  }
  const prepare = async () => {
    if (!inCache().problem) return inCache();
    // Only the holder of the lock makes such folders, so these are what killed runs left.
    for (const name of readdirSync(versions)) {
      if (name.startsWith(`.${ENGINE_VERSION}-`)) rmSync(join(versions, name), { recursive: true, force: true });
    }
    say(`Setting up the Pulumi engine ${ENGINE_VERSION} in ${versions} (once) …`);
    for (const { name, make } of ways) {
      try {
        await installInto(
          cache,
          (folder) => make(folder, { version: ENGINE_VERSION, env }),
          (folder) => inspectEngine([folder], { env }),
        );
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        say(`  ${name}: ${error.message}`);
        failures.push(`${name}: ${error.message}`);
        continue;
      }
      const installed = inCache();
      if (!installed.problem) return installed;
      failures.push(`${name}: ${installed.problem}`);
    }
    throw new SetupError(
      `No Pulumi engine could be set up:\n${failures.map((failure) => `  - ${failure}`).join("\n")}\n` +
        "Install Pulumi (https://www.pulumi.com/docs/install/), or Go 1.26 or newer (https://go.dev/doc/install),\n" +
        "and run the command again.",
    );
  };
  return withLock(join(versions, `.${ENGINE_VERSION}.lock`), prepare, () =>
    say("Another process is setting up the Pulumi engine; waiting for it …"),
  );
}

/** The environment in which this engine is the one that is found. */
export function engineEnvironment({ folders }, env = process.env) {
  return {
    ...env,
    [pathKey(env)]: [...folders, pathOf(env)].filter(Boolean).join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}
