import assert from "node:assert/strict";
import {
  GetOpenIdTokenForDeveloperIdentityCommand,
  LookupDeveloperIdentityCommand,
  UnlinkDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { isUnchanged, type Json, type Run } from "../support/engine";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { TestStack } from "../support/stack";

const provider = "login.example.com";
const token = "GetOpenIdTokenForDeveloperIdentity";
type Args = Record<string, unknown>;

describe("moves of users on the real engine", () => {
  let service: RecordedService;
  let stack: TestStack;

  before(async () => {
    service = await recordService();
    stack = await TestStack.create({}, { endpoint: service.url, url: service.url });
    // What is throttled on purpose here stays so.
    await stack.workspace.setConfig("cognito-identity:maxAttempts", "2");
  });
  after(async () => {
    await stack?.dispose();
    await service?.close();
  });

  const to = (name: string) => ({ $ref: `${name}.identityId` });
  /** A program of alice, bob and alice's phone, all of them with the same options. */
  const declare = (phone: Args, { all = {}, opts = {} }: { all?: Args; opts?: Args } = {}) => {
    const link = (user: string, args: Args) => ({
      kind: "DeveloperIdentityLink",
      args: { identityPoolId: { $ref: "pool.id" }, developerUserIdentifier: user, ...all, ...args },
      opts,
    });
    const links = { alice: link("alice", {}), bob: link("bob", {}), phone: link("phone", phone) };
    const pool = { kind: "IdentityPool", args: { developerProviderName: provider } };
    const exported = Object.keys(links).map((name) => [name, `${name}.identityId`]);
    stack.declare({ pool, ...links }, { pool: "pool.id", ...Object.fromEntries(exported) });
  };
  const outputs = (): Promise<Record<string, string>> => stack.workspace.outputs();
  const identityOf = async (user: string) => {
    const { pool: IdentityPoolId } = await outputs();
    const input = { IdentityPoolId, DeveloperUserIdentifier: user };
    return (await stack.aws.send(new LookupDeveloperIdentityCommand(input))).IdentityId;
  };
  /** The stack's outputs, which the service must agree with. */
  const settled = async () => {
    const { pool: _pool, ...identities } = await outputs();
    for (const [user, identityId] of Object.entries(identities)) assert.equal(await identityOf(user), identityId, user);
    return identities;
  };
  const recordedPhone = async () => {
    const { deployment } = await stack.workspace.exportState();
    return deployment.resources?.find(({ urn }: Json) => urn.endsWith("::phone"));
  };
  const messages = (run: Run) => run.diagnostics.map(({ message }) => message).join("\n");
  const steps = (run: Run) => run.steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);

  it("a merge takes nobody along whom the same program declares elsewhere, and says so at preview", async () => {
    declare({ identityId: to("alice") }, { all: { onConflict: "merge" } });
    await stack.workspace.up();
    const before = await settled();
    assert.equal(before.phone, before.alice);

    declare({ identityId: to("bob") }, { all: { onConflict: "merge" } });
    service.clear();
    const preview = await stack.workspace.preview([], { mayFail: true });
    assert.notEqual(preview.code, 0);
    assert.match(messages(preview), /a merge moves all users of identity .* there: alice \(of alice\)/);
    const refused = await stack.workspace.up([], { mayFail: true });
    assert.notEqual(refused.code, 0);
    assert.deepEqual(writes(service.calls), []);
    assert.deepEqual(await settled(), before);
  });

  it('onConflict "move" moves one user, and is unchanged then', async () => {
    declare({ identityId: to("alice"), onConflict: "move" });
    await stack.workspace.up();
    declare({ identityId: to("bob"), onConflict: "move" });
    const preview = await stack.workspace.preview();
    assert.match(messages(preview), /phone moves from identity .*, alone\. The former keeps alice\./);
    service.clear();
    const run = await stack.workspace.up();
    assert.deepEqual(steps(run), ["update phone"]);
    assert.deepEqual(writes(service.calls), [
      "UnlinkDeveloperIdentity",
      token,
      "MergeDeveloperIdentities",
      "DeleteIdentities",
    ]);
    const { alice, bob, phone } = await settled();
    assert.equal(phone, bob);
    assert.notEqual(phone, alice);
    service.clear();
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
    assert.deepEqual(writes(service.calls), []);
  });

  it("an identityId that is taken away leaves the user where it is, and says so once", async () => {
    const before = await settled();
    declare({});
    const run = await stack.workspace.up();
    assert.match(
      messages(run),
      /phone stays at identity .*onConflict "move", or where the link is replaced, it gets one of its own/,
    );
    assert.deepEqual(await settled(), before);
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
    assert.equal(messages(again), "");
  });

  it('onConflict "move" gives the user an identity of its own when its identityId is taken away', async () => {
    declare({ identityId: to("bob"), onConflict: "move" });
    await stack.workspace.up();
    declare({ onConflict: "move" });
    const preview = await stack.workspace.preview();
    assert.match(messages(preview), /phone leaves identity .*, and gets one of its own/);
    await stack.workspace.up();
    const { alice, bob, phone } = await settled();
    assert.equal(new Set([alice, bob, phone]).size, 3);
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("a replacement that deletes first moves and detaches a user, with a warning at most", async () => {
    const opts = { deleteBeforeReplace: true, replaceOnChanges: ["identityId"] };
    declare({}, { opts });
    await stack.workspace.up();
    declare({ identityId: to("alice") }, { opts });
    const preview = await stack.workspace.preview();
    assert.match(messages(preview), /An update in place will refuse it/);
    const moved = await stack.workspace.up();
    assert.deepEqual(steps(moved), ["delete-replaced phone", "replace phone", "create-replacement phone"]);
    const { alice, phone } = await settled();
    assert.equal(phone, alice);

    declare({}, { opts });
    await stack.workspace.up();
    const detached = await settled();
    assert.equal(new Set(Object.values(detached)).size, 3);
    assert.equal(detached.alice, alice);
  });

  it("a refresh records the inputs of the program and no others, so that a change shows alone", async () => {
    declare({ identityId: to("alice"), onConflict: "move" });
    await stack.workspace.up();
    const { inputs, outputs } = await recordedPhone();
    const refresh = await stack.workspace.refresh();
    assert.ok(isUnchanged(refresh), refresh.stdout);
    const found = await recordedPhone();
    assert.deepEqual({ inputs: found.inputs, outputs: found.outputs }, { inputs, outputs });
    declare({ identityId: to("alice"), onConflict: "move" }, { all: { deleteIdentity: true } });
    const preview = await stack.workspace.preview(["--diff"]);
    assert.deepEqual(steps(preview).sort(), ["update alice", "update bob", "update phone"]);
    for (const { name, diffs } of preview.steps.filter(({ op }) => op === "update")) {
      // In a preview, the identity of a link that is about to be updated is not known.
      assert.deepEqual(diffs, name === "phone" ? ["deleteIdentity", "identityId"] : ["deleteIdentity"], name);
    }
  });

  it("a refresh shows another identity as a change, also where the program names none", async () => {
    const { pool: IdentityPoolId, bob: IdentityId } = await outputs();
    const user = { DeveloperProviderName: provider, DeveloperUserIdentifier: "bob" };
    await stack.aws.send(new UnlinkDeveloperIdentityCommand({ IdentityPoolId, IdentityId, ...user }));
    const input = { IdentityPoolId, Logins: { [provider]: "bob" } };
    const other = await stack.aws.send(new GetOpenIdTokenForDeveloperIdentityCommand(input));
    const refresh = await stack.workspace.refresh();
    assert.equal(refresh.changes.update, 1, refresh.stdout);
    declare({ identityId: to("alice"), onConflict: "move" });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
    assert.equal((await settled()).bob, other.IdentityId);
  });

  it("a move that fails half-way is recorded so, and the next update goes on", async () => {
    declare({ identityId: to("bob"), onConflict: "move" });
    const fault = service.faults.add({ kind: "throttle", operation: token });
    const failed = await stack.workspace.up([], { mayFail: true });
    service.faults.clear(fault);
    assert.notEqual(failed.code, 0);
    assert.match(
      messages(failed),
      /phone was unlinked from identity .*, and is registered to none now; the next update/,
    );
    await assert.rejects(identityOf("phone"), { name: "ResourceNotFoundException" });
    assert.equal((await recordedPhone()).outputs.identityId, undefined);
    const run = await stack.workspace.up();
    assert.deepEqual(steps(run), ["update phone"]);
    const { bob, phone } = await settled();
    assert.equal(phone, bob);
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  for (const refreshed of [false, true]) {
    it(`a registration without an answer is taken up by the next update${refreshed ? " after a refresh" : ""}`, async () => {
      const user = `tablet-${refreshed}`;
      declare({ identityId: to("bob"), developerUserIdentifier: user, deleteIdentity: true });
      const faults = [
        service.faults.add({ kind: "drop-after", operation: token }),
        // The check and the creation look the identity and the user up; after that nobody can.
        service.faults.add({ kind: "throttle", operation: "LookupDeveloperIdentity", skip: 4 }),
      ];
      const failed = await stack.workspace.up([], { mayFail: true });
      for (const fault of faults) service.faults.clear(fault);
      assert.notEqual(failed.code, 0);
      assert.match(messages(failed), new RegExp(`${user} may be registered to an identity of its own now`));
      assert.notEqual(await identityOf(user), (await outputs()).bob);
      if (refreshed) await stack.workspace.refresh();
      await stack.workspace.up();
      const { bob, phone } = await outputs();
      assert.equal(phone, bob);
      assert.equal(await identityOf(user), bob);
      const again = await stack.workspace.up();
      assert.ok(isUnchanged(again), again.stdout);
    });
  }
});
