import assert from "node:assert/strict";
import { createWorkspace, isUnchanged, type Workspace } from "../support/engine";

const program = `
import * as pulumi from "@pulumi/pulumi";
import * as cognito from "pulumi-cognito-identity";

const config = new pulumi.Config();
const pool = new cognito.IdentityPool("users", {
  allowUnauthenticatedIdentities: true,
  developerProviderName: "login.example.com",
});
const alice = new cognito.DeveloperIdentityLink("alice", { identityPoolId: pool.id, developerUserIdentifier: "alice" });
const dependsOn = [alice];
const identityPoolId = pool.id;

export const poolId = pool.id;
export const aliceIdentity = alice.identityId;
export const byUser = cognito.lookupDeveloperIdentityOutput({ identityPoolId, developerUserIdentifier: "alice" }, { dependsOn });
export const byIdentity = cognito.lookupDeveloperIdentityOutput({ identityPoolId, identityId: alice.identityId });
export const both = cognito.lookupDeveloperIdentityOutput({
  identityPoolId, identityId: alice.identityId, developerUserIdentifier: alice.developerUserIdentifier,
});
export const list = cognito.listIdentitiesOutput({ identityPoolId, maxResults: 1 }, { dependsOn });
export const secretUser = cognito.lookupDeveloperIdentityOutput(
  { identityPoolId, developerUserIdentifier: pulumi.secret("alice") }, { dependsOn },
);
const guest = config.getBoolean("guest") ? cognito.getIdOutput({ identityPoolId }) : undefined;
export const guestIdentity = guest?.identityId;

export const promised = config.get("poolId")
  ? cognito.listIdentities({ identityPoolId: config.require("poolId"), limit: 1 }).then((r) => r.identities.length)
  : undefined;
export const absent = config.getBoolean("absent")
  ? cognito.lookupDeveloperIdentityOutput({ identityPoolId: config.require("poolId"), developerUserIdentifier: "nobody" })
  : undefined;
export const mistake = config.getBoolean("mistake")
  ? cognito.lookupDeveloperIdentity({ identityPoolId: config.require("poolId"), developerUserIdentifier: "nobody" }).catch(
      (error) => error.code)
  : undefined;
`;

describe("functions on the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace({
      program: { "index.ts": program },
      config: { "aws:region": "eu-west-1", "cognito-identity:endpoint": "local:cognito.db" },
    });
  });
  after(() => workspace.dispose());

  it("looks users up in both directions, verifies them, and lists identities through all pages", async () => {
    const preview = await workspace.preview();
    assert.equal(preview.code, 0);
    await workspace.up();
    const outputs = await workspace.outputs();
    const found = { identityId: outputs.aliceIdentity, developerUserIdentifierList: ["alice"] };
    assert.deepEqual(outputs.byUser, found);
    assert.deepEqual(outputs.byIdentity, found);
    assert.deepEqual(outputs.both, found);
    assert.match(outputs.poolId, /^eu-west-1:/);
    assert.equal(outputs.list.identityPoolId, outputs.poolId);
    assert.deepEqual(
      outputs.list.identities.map(({ identityId, logins }: Record<string, unknown>) => ({ identityId, logins })),
      [{ identityId: outputs.aliceIdentity, logins: ["login.example.com"] }],
    );
    assert.match(outputs.list.identities[0].creationDate, /^\d{4}-\d\d-\d\dT/);
    assert.equal(outputs.secretUser, "[secret]");
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("registers a guest in an update, and none in a preview", async () => {
    const { poolId } = await workspace.outputs();
    await workspace.setConfig("poolId", poolId);
    await workspace.setConfig("guest", "true");
    await workspace.preview();
    await workspace.up();
    const { guestIdentity, list, promised } = await workspace.outputs();
    assert.match(guestIdentity, /^eu-west-1:/);
    assert.ok(list.identities.length <= 2, "the preview registered no guest");
    assert.equal(promised, 1);
  });

  it("ends a program whose look-up fails with the service's message, and no stack", async () => {
    await workspace.setConfig("absent", "true");
    const run = await workspace.preview([], { mayFail: true });
    await workspace.removeConfig("absent");
    assert.notEqual(run.code, 0);
    const messages = run.diagnostics.map(({ message }) => message).join("\n");
    assert.match(messages, /LookupDeveloperIdentity: ResourceNotFoundException/);
    assert.doesNotMatch(messages, /\.(ts|js):\d+/);
  });

  it("rejects with the service's code for an unknown user", async () => {
    await workspace.setConfig("mistake", "true");
    await workspace.up();
    assert.equal((await workspace.outputs()).mistake, "ResourceNotFoundException");
  });
});
