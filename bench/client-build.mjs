import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Compiles the package into a temporary folder, beside the package's own dependencies; answers where. */
export function build() {
  const dist = mkdtempSync(join(tmpdir(), "client-bench-"));
  process.on("exit", () => rmSync(dist, { recursive: true, force: true }));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = ["-p", join(root, "tsconfig.build.json"), "--outDir", dist, "--sourceMap", "false"];
  try {
    execFileSync(process.execPath, [tsc, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  } catch (error) {
    // tsc writes its output in spite of type errors; those are for `tsc -p .` to show.
    if (!existsSync(join(dist, "provider", "service", "index.js"))) throw error;
  }
  symlinkSync(join(root, "node_modules"), join(dist, "node_modules"), "junction");
  return dist;
}
