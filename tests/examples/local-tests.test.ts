import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const examples = "examples/local-tests";

describe("the examples of tests on the local service", () => {
  it("pass by mocha", () => {
    const mocha = join(root, "node_modules/mocha/bin/mocha.js");
    const args = [mocha, "--no-config", "--require", "ts-node/register/transpile-only", `${examples}/mocha.test.ts`];
    const output = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    assert.match(output, /2 passing/);
    assert.doesNotMatch(output, /failing/);
  });

  it("pass by node:test", () => {
    const args = ["--test", "--test-reporter", "tap", `${examples}/node.test.mjs`];
    const output = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    assert.match(output, /# pass 1\n# fail 0/);
  });
});
