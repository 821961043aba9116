import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { needed } from "./needed";

/** Installs from PyPI into a folder, and answers where the commands are. Skips the tests where there is no Python. */
export async function createVirtualenv(
  test: Mocha.Context,
  folder: string,
  packages: readonly string[],
): Promise<string> {
  await needed(test, { name: "Python", needs: [["python3", "-m", "venv", "--help"]] });
  const path = join(folder, "venv");
  const bin = join(path, process.platform === "win32" ? "Scripts" : "bin");
  execFileSync("python3", ["-m", "venv", path]);
  execFileSync(join(bin, "pip"), ["install", "--quiet", ...packages]);
  return bin;
}
