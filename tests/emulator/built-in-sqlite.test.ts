import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { connect } from "../../emulator/store/connection";
import { orSkip } from "../support/or-skip";

const { nodeForThisMachine } = require("../../scripts/release/node-binary.mjs") as {
  nodeForThisMachine(version: string, options: { cache: string }): Promise<{ program: string }>;
};
const { TARGETS } = require("../../scripts/release/targets.mjs");

const root = resolve(__dirname, "../..");
const withoutLibsql = join(__dirname, "support/without-libsql.cjs");

describe("the store on the SQLite of Node.js itself", () => {
  it("passes the tests of the one on libsql", async function () {
    this.timeout(240_000);
    const { version } = TARGETS["linux-amd64"];
    const { program } = await orSkip(this, () => nodeForThisMachine(version, { cache: join(root, ".local/node") }));
    const files = ["durability", "conformance", "in-process", "hostile-values"];
    const mocha = [
      "node_modules/mocha/bin/mocha.js",
      "--no-parallel",
      ...files.map((n) => `tests/emulator/${n}.test.ts`),
    ];
    const { status, stdout, stderr } = spawnSync(program, mocha, {
      cwd: root,
      encoding: "utf8",
      env: {
        ...process.env,
        NODE_OPTIONS: `--require ${JSON.stringify(withoutLibsql)}`,
        COGNITO_IDENTITY_KILLS: "5",
        // The counts of this run are its own.
        SUMMARY_FILE: "",
      },
    });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^[1-9]\d+ passed, 0 failed$/m);
    assert.doesNotMatch(stdout + stderr, /ExperimentalWarning/);
  });

  it("is told of where neither can be used", function () {
    // Newer ones have it.
    if (process.getBuiltinModule("node:sqlite")) this.skip();
    const open = `require(${JSON.stringify(withoutLibsql)});
      require("ts-node/register/transpile-only");
      require("./emulator/store/connection").connect(":memory:");`;
    const { status, stderr } = spawnSync(process.execPath, ["-e", open], { cwd: root, encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(
      stderr,
      /The local service needs the package libsql, which can't be loaded \(Cannot find module 'libsql'\), or Node\.js 22\.16 or newer\./,
    );
    connect(":memory:").close();
  });
});
