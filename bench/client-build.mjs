import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Compiles the package into a temporary folder laid out as the installed package is; answers where its code is. */
export function build() {
  const folder = mkdtempSync(join(tmpdir(), "client-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const dist = join(folder, "dist");
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const options = ["-p", join(root, "tsconfig.build.json"), "--outDir", dist, "--sourceMap", "false"];
  try {
    execFileSync(process.execPath, [tsc, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  } catch (error) {
    // tsc writes its output in spite of type errors; those are for `tsc -p .` to show.
    if (!existsSync(join(dist, "provider", "service", "index.js"))) throw error;
  }
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  return dist;
}
