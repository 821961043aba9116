import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

describe("npm start", () => {
  it("says how to go on by hand when it stops on a locked stack", () => {
    const locks = join(root, ".local/state/.pulumi/locks/organization/cognito-identity-quickstart/quickstart");
    const lock = join(locks, "00000000-0000-4000-8000-000000000000.json");
    mkdirSync(locks, { recursive: true });
    writeFileSync(lock, JSON.stringify({ pid: 1, username: "somebody", hostname: "elsewhere", timestamp: new Date() }));
    try {
      const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/start.mjs"], {
        cwd: root,
        encoding: "utf8",
        timeout: 90_000,
      });
      assert.notEqual(status, 0);
      assert.match(stdout + stderr, /the stack is currently locked by 1 lock/);
      assert.match(stdout, /^ {2}export PATH=.*PULUMI_BACKEND_URL=file:\/\/\S+\/\.local\/state/m);
    } finally {
      rmSync(lock);
    }
  });
});
