import assert from "node:assert/strict";
import { createWorkspace, isUnchanged, type Workspace } from "../support/engine";

const program = `
import * as pulumi from "@pulumi/pulumi";
import { DeveloperIdentityLink, IdentityPool, listIdentitiesOutput, lookupDeveloperIdentityOutput, Provider } from "pulumi-cognito-identity";

const config = new pulumi.Config();
const ireland = new Provider("ireland", {
  region: config.get("region") ?? "eu-west-1",
  endpoint: "local:ireland.db",
  accessKey: "local",
  secretKey: pulumi.output("local"),
  defaultTags: { team: "web" },
  maxAttempts: 2,
  // The local service needs neither: they show how settings with structure are kept.
  assumeRoleWithWebIdentity: { roleArn: "arn:aws:iam::1:role/web", webIdentityToken: pulumi.output("a-web-identity") },
  httpsProxy: "http://user:a-password@127.0.0.1:1",
  ignoreTags: { keyPrefixes: [pulumi.output("k8s/")] },
});
const opts = { provider: ireland };
const pool = new IdentityPool("abroad", { developerProviderName: "login.example.com", tags: { stage: "test" } }, opts);
const link = new DeveloperIdentityLink("alice", { identityPoolId: pool.id, developerUserIdentifier: "alice" }, opts);
const home = new IdentityPool("home", { region: "eu-north-1" });

export const abroad = pool.id;
export const tagsAll = pool.tagsAll;
export const homeId = home.id;
export const listed = listIdentitiesOutput({ identityPoolId: pool.id }, { ...opts, dependsOn: link }).identities.length;
export const inherited = lookupDeveloperIdentityOutput(
  { identityPoolId: pool.id, identityId: link.identityId }, { parent: pool },
).developerUserIdentifierList;
`;

describe("an explicit provider on the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace({
      program: { "index.ts": program },
      config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:home.db" },
    });
  });
  after(() => workspace.dispose());

  it("decides region, endpoint, credentials and default tags for resources and functions", async () => {
    await workspace.up();
    const outputs = await workspace.outputs();
    assert.match(outputs.abroad, /^eu-west-1:/);
    assert.match(outputs.homeId, /^eu-north-1:/);
    assert.deepEqual(outputs.tagsAll, { team: "web", stage: "test" });
    assert.equal(outputs.listed, 1);
    assert.deepEqual(outputs.inherited, ["alice"]);
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("keeps its credentials encrypted in the state", async () => {
    const { deployment } = await workspace.exportState();
    const provider = (deployment.resources ?? []).find(
      ({ type, urn }) => type.startsWith("pulumi:providers:") && urn.endsWith("::ireland"),
    );
    assert.deepEqual(JSON.parse(provider.inputs["cognito-identity:ignoreTags"]), { keyPrefixes: ["k8s/"] });
    assert.doesNotMatch(JSON.stringify(deployment), /a-web-identity|a-password/);
    for (const key of ["accessKey", "secretKey", "assumeRoleWithWebIdentity", "httpsProxy"]) {
      const value = provider.inputs[`cognito-identity:${key}`];
      assert.ok(value.ciphertext, JSON.stringify(value));
    }
  });

  it("replaces what it holds when its region changes", async () => {
    const { abroad, homeId } = await workspace.outputs();
    await workspace.setConfig("region", "eu-west-2");
    await workspace.up();
    const outputs = await workspace.outputs();
    assert.match(outputs.abroad, /^eu-west-2:/);
    assert.notEqual(outputs.abroad, abroad);
    assert.equal(outputs.homeId, homeId);
  });

  it("destroys what it made, by the state alone", async () => {
    await workspace.destroy();
    const { deployment } = await workspace.exportState();
    assert.deepEqual(deployment.resources ?? [], []);
  });
});
