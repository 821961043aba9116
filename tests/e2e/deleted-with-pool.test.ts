import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  LookupDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { installPlugin, projectWithPlugin } from "../plugin/support/plugin-stack";
import { isUnchanged, type Json, type Run } from "../support/engine";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { type Declaration, TestStack } from "../support/stack";

type Args = Record<string, unknown>;

const google = "accounts.google.com";
const role = "arn:aws:iam::000000000000:role/users";
const pool = {
  kind: "IdentityPool",
  args: {
    allowUnauthenticatedIdentities: true,
    developerProviderName: "login.example.com",
    supportedLoginProviders: { [google]: "1.example" },
  },
};
const inPool = (kind: string, args: Args, opts: Args = {}) => ({
  kind,
  args: { identityPoolId: { $ref: "pool.id" }, ...args },
  opts,
});
const link = (user: string, opts: Args = {}, args: Args = {}) =>
  inPool("DeveloperIdentityLink", { developerUserIdentifier: user, ...args }, opts);

/** One of each kind that lives in a pool. */
const everything: Declaration = {
  alice: link("alice", {}, { deleteIdentity: true }),
  kiosk: inPool("Identity", {}),
  roles: inPool("IdentityPoolRoleAttachment", { roles: { authenticated: role } }),
  mapping: inPool("IdentityPoolRoleMapping", {
    identityProvider: google,
    type: "Token",
    ambiguousRoleResolution: "Deny",
  }),
  tags: inPool("IdentityPoolProviderPrincipalTag", { identityProviderName: google, principalTags: { mail: "email" } }),
};

const opsOf = (run: Run, op: string) =>
  run.steps
    .filter((step) => step.op === op)
    .map(({ name }) => name)
    .sort();

describe("what lives in a pool of the same program, on the real engine", () => {
  let service: RecordedService;
  let stack: TestStack;
  before(async () => {
    service = await recordService();
    stack = await TestStack.create({}, { endpoint: service.url, url: service.url });
  });
  after(async () => {
    await stack?.dispose();
    await service?.close();
  });

  const state = async (): Promise<Json[]> => (await stack.workspace.exportState()).deployment.resources ?? [];
  const deletedWith = async (): Promise<Record<string, string | undefined>> =>
    Object.fromEntries(
      (await state()).map(({ urn, deletedWith }) => [urn.split("::").pop(), deletedWith?.split("::").pop()]),
    );
  const lookUp = async (user: string) => {
    const { pool: IdentityPoolId } = await stack.workspace.outputs();
    const input = { IdentityPoolId, DeveloperUserIdentifier: user };
    return (await stack.aws.send(new LookupDeveloperIdentityCommand(input))).IdentityId;
  };
  const present = async () => {
    const { pool: IdentityPoolId } = await stack.workspace.outputs();
    const { Roles, RoleMappings } = await stack.aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
    const input = { IdentityPoolId, IdentityProviderName: google };
    const { PrincipalTags } = await stack.aws.send(new GetPrincipalTagAttributeMapCommand(input));
    return { Roles, RoleMappings, PrincipalTags, alice: await lookUp("alice") };
  };

  it("is deleted with it, however much it is", async () => {
    const links = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`user${i}`, link(`user${i}`)]));
    stack.declare({ pool, ...everything, ...links }, { pool: "pool.id" });
    await stack.workspace.up();
    const recorded = await deletedWith();
    for (const name of [...Object.keys(everything), ...Object.keys(links)]) assert.equal(recorded[name], "pool", name);
    service.clear();
    await stack.workspace.destroy();
    assert.deepEqual(service.calls, ["ListIdentities", "DeleteIdentityPool"]);
  });

  it("is deleted with it by the plugin, too", async () => {
    const { project } = stack.workspace;
    const program = readFileSync(join(project, "index.ts"), "utf8");
    const moved = program.replace('"pulumi-cognito-identity"', '"pulumi-cognito-identity/plugin"');
    const yaml = readFileSync(join(project, "Pulumi.yaml"), "utf8");
    installPlugin(project);
    stack.workspace.write({ "index.ts": moved, "Pulumi.yaml": projectWithPlugin() });
    stack.declare({ pool, ...everything }, { pool: "pool.id" });
    await stack.workspace.up();
    const recorded = await deletedWith();
    for (const name of Object.keys(everything)) assert.equal(recorded[name], "pool", name);
    service.clear();
    await stack.workspace.destroy();
    // The engine reads what others may write to, the attachment and the mapping, before each step of the plugin.
    const reads = ["GetIdentityPoolRoles", "GetIdentityPoolRoles"];
    assert.deepEqual(service.calls, [...reads, "ListIdentities", "DeleteIdentityPool"]);
    stack.workspace.write({ "index.ts": program, "Pulumi.yaml": yaml });
  });

  it("is deleted by itself when the pool stays", async () => {
    stack.declare({ pool, alice: link("alice"), bob: link("bob"), carol: link("carol") }, { pool: "pool.id" });
    await stack.workspace.up();
    stack.declare({ pool, bob: link("bobby"), carol: link("carol") }, { pool: "pool.id" });
    await stack.workspace.up();
    for (const gone of ["alice", "bob"])
      await assert.rejects(lookUp(gone), { name: "ResourceNotFoundException" }, gone);
    assert.ok(await lookUp("bobby"));
    const { urn } = (await state()).find(({ urn }) => urn.endsWith("::carol"));
    await stack.workspace.destroy(["--target", urn]);
    await assert.rejects(lookUp("carol"), { name: "ResourceNotFoundException" });
    assert.ok(await lookUp("bobby"));
  });

  it("loses nothing when the pool refuses to go, and is found again as it was", async () => {
    const { kiosk: _guest, ...kinds } = everything;
    const others: Declaration = { ...kinds, alice: link("alice") };
    const kept = { ...pool, args: { ...pool.args, deletionProtection: true } };
    stack.declare({ pool: kept, ...others }, { pool: "pool.id", alice: "alice.identityId" });
    await stack.workspace.up();
    const [before, outputs] = [await present(), await stack.workspace.outputs()];
    service.clear();
    const refused = await stack.workspace.destroy([], { mayFail: true });
    assert.match(refused.stdout + refused.stderr, /is protected: to delete it would destroy \d identit/);
    assert.deepEqual(writes(service.calls), []);
    const up = await stack.workspace.up();
    assert.deepEqual(opsOf(up, "create"), Object.keys(others).sort(), "the engine had forgotten them");
    assert.deepEqual(await present(), before);
    assert.deepEqual(await stack.workspace.outputs(), outputs);
    stack.declare({ pool, ...others }, { pool: "pool.id" });
    assert.deepEqual(opsOf(await stack.workspace.up(), "update"), ["pool"]);
    await stack.workspace.destroy();
  });

  it("is left to the program where that says so, and where the pool may stay", async () => {
    const linkIn = (pool: string, opts: Args = {}) => ({
      kind: "DeveloperIdentityLink",
      args: { identityPoolId: { $ref: pool }, developerUserIdentifier: `user of ${pool}` },
      opts,
    });
    const off = { region: "eu-central-1", endpoint: service.url, accessKey: "local", secretKey: "local" };
    const declare = (options: Record<string, Args>) => {
      const pools = Object.entries(options).map(([name, opts]) => [name, { ...pool, opts }]);
      const links = Object.keys(options).map((name) => [`in ${name}`, linkIn(`${name}.id`)]);
      stack.declare({
        pool,
        off: { kind: "Provider", args: { ...off, deleteWithPool: false } },
        ...Object.fromEntries([...pools, ...links]),
        "by the program": linkIn("pool.id", { deletedWith: { $ref: "guarded" } }),
        "by the provider": linkIn("pool.identityPoolId", { provider: { $ref: "off" } }),
        tagged: { ...pool, args: { ...pool.args, tags: { other: { $ref: "pool.id" } } } },
        protected: { ...pool, args: { ...pool.args, deletionProtection: true } },
        guest: { kind: "Identity", args: { identityPoolId: { $ref: "protected.id" } } },
        "of another pool": linkIn("tagged.tagsAll.other"),
      });
    };
    declare({
      guarded: { protect: true },
      retained: { retainOnDelete: true },
      with: { deletedWith: { $ref: "pool" } },
    });
    await stack.workspace.up();
    const recorded = await deletedWith();
    for (const name of ["in guarded", "in retained", "in with", "by the provider", "of another pool", "guest"]) {
      assert.equal(recorded[name], undefined, name);
    }
    assert.equal(recorded["by the program"], "guarded");

    declare({ guarded: {}, retained: {}, with: {} });
    const preview = await stack.workspace.preview();
    assert.ok(isUnchanged(preview), preview.stdout);
    await stack.workspace.up();
    for (const name of ["guarded", "retained", "with"]) assert.equal((await deletedWith())[`in ${name}`], name);
    await stack.workspace.setConfig("cognito-identity:deleteWithPool", "false");
    const up = await stack.workspace.up();
    assert.ok(isUnchanged(up), up.stdout);
    assert.equal((await deletedWith())["in guarded"], undefined);
  });
});
