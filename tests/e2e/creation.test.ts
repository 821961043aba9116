import assert from "node:assert/strict";
import { GetIdCommand, ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import { crashAfter } from "../support/crash";
import { isUnchanged, type Run } from "../support/engine";
import { type RecordedService, recordService } from "../support/recorder";
import { type Declared, TestStack } from "../support/stack";

const said = ({ diagnostics }: Run) => diagnostics.map(({ message }) => message).join("\n");

describe("the creation of an identity pool on the real engine", () => {
  let service: RecordedService;
  let stack: TestStack;
  const pools = async () => {
    const { IdentityPools = [] } = await stack.aws.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    return IdentityPools.map(({ IdentityPoolId }) => IdentityPoolId);
  };
  const declare = (args: Record<string, unknown> = {}, opts: Declared["opts"] = {}) =>
    stack.declare({ users: { kind: "IdentityPool", args, opts } }, { id: "users.id", tags: "users.tagsAll" });

  beforeEach(async () => {
    service = await recordService();
    stack = await TestStack.create({}, { endpoint: service.url, url: service.url });
    declare();
  });
  afterEach(async () => {
    await stack?.dispose();
    await service?.close();
  });

  for (const kind of ["drop-before", "drop-after"] as const) {
    it(`makes one pool when its answer is lost (${kind})`, async () => {
      service.faults.add({ kind, operation: "CreateIdentityPool", times: 1 });
      await stack.workspace.up();
      const { id, tags } = await stack.workspace.outputs();
      assert.deepEqual(await pools(), [id]);
      assert.deepEqual(tags, {});
      service.clear();
      const again = await stack.workspace.up();
      assert.ok(isUnchanged(again), again.stdout);
      assert.deepEqual(service.calls, []);
    });
  }

  const crash = () => crashAfter("CreateIdentityPool", service, stack.workspace);

  it("takes over the pool of an update that was killed, under another name and with other settings, too", async () => {
    await crash();
    const [orphan, ...others] = await pools();
    assert.deepEqual(others, []);
    declare({ allowUnauthenticatedIdentities: true });
    const run = await stack.workspace.up();
    assert.match(said(run), /which an earlier update has made for this resource and could not record, is adopted/);
    const { id } = await stack.workspace.outputs();
    assert.equal(id, orphan);
    assert.deepEqual(await pools(), [id]);
    assert.ok(isUnchanged(await stack.workspace.refresh()));
    await stack.workspace.destroy();
    assert.deepEqual(await pools(), []);
  });

  it("leaves the pool of an update that was killed alone when it is in use, and says so", async () => {
    declare({ allowUnauthenticatedIdentities: true });
    await crash();
    const [orphan] = await pools();
    await stack.aws.send(new GetIdCommand({ IdentityPoolId: orphan }));
    const run = await stack.workspace.up();
    assert.match(said(run), new RegExp(`${orphan} .* was made by the same creation, too, but is in use`));
    assert.equal((await pools()).length, 2);
  });

  it("takes over what a killed replacement has made, and deletes the pool that it replaces", async () => {
    declare({ developerProviderName: "login.example.com" });
    await stack.workspace.up();
    const { id: old } = await stack.workspace.outputs();
    declare({ developerProviderName: "login.example.org" });
    await crash();
    const orphan = (await pools()).find((id) => id !== old);
    await stack.workspace.up();
    const { id } = await stack.workspace.outputs();
    assert.equal(id, orphan);
    assert.deepEqual(await pools(), [id]);
  });

  it("destroys no pool where one is replaced by force, of which the engine tells the provider nothing", async () => {
    declare({ allowUnauthenticatedIdentities: true });
    await stack.workspace.up();
    const { id: old } = await stack.workspace.outputs();
    const urn = "urn:pulumi:test::test::pulumi-nodejs:dynamic/cognito-identity:IdentityPool::users";
    const run = await stack.workspace.up(["--replace", urn]);
    // With nothing in it, it can't be told from one that a crash has left, and is kept.
    assert.match(said(run), new RegExp(`Identity pool ${old} is kept, as it was adopted in this update`));
    assert.equal((await stack.workspace.outputs()).id, old);
    assert.deepEqual(await pools(), [old]);
    await stack.aws.send(new GetIdCommand({ IdentityPoolId: old }));
    await stack.workspace.up(["--replace", urn]);
    const { id } = await stack.workspace.outputs();
    assert.notEqual(id, old);
    assert.deepEqual(await pools(), [id]);
  });
});
