import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GetOpenIdTokenForDeveloperIdentityCommand } from "@aws-sdk/client-cognito-identity";
import { isUnchanged, type Run } from "../support/engine";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { PluginStack } from "./support/plugin-stack";

const messages = (run: Run) => run.diagnostics.map(({ message }) => message).join("\n");

describe("failures of the plugin on the real engine", () => {
  let service: RecordedService;
  let stack: PluginStack;
  const declare = (args: Record<string, unknown>, opts?: Record<string, unknown>) =>
    stack.declare({ pool: { kind: "IdentityPool", args, opts } }, { id: "pool.id" });
  const failedUp = async () => {
    const run = await stack.workspace.up([], { mayFail: true });
    assert.notEqual(run.code, 0);
    return messages(run);
  };

  beforeEach(async () => {
    service = await recordService();
    stack = await PluginStack.create({}, { url: service.url });
  });
  afterEach(async () => {
    await stack.dispose();
    await service.close();
  });

  it("record what a failed update has changed, and repair the rest with the next one", async () => {
    declare({ identityPoolName: "users" });
    await stack.workspace.up();
    declare({ identityPoolName: "renamed", tags: { team: "web" } });
    const fault = service.faults.add({ kind: "error", operation: "TagResource" });
    assert.match(await failedUp(), /TagResource: InternalErrorException/);
    const { deployment } = await stack.workspace.exportState();
    const state = (deployment.resources ?? []).find(({ type }) => type.endsWith(":IdentityPool"));
    assert.equal(state.outputs.identityPoolName, "renamed");
    assert.equal(state.initErrors.length, 1);

    service.faults.clear(fault);
    service.clear();
    await stack.workspace.up();
    assert.deepEqual(writes(service.calls), ["TagResource"]);
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("stand beside the resource that they are about, as messages do", async () => {
    const link = {
      pool: { kind: "IdentityPool", args: { identityPoolName: "users", developerProviderName: "login.example.com" } },
      alice: {
        kind: "DeveloperIdentityLink",
        args: { identityPoolId: { $ref: "pool.identityPoolId" }, developerUserIdentifier: "alice" },
      },
    };
    stack.declare({ pool: link.pool }, { id: "pool.identityPoolId" });
    await stack.workspace.up();
    const { id } = await stack.workspace.outputs();
    const Logins = { "login.example.com": "alice" };
    const registration = new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId: id, Logins });
    const { IdentityId: identityId } = await stack.aws.send(registration);
    stack.declare({ ...link, alice: { ...link.alice, args: { ...link.alice.args, identityId } } });
    const run = await stack.workspace.up();
    const adopted = run.diagnostics.find(({ message }) => /is registered already/.test(message));
    assert.match(adopted?.urn ?? "", /DeveloperIdentityLink::alice$/);
    const wrong = { ...link.alice, args: { ...link.alice.args, developerUserIdentifier: "" } };
    stack.declare({ pool: link.pool, wrong });
    const refused = await stack.workspace.preview([], { mayFail: true });
    const mistake = refused.diagnostics.find(({ severity }) => severity === "error");
    assert.match(mistake?.urn ?? "", /DeveloperIdentityLink::wrong$/);
    assert.match(mistake?.message ?? "", /developerUserIdentifier must/);
  });
});

describe("calls of the plugin that a service never answers", () => {
  let service: Server;
  let stack: PluginStack;
  before(async () => {
    service = createServer(() => {});
    await new Promise<void>((listening) => service.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    stack = await PluginStack.create({}, { url });
  });
  after(async () => {
    await stack.dispose();
    service.closeAllConnections();
    await new Promise((closed) => service.close(closed));
  });
  const pool = { kind: "IdentityPool", args: { identityPoolName: "slow" } };

  it("end with the customTimeouts of the resource", async () => {
    stack.declare({ pool: { ...pool, opts: { customTimeouts: { create: "1s" } } } });
    const run = await stack.workspace.up([], { mayFail: true });
    assert.notEqual(run.code, 0);
    assert.match(messages(run), /IdentityPool pool took more than 1 s/);
  });

  it("end when the person at the terminal cancels", async () => {
    stack.declare({ pool });
    const started = Date.now();
    // The workspace sends what Ctrl-C sends when the time is over.
    await assert.rejects(stack.workspace.up([], { timeout: 5_000 }), /IdentityPool pool was cancelled/);
    assert.ok(Date.now() - started < 10_000);
  });
});
