import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Declaration } from "../support/stack";
import { PluginStack } from "./support/plugin-stack";

const inPool = { identityPoolId: { $ref: "users.identityPoolId" } };
const facebook = "graph.facebook.com";
const mapping = { type: "Token", ambiguousRoleResolution: "Deny" };
const program: Declaration = {
  users: {
    kind: "IdentityPool",
    args: {
      identityPoolName: "users",
      developerProviderName: "login.example.com",
      supportedLoginProviders: { [facebook]: "1", "accounts.google.com": "2" },
    },
  },
  alice: { kind: "DeveloperIdentityLink", args: { ...inPool, developerUserIdentifier: "alice" } },
  bob: { kind: "DeveloperIdentityLink", args: { ...inPool, developerUserIdentifier: "bob" } },
  claims: {
    kind: "IdentityPoolProviderPrincipalTag",
    args: { ...inPool, identityProviderName: facebook, principalTags: { email: "email" } },
  },
  mapped: { kind: "IdentityPoolRoleMapping", args: { ...inPool, identityProvider: facebook, ...mapping } },
  other: { kind: "IdentityPool", args: { identityPoolName: "other" } },
};

describe("what is asked of the plugin without a program, on the real engine", () => {
  let stack: PluginStack;
  let poolId: string;
  const run = (name: string, ...args: string[]) => {
    const { project, env } = stack.workspace;
    const settings = ["--cognito-identity:region", "eu-central-1", "--cognito-identity:endpoint", "local:cognito.db"];
    const command = join(project, "node_modules/.bin/pulumi-resource-cognito-identity");
    const all = ["do", "--package", command, `cognito-identity:index:${name}`, ...args, ...settings];
    return promisify(execFile)("pulumi", [...all, "--non-interactive"], { cwd: project, env, timeout: 30_000 });
  };
  const list = (kind: string, ...args: string[]) => run(kind, "list", ...args);
  const read = async (kind: string, id: string) => (await run(kind, "read", id)).stderr;
  const inUsers = async (kind: string) => {
    const { stdout } = await list(kind, "--identity-pool-id", poolId);
    const found: { id: string; name: string }[] = JSON.parse(stdout);
    return found.map(({ id, name }) => `${name} ${id.replace(poolId, "POOL")}`).sort();
  };

  before(async () => {
    stack = await PluginStack.create({});
    stack.declare(program, { id: "users.id", alice: "alice.identityId", bob: "bob.identityId" });
    await stack.workspace.up();
    poolId = (await stack.workspace.outputs()).id;
  });
  after(() => stack.dispose());

  it("lists the pools of a region, and what is in one", async () => {
    const pools: { name: string }[] = JSON.parse((await list("IdentityPool")).stdout);
    assert.deepEqual(pools.map(({ name }) => name).sort(), ["other", "users"]);
    const { alice, bob } = await stack.workspace.outputs();
    assert.deepEqual(await inUsers("Identity"), [`${alice} POOL/${alice}`, `${bob} POOL/${bob}`].sort());
    assert.deepEqual(await inUsers("DeveloperIdentityLink"), [
      "alice POOL/login.example.com/alice",
      "bob POOL/login.example.com/bob",
    ]);
    assert.deepEqual(await inUsers("IdentityPoolRoleAttachment"), ["roles POOL"]);
    assert.deepEqual(await inUsers("IdentityPoolRoleMapping"), [`${facebook} POOL/${facebook}`]);
    assert.deepEqual(await inUsers("IdentityPoolProviderPrincipalTag"), [`${facebook} POOL/${facebook}`]);
  });

  it("is what a pool, an identity and a link are", async () => {
    const { alice } = await stack.workspace.outputs();
    assert.match(await read("IdentityPool", poolId), /developerProviderName +: "login\.example\.com"/);
    assert.match(await read("Identity", `${poolId}/${alice}`), new RegExp(`identityId +: "${alice}"`));
    const link = await read("DeveloperIdentityLink", `${poolId}/login.example.com/alice`);
    assert.match(link, new RegExp(`identityId +: "${alice}"`));
  });

  it("answers who is linked to an identity", async () => {
    const { alice } = await stack.workspace.outputs();
    const { stdout } = await run("lookupDeveloperIdentity", "--identity-pool-id", poolId, "--identity-id", alice);
    assert.deepEqual(JSON.parse(stdout), { developerUserIdentifierList: ["alice"], identityId: alice });
  });

  it("says what it needs", async () => {
    await assert.rejects(
      list("DeveloperIdentityLink", "--identity-pool-id", "users"),
      /identityPoolId is required: the id of the pool to list in, REGION:UUID, not \\?"users/,
    );
  });
});
