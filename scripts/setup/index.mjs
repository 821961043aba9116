import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIsFresh, buildPackage } from "./build.mjs";
import { dependenciesAreFresh, installDependencies } from "./dependencies.mjs";
import { engineEnvironment, prepareEngine } from "./engine.mjs";
import { withLock } from "./lock.mjs";
import { say } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";

export { SetupError };
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

function requireNode([major, minor] = process.versions.node.split(".").map(Number)) {
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(`Node.js 20.19 or newer is needed, and this is ${process.version}: https://nodejs.org`);
}

/**
 * Brings what is missing: dependencies, the build in `dist`, the Pulumi engine. Resolves to `{ env, folders }`: the
 * environment to run things in, and the engine's folders, which are first on its PATH. Costs next to nothing when all is
 * there.
 */
export async function setup({ build = true, engine = true } = {}) {
  requireNode();
  const isFresh = () => dependenciesAreFresh(ROOT) && (!build || buildIsFresh(ROOT));
  if (!isFresh()) {
    await withLock(
      join(ROOT, ".local", "setup.lock"),
      async () => {
        if (!dependenciesAreFresh(ROOT)) await installDependencies(ROOT);
        if (build && !buildIsFresh(ROOT)) await buildPackage(ROOT);
      },
      () => say("Another process is setting up this folder; waiting for it …"),
    );
  }
  if (!engine) return { env: process.env, folders: [] };
  const memo = join(ROOT, "node_modules", ".cache", "pulumi-cognito-identity", "engines.json");
  const prepared = await prepareEngine({ memo });
  return { env: engineEnvironment(prepared), folders: prepared.folders };
}

/** Runs a command's main part; a failure that set-up explains is shown without a stack trace. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof SetupError ? error.message : error.stack);
    process.exitCode = 1;
  }
}
