import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isUnchanged } from "../support/engine";
import { recordService, writes } from "../support/recorder";
import { TestStack } from "../support/stack";

const pool = { pool: { kind: "IdentityPool", args: { identityPoolName: "users" } } };

async function failedUp(stack: TestStack): Promise<string> {
  const run = await stack.workspace.up([], { mayFail: true });
  assert.notEqual(run.code, 0);
  const { deployment } = await stack.workspace.exportState();
  const recorded = (deployment.resources ?? []).filter(({ type }) => type.includes("cognito-identity"));
  assert.deepEqual(recorded, []);
  return run.diagnostics.map(({ message }) => message).join("\n");
}

describe("failures on the real engine", () => {
  it("says that the secret key is wrong, without showing it, and records nothing", async () => {
    const stack = await TestStack.create(pool);
    try {
      await stack.workspace.setConfig("cognito-identity:accessKey", "local", { secret: true });
      await stack.workspace.setConfig("cognito-identity:secretKey", "canary-secret-value", { secret: true });
      const messages = await failedUp(stack);
      assert.match(messages, /InvalidSignatureException/);
      assert.match(messages, /the secret access key does not belong to the access key id/);
      assert.doesNotMatch(messages, /canary-secret-value/);
    } finally {
      await stack.dispose();
    }
  });

  it("names an endpoint that does not answer, and records nothing", async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((closed) => server.close(closed));
    const stack = await TestStack.create(pool, { endpoint: url, url });
    try {
      const messages = await failedUp(stack);
      assert.ok(messages.includes(url), messages);
      assert.match(messages, /can't be reached/);
    } finally {
      await stack.dispose();
    }
  });

  it("names the setting that is wrong", async () => {
    const stack = await TestStack.create(pool);
    try {
      await stack.workspace.setConfig("cognito-identity:maxAttempts", "often");
      assert.match(await failedUp(stack), /cognito-identity:maxAttempts must be a whole number/);
    } finally {
      await stack.dispose();
    }
  });

  it("record what a failed update has changed, and mend the rest with the next one", async () => {
    const service = await recordService();
    const stack = await TestStack.create(pool, { endpoint: service.url, url: service.url });
    try {
      await stack.workspace.up();
      const args = { identityPoolName: "renamed", tags: { team: "web" } };
      stack.declare({ pool: { kind: "IdentityPool", args } });
      const fault = service.faults.add({ kind: "error", operation: "TagResource" });
      const failed = await stack.workspace.up([], { mayFail: true });
      assert.notEqual(failed.code, 0);
      assert.match(failed.diagnostics.map(({ message }) => message).join("\n"), /TagResource: InternalErrorException/);
      const { deployment } = await stack.workspace.exportState();
      const state = (deployment.resources ?? []).find(({ type }) => type.endsWith(":IdentityPool"));
      assert.equal(state.outputs.identityPoolName, "renamed");
      assert.deepEqual(state.outputs.tagsAll, {});

      service.faults.clear(fault);
      service.clear();
      await stack.workspace.up();
      assert.deepEqual(writes(service.calls), ["TagResource"]);
      const again = await stack.workspace.up();
      assert.ok(isUnchanged(again), again.stdout);
    } finally {
      await stack.dispose();
      await service.close();
    }
  });
});
