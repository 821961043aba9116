import assert from "node:assert/strict";
import { isUnchanged } from "../support/engine";
import type { Declaration } from "../support/stack";
import { PluginStack } from "./support/plugin-stack";

const program = (region: unknown, endpoint: unknown = "local:abroad.db"): Declaration => ({
  namer: { kind: "IdentityPool", args: { identityPoolName: "names" } },
  abroad: {
    kind: "Provider",
    args: {
      region,
      endpoint,
      accessKey: "local",
      secretKey: { $secret: "local" },
      defaultTags: { team: "web" },
      maxAttempts: 2,
    },
  },
  pool: {
    kind: "IdentityPool",
    args: { developerProviderName: "login.example.com", tags: { stage: "test" } },
    opts: { provider: { $ref: "abroad" } },
  },
  alice: {
    kind: "DeveloperIdentityLink",
    args: { identityPoolId: { $ref: "pool.identityPoolId" }, developerUserIdentifier: "alice" },
    opts: { provider: { $ref: "abroad" } },
  },
  fixed: { kind: "IdentityPool", args: { region: "eu-north-1" }, opts: { provider: { $ref: "abroad" } } },
});

const shown = { pool: "pool.id", fixed: "fixed.id", tagsAll: "pool.tagsAll", alice: "alice.identityId" };

describe("an explicit provider of the plugin on the real engine", () => {
  let stack: PluginStack;
  before(async () => {
    stack = await PluginStack.create({});
  });
  after(() => stack.dispose());

  it("is previewed where its settings are not known yet: what it holds is then unknown", async () => {
    stack.declare(program("eu-west-1", { $ref: "namer.identityPoolId" }), shown);
    const preview = await stack.workspace.preview();
    assert.equal(preview.code, 0, preview.stdout);
    assert.equal(preview.changes.create, 6);
  });

  it("decides region, endpoint, credentials and default tags", async () => {
    stack.declare(program("eu-west-1"), shown);
    await stack.workspace.up();
    const outputs = await stack.workspace.outputs();
    assert.match(outputs.pool, /^eu-west-1:/);
    assert.match(outputs.alice, /^eu-west-1:/);
    assert.match(outputs.fixed, /^eu-north-1:/);
    assert.deepEqual(outputs.tagsAll, { team: "web", stage: "test" });
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("keeps its credentials encrypted in the state, those too that the program does not call secret", async () => {
    const { deployment } = await stack.workspace.exportState();
    const provider = (deployment.resources ?? []).find(({ urn }) => urn.endsWith("::abroad"));
    for (const part of ["inputs", "outputs"]) {
      for (const key of ["accessKey", "secretKey"]) assert.ok(provider[part][key].ciphertext, `${part}.${key}`);
    }
  });

  it("replaces what its changed region moves, and nothing else", async () => {
    const { pool, fixed } = await stack.workspace.outputs();
    stack.declare(program("eu-west-2"), shown);
    const preview = await stack.workspace.preview();
    assert.equal(preview.changes.replace, 2, preview.stdout);
    const run = await stack.workspace.up();
    assert.deepEqual(
      run.steps.filter(({ op }) => op === "create-replacement").map(({ name }) => name),
      ["pool", "alice"],
    );
    const outputs = await stack.workspace.outputs();
    assert.match(outputs.pool, /^eu-west-2:/);
    assert.notEqual(outputs.pool, pool);
    assert.equal(outputs.fixed, fixed);
  });

  it("refuses what is no setting, and names the one that may be meant", async () => {
    const { abroad, ...others } = program("eu-west-2");
    await stack.workspace.setConfig("cognito-identity:regoin", "eu-west-1");
    // One mistake at a time: the engine stops at the first provider that it hears of.
    const run = await stack.workspace.preview([], { mayFail: true });
    assert.notEqual(run.code, 0);
    const messages = run.diagnostics.map(({ message }) => message).join("\n");
    assert.match(messages, /regoin is no setting of this provider: did you mean region\?/);
    await stack.workspace.removeConfig("cognito-identity:regoin");
    stack.declare({ ...others, abroad: { kind: "Provider", args: { ...abroad?.args, maxAttempts: 0 } } }, shown);
    const next = await stack.workspace.preview([], { mayFail: true });
    assert.match(next.stdout, /Config cognito-identity:maxAttempts must be at least 1, not 0/);
  });

  it("destroys what it made, by the state alone", async () => {
    await stack.workspace.destroy();
    const { deployment } = await stack.workspace.exportState();
    assert.deepEqual(deployment.resources ?? [], []);
  });
});
