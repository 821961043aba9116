import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { say, withProgress } from "./progress.mjs";
import { runCommand, tail } from "./run-command.mjs";
import { SetupError } from "./setup-error.mjs";

const WRAPPER = fileURLToPath(new URL("../../node_modules/pulumi/run.js", import.meta.url));
const CHECK_EVERY = 5_000;
// Longer than the two minutes after which the official script gives up one mirror and tries the next.
const STALLED_AFTER = 150_000;

function sizeOf(folder) {
  let size = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    try {
      size += statSync(join(entry.parentPath ?? entry.path, entry.name)).size;
    } catch {
      // It was moved between the listing and the look.
    }
  }
  return size;
}

/** The official download, through npm's `pulumi`, into `folder`; returns the folder that holds its `bin`. */
export async function downloadEngine(folder, { version, env, wrapper = WRAPPER, stalledAfter = STALLED_AFTER }) {
  say("  Downloading it (about 150 MB) …");
  const stalled = new AbortController();
  let size = 0;
  let grown = Date.now();
  const watch = setInterval(
    () => {
      const now = sizeOf(folder);
      if (now !== size) grown = Date.now();
      else if (Date.now() - grown > stalledAfter) stalled.abort();
      size = now;
    },
    Math.min(CHECK_EVERY, stalledAfter),
  );
  // Temporary files go to the same folder: to be counted, and to be removed with it.
  const own = { PULUMI_HOME: folder, PULUMI_VERSION: version, TMPDIR: folder, TEMP: folder, TMP: folder };
  try {
    const { code, output } = await withProgress(
      () => runCommand(process.execPath, [wrapper, "version"], { env: { ...env, ...own }, abort: stalled.signal }),
      () => `${Math.round(size / 1e6)} MB`,
    );
    if (stalled.signal.aborted) throw new SetupError(`nothing arrived for ${stalledAfter / 1000} seconds`);
    if (code !== 0) throw new SetupError(`it ended with exit code ${code}\n${tail(output, 4)}`);
  } finally {
    clearInterval(watch);
  }
  return join(folder, "versions", version);
}
