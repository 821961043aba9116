import assert from "node:assert/strict";
import { functions } from "../../provider/functions";
import type { Declaration } from "../support/stack";
import { PluginStack } from "./support/plugin-stack";

const identityPoolId = { $ref: "pool.identityPoolId" };
const identityId = { $ref: "alice.identityId" };

const resources: Declaration = {
  pool: {
    kind: "IdentityPool",
    args: {
      identityPoolName: "users",
      allowUnauthenticatedIdentities: true,
      developerProviderName: "login.example.com",
      supportedLoginProviders: { "graph.facebook.com": "1" },
    },
  },
  guest: { kind: "Identity", args: { identityPoolId: { $ref: "pool.identityPoolId" } } },
  alice: {
    kind: "DeveloperIdentityLink",
    args: { identityPoolId: { $ref: "pool.identityPoolId" }, developerUserIdentifier: "alice" },
  },
  roles: {
    kind: "IdentityPoolRoleAttachment",
    args: {
      identityPoolId: { $ref: "pool.identityPoolId" },
      roles: { unauthenticated: "arn:aws:iam::000000000000:role/guests" },
    },
  },
};

/** Arguments of every function. */
const calls: Record<keyof typeof functions, object> = {
  describeIdentity: { identityId },
  getCredentialsForIdentity: { identityId: { $ref: "guest.identityId" } },
  getId: { identityPoolId },
  getIdentityPool: { identityPoolName: "users" },
  getIdentityPoolRoles: { identityPoolId: { $ref: "roles.identityPoolId" } },
  getOpenIdToken: { identityId: { $ref: "guest.identityId" } },
  getOpenIdTokenForDeveloperIdentity: { identityPoolId, logins: { "login.example.com": "alice" } },
  getPrincipalTagAttributeMap: { identityPoolId, identityProviderName: "graph.facebook.com" },
  listIdentities: { identityPoolId: { $ref: "alice.identityPoolId" }, maxResults: 1 },
  listIdentityPools: {},
  lookupDeveloperIdentity: { identityPoolId, identityId },
  regions: {},
};

const program = (called: Record<string, object>) => ({
  variables: Object.fromEntries(
    Object.entries(called).map(([name, args]) => [
      name,
      { "fn::invoke": { function: `cognito-identity:${name}`, arguments: args } },
    ]),
  ),
});

describe("functions by the plugin on the real engine", () => {
  let stack: PluginStack;
  before(async () => {
    stack = await PluginStack.create(resources);
    await stack.workspace.up();
  });
  after(() => stack.dispose());
  const declare = (called: Record<string, object>) =>
    stack.declare(resources, Object.fromEntries(Object.keys(called).map((name) => [name, name])), program(called));

  it("answer in programs in YAML, every one", async () => {
    declare(calls);
    await stack.workspace.up();
    const outputs = await stack.workspace.outputs({ showSecrets: true });
    assert.equal(outputs.describeIdentity.identityId, outputs.lookupDeveloperIdentity.identityId);
    assert.match(outputs.getCredentialsForIdentity.credentials.accessKeyId, /^ASIA/);
    assert.match(outputs.getId.identityId, /^eu-central-1:/);
    assert.equal(outputs.getIdentityPool.developerProviderName, "login.example.com");
    assert.equal(outputs.getIdentityPoolRoles.roles.unauthenticated, "arn:aws:iam::000000000000:role/guests");
    assert.equal(outputs.getOpenIdToken.token.split(".").length, 3);
    assert.equal(outputs.getOpenIdTokenForDeveloperIdentity.identityId, outputs.lookupDeveloperIdentity.identityId);
    assert.equal(outputs.getPrincipalTagAttributeMap.identityProviderName, "graph.facebook.com");
    assert.ok(outputs.listIdentities.identities.length > 1);
    assert.equal(outputs.listIdentityPools.identityPools[0].identityPoolName, "users");
    assert.deepEqual(outputs.lookupDeveloperIdentity.developerUserIdentifierList, ["alice"]);
    assert.ok(outputs.regions.regions.length > 10);
  });

  it("keep tokens and credentials secret", async () => {
    const outputs = await stack.workspace.outputs();
    for (const [name, { definition }] of Object.entries(functions)) {
      const shown = JSON.stringify(outputs[name]);
      assert.equal(shown.includes("[secret]"), definition.secret === true, `${name}: ${shown}`);
    }
  });

  it("register nothing in a preview", async () => {
    declare({ listIdentities: { identityPoolId, maxResults: 60 } });
    await stack.workspace.up();
    const before = (await stack.workspace.outputs()).listIdentities.identities.length;
    declare({
      getId: calls.getId,
      getOpenIdTokenForDeveloperIdentity: { identityPoolId, logins: { "login.example.com": "bob" } },
    });
    const preview = await stack.workspace.preview();
    assert.equal(preview.code, 0, preview.stdout);
    declare({ listIdentities: { identityPoolId, maxResults: 60 } });
    await stack.workspace.up();
    assert.equal((await stack.workspace.outputs()).listIdentities.identities.length, before);
  });

  it("say what is wrong with their arguments, and what the service refuses", async () => {
    declare({ listIdentities: { identityPoolId: "users" } });
    const malformed = await stack.workspace.preview([], { mayFail: true });
    assert.notEqual(malformed.code, 0);
    assert.match(malformed.stdout, /listIdentities: identityPoolId must/);
    declare({ getIdentityPool: { identityPoolName: "nobody" } });
    const absent = await stack.workspace.preview([], { mayFail: true });
    assert.match(absent.stdout, /there is no identity pool named "nobody" in eu-central-1/);
    const logins = { "login.example.com": "alice" };
    const principalTags = { note: "x".repeat(257) };
    declare({ getOpenIdTokenForDeveloperIdentity: { identityPoolId, logins, principalTags } });
    const long = await stack.workspace.preview([], { mayFail: true });
    assert.match(long.stdout, /principalTags\.note must have at most 256 characters, not 257/);
  });
});
