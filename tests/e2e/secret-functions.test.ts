import assert from "node:assert/strict";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { TestStack } from "../support/stack";

const identityPoolId = { $ref: "pool.id" };
const role = "arn:aws:iam::000000000000:role/guests";

const declaration = {
  pool: {
    kind: "IdentityPool",
    args: {
      allowUnauthenticatedIdentities: true,
      developerProviderName: "login.example.com",
      supportedLoginProviders: { "graph.facebook.com": "7346241598935555" },
    },
  },
  guest: { kind: "Identity", args: { identityPoolId } },
  user: {
    kind: "Identity",
    args: { identityPoolId, logins: { "graph.facebook.com": "canary-token" } },
  },
  roles: { kind: "IdentityPoolRoleAttachment", args: { identityPoolId, roles: { unauthenticated: role } } },
  credentials: {
    kind: "getCredentialsForIdentityOutput",
    args: { identityId: { $ref: "guest.identityId" } },
    opts: { dependsOn: [{ $ref: "roles" }] },
  },
  token: { kind: "getOpenIdTokenOutput", args: { identityId: { $ref: "guest.identityId" } } },
  developer: {
    kind: "getOpenIdTokenForDeveloperIdentityOutput",
    args: { identityPoolId, logins: { "login.example.com": "alice" } },
  },
  description: { kind: "describeIdentityOutput", args: { identityId: { $ref: "user.identityId" } } },
};
const secrets = {
  secretKey: "credentials.credentials.secretKey",
  token: "token.token",
  developer: "developer.token",
  logins: "user.logins",
};
const plain = { pool: "pool.id", identity: "user.identityId", names: "description.logins" };

describe("tokens, credentials and logins on the real engine", () => {
  let service: RecordedService;
  let stack: TestStack;
  before(async () => {
    service = await recordService();
    stack = await TestStack.create({}, { endpoint: service.url, url: service.url });
    stack.declare(declaration, { ...secrets, ...plain });
  });
  after(async () => {
    await stack?.dispose();
    await service?.close();
  });

  it("are secret in every output, and nowhere in plain state", async () => {
    await stack.workspace.up();
    const outputs = await stack.workspace.outputs();
    for (const name of Object.keys(secrets)) assert.equal(outputs[name], "[secret]", name);
    assert.deepEqual(outputs.names, ["graph.facebook.com"]);
    const shown = await stack.workspace.outputs({ showSecrets: true });
    assert.match(shown.token, /^eyJ/);
    assert.ok(shown.secretKey.length > 20);
    const state = JSON.stringify(await stack.workspace.exportState());
    assert.doesNotMatch(state, /eyJ[\w-]+\.[\w-]+|canary-token/);
    assert.ok(!state.includes(shown.secretKey));
  });

  it("are refused in a preview already where their arguments are wrong", async () => {
    const { args } = declaration.developer;
    const developer = { ...declaration.developer, args: { ...args, principalTags: { note: "x".repeat(257) } } };
    stack.declare({ ...declaration, developer });
    service.clear();
    const { code, stdout } = await stack.workspace.preview([], { mayFail: true });
    stack.declare(declaration, { ...secrets, ...plain });
    assert.notEqual(code, 0);
    assert.match(stdout, /principalTags\.note must have at most 256 characters, not 257/);
    assert.deepEqual(writes(service.calls), []);
  });

  it("are not asked for in a preview, which writes nothing", async () => {
    service.clear();
    await stack.workspace.preview();
    const forbidden = service.calls.filter((name) => /^Get(OpenId|Credentials|Id$)/.test(name));
    assert.deepEqual([...writes(service.calls), ...forbidden], []);
    // The read that depends on nothing new is made.
    assert.ok(service.calls.includes("DescribeIdentity"));
  });

  it("stay secret through a refresh, and a renewed token changes nothing", async () => {
    await stack.workspace.refresh();
    const logins = { "graph.facebook.com": "canary-of-another-token" };
    stack.declare({ ...declaration, user: { kind: "Identity", args: { identityPoolId, logins } } }, plain);
    const { identity } = await stack.workspace.outputs();
    const run = await stack.workspace.up();
    assert.deepEqual(Object.keys(run.changes), ["same"], run.stdout);
    assert.equal((await stack.workspace.outputs()).identity, identity);
    assert.doesNotMatch(JSON.stringify(await stack.workspace.exportState()), /canary/);
    assert.doesNotMatch(run.stdout + run.stderr, /canary/);
  });
});
