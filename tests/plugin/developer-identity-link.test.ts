import assert from "node:assert/strict";
import {
  GetOpenIdTokenForDeveloperIdentityCommand,
  LookupDeveloperIdentityCommand,
  UnlinkDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { unknownValue } from "../../provider/unknown";
import { isUnchanged, type Run } from "../support/engine";
import { PluginStack } from "./support/plugin-stack";

const provider = "login.example.com";

describe("developer identity links by the plugin on the real engine", () => {
  let stack: PluginStack;
  const declare = (phone: Record<string, unknown>) => {
    const link = (user: string, args: Record<string, unknown>) => ({
      kind: "DeveloperIdentityLink",
      args: { identityPoolId: { $ref: "pool.id" }, developerUserIdentifier: user, ...args },
    });
    const pool = { kind: "IdentityPool", args: { developerProviderName: provider } };
    const names = { alice: "alice.identityId", phone: "phone.identityId", pool: "pool.id" };
    stack.declare({ pool, alice: link("alice", {}), phone: link("phone", phone) }, names);
  };
  const outputs = (): Promise<Record<string, string>> => stack.workspace.outputs();
  const step = (run: Run, name: string) => run.steps.find((one) => one.name === name);

  before(async () => {
    stack = await PluginStack.create({});
    declare({ identityId: { $ref: "alice.identityId" } });
    await stack.workspace.up();
  });
  after(() => stack?.dispose());

  it("keep the inputs of the program through a refresh", async () => {
    const before = step(await stack.workspace.preview(), "alice")?.old?.inputs;
    assert.equal(before?.identityId, undefined);
    const refresh = await stack.workspace.refresh();
    assert.ok(isUnchanged(refresh), refresh.stdout);
    assert.deepEqual(step(await stack.workspace.preview(), "alice")?.old?.inputs, before);
  });

  it("show another identity in a refresh, though the program names none", async () => {
    const { pool: IdentityPoolId, alice: IdentityId } = await outputs();
    const user = { DeveloperProviderName: provider, DeveloperUserIdentifier: "alice" };
    await stack.aws.send(new UnlinkDeveloperIdentityCommand({ IdentityPoolId, IdentityId, ...user }));
    const input = { IdentityPoolId, Logins: { [provider]: "alice" } };
    const other = await stack.aws.send(new GetOpenIdTokenForDeveloperIdentityCommand(input));
    const refresh = await stack.workspace.refresh();
    assert.equal(refresh.changes.update, 1, refresh.stdout);
    assert.deepEqual(Object.keys(step(refresh, "alice")?.detailedDiff ?? {}), ["identityId"]);

    declare({ identityId: { $ref: "alice.identityId" }, onConflict: "move" });
    await stack.workspace.up();
    const { alice, phone } = await outputs();
    assert.equal(alice, other.IdentityId);
    assert.equal(phone, alice);
  });

  it("detach a user, whose identity is not known before", async () => {
    declare({ onConflict: "move" });
    const preview = await stack.workspace.preview();
    assert.deepEqual(step(preview, "phone")?.diffs, ["identityId"]);
    assert.equal(step(preview, "phone")?.new?.outputs?.identityId, unknownValue);
    await stack.workspace.up();
    const { pool: IdentityPoolId, alice, phone } = await outputs();
    assert.notEqual(phone, alice);
    const input = { IdentityPoolId, DeveloperUserIdentifier: "phone" };
    assert.equal((await stack.aws.send(new LookupDeveloperIdentityCommand(input))).IdentityId, phone);
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });
});
