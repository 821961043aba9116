import assert from "node:assert/strict";
import { isUnchanged } from "../support/engine";
import { TestStack } from "../support/stack";

const declaration = {
  pool: { kind: "IdentityPool", args: { developerProviderName: "login.example.com" } },
  alice: {
    kind: "DeveloperIdentityLink",
    args: { identityPoolId: { $ref: "pool.id" }, developerUserIdentifier: "alice" },
  },
};
const exported = { pool: "pool.id", name: "pool.identityPoolName", alice: "alice.id", identity: "alice.identityId" };

/** The part of a JSON Web Token that all have. */
const token = /eyJ[\w-]+\.[\w-]+/;

describe("state, names and look-ups on the real engine", () => {
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.create({});
    await stack.workspace.setConfig("cognito-identity:accessKey", "local", { secret: true });
    await stack.workspace.setConfig("cognito-identity:secretKey", "local", { secret: true });
    stack.declare(declaration, exported);
    await stack.workspace.up();
  });
  after(() => stack.dispose());

  it("names a pool that the program does not name, once", async () => {
    const { name } = await stack.workspace.outputs();
    assert.match(name, /^pool-[0-9a-f]{7}$/);
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
    assert.equal((await stack.workspace.outputs()).name, name);
  });

  it("keeps tokens and credentials out of the state, and code out of its one line", async () => {
    const state = await stack.workspace.exportState();
    assert.doesNotMatch(JSON.stringify(state), token);
    const resources = (state.deployment.resources ?? []).filter(({ type }) => type.includes("cognito-identity"));
    assert.equal(resources.length, 2);
    for (const { inputs, outputs } of resources) {
      for (const properties of [inputs, outputs]) {
        const line = properties.__provider as string;
        assert.ok(line.length < 200, `${line.length}`);
        assert.match(line, /^exports\.handler = .*"pulumi-cognito-identity\/provider"\)\.\w+;\n$/);
        assert.doesNotMatch(JSON.stringify(properties), /accessKey|secretKey|token/i);
      }
    }
  });

  it("has the same line for a compiled program", async () => {
    const lines = async () =>
      ((await stack.workspace.exportState()).deployment.resources ?? []).map(({ inputs }) => inputs?.__provider);
    const before = await lines();
    stack.workspace.write({
      "Pulumi.yaml": "name: test\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: compiled\n",
      "compiled/index.js": `
        const { DeveloperIdentityLink, IdentityPool } = require("pulumi-cognito-identity");
        const pool = new IdentityPool("pool", { developerProviderName: "login.example.com" });
        const alice = new DeveloperIdentityLink("alice", { identityPoolId: pool.id, developerUserIdentifier: "alice" });
        Object.assign(exports, { pool: pool.id, name: pool.identityPoolName, alice: alice.id, identity: alice.identityId });
      `,
      "compiled/package.json": '{ "name": "compiled" }',
    });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
    assert.deepEqual(await lines(), before);
    stack.workspace.write({ "Pulumi.yaml": "name: test\nruntime: nodejs\n" });
  });

  it("looks up what exists by its id, and fails for what does not", async () => {
    const { pool, name, alice, identity } = await stack.workspace.outputs();
    stack.declare(
      {
        ...declaration,
        foundPool: { kind: "IdentityPool", get: pool },
        foundAlice: { kind: "DeveloperIdentityLink", get: alice },
      },
      {
        name: "foundPool.identityPoolName",
        provider: "foundPool.developerProviderName",
        identity: "foundAlice.identityId",
      },
    );
    await stack.workspace.up();
    assert.deepEqual(await stack.workspace.outputs(), { name, provider: "login.example.com", identity });

    stack.declare({
      ...declaration,
      gone: { kind: "IdentityPool", get: `${pool.slice(0, -1)}${pool.endsWith("0") ? 1 : 0}` },
    });
    const run = await stack.workspace.preview([], { mayFail: true });
    assert.notEqual(run.code, 0);
    assert.match(run.stdout + run.stderr, /There is no IdentityPool eu-central-1:/);

    stack.declare({ ...declaration, gone: { kind: "DeveloperIdentityLink", get: `${pool}/login.example.com/nobody` } });
    const link = await stack.workspace.preview([], { mayFail: true });
    assert.match(link.stdout + link.stderr, /There is no DeveloperIdentityLink .*nobody/);
  });

  it("says that nothing can be imported, and what to do", async () => {
    const opts = { import: "eu-central-1:00000000-0000-4000-8000-000000000000" };
    stack.declare({ ...declaration, imported: { kind: "IdentityPool", opts } }, exported);
    const run = await stack.workspace.up([], { mayFail: true });
    assert.notEqual(run.code, 0);
    const errors = run.diagnostics.filter(({ urn }) => urn?.endsWith("::imported")).map(({ message }) => message);
    assert.deepEqual(errors, [
      "can't be imported, as Pulumi imports no dynamic resources. The classes of pulumi-cognito-identity/plugin can be; and " +
        'IdentityPool.get("imported", ID) looks up what exists, without managing it',
    ]);
  });

  it("shows no stack trace for a failure that is expected", async () => {
    stack.declare({ ...declaration, gone: { kind: "DeveloperIdentityLink", get: "nonsense" } });
    const run = await stack.workspace.preview([], { mayFail: true });
    assert.match(run.stdout + run.stderr, /identityPoolId\/developerProviderName\/developerUserIdentifier/);
    assert.doesNotMatch(run.stdout + run.stderr, /developer-identity-link\.(js|ts)/);
  });
});
