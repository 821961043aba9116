import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

describe("the example of unit tests", () => {
  it("passes with Pulumi's mocks, without engine and service", () => {
    const mocha = join(root, "node_modules/mocha/bin/mocha.js");
    // In a process of its own: mocks are for the whole of one. The package finds itself by its name once it is built.
    const args = [mocha, "--no-config", "--require", "ts-node/register/transpile-only", "examples/unit-test/*.test.ts"];
    const output = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    assert.match(output, /2 passing/);
    assert.doesNotMatch(output, /failing/);
  });
});
