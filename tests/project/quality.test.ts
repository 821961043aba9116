import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

function run(bin: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "node_modules", bin), ...args], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
}

describe("the code", () => {
  it("passes Biome", () => run("@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]));
  it("passes the TypeScript compiler", () => run("typescript/bin/tsc", ["-p", "tsconfig.json"]));
});
