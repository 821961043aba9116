import assert from "node:assert/strict";
import {
  DescribeIdentityCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  LookupDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { isUnchanged, type Run } from "../support/engine";
import { type Declaration, TestStack } from "../support/stack";

type Args = Record<string, unknown>;

const google = "accounts.google.com";
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const pool = {
  identityPoolName: "users",
  allowUnauthenticatedIdentities: true,
  developerProviderName: "login.example.com",
  supportedLoginProviders: { [google]: "1.example", "graph.facebook.com": "7346241598935555" },
};

/** One of each kind that lives in a pool, with a change that is made in place. */
const kinds: Record<string, { kind: string; args: Args; change: Args }> = {
  link: {
    kind: "DeveloperIdentityLink",
    args: { developerUserIdentifier: "alice" },
    change: { onConflict: "error" },
  },
  identity: { kind: "Identity", args: { logins: { "graph.facebook.com": "canary-token" } }, change: {} },
  roles: {
    kind: "IdentityPoolRoleAttachment",
    args: { roles: { authenticated: role("users") } },
    change: { roles: { authenticated: role("others") } },
  },
  mapping: {
    kind: "IdentityPoolRoleMapping",
    args: { identityProvider: google, type: "Token", ambiguousRoleResolution: "Deny" },
    change: { ambiguousRoleResolution: "AuthenticatedRole" },
  },
  tags: {
    kind: "IdentityPoolProviderPrincipalTag",
    args: { identityProviderName: google, principalTags: { email: "email" } },
    change: { principalTags: { mail: "email" } },
  },
};
const names = Object.keys(kinds);

interface Plan {
  /** Renames a resource. */
  readonly as?: (name: string) => string;
  readonly changed?: boolean;
  readonly opts?: (name: string) => Args;
  readonly poolArgs?: Args;
  readonly only?: readonly string[];
}

describe("resource options on the real engine", () => {
  let stack: TestStack;
  const declare = ({ as = (name) => name, changed, opts = () => ({}), poolArgs, only = names }: Plan) => {
    const declaration: Declaration = {
      pool: { kind: "IdentityPool", args: { ...pool, ...poolArgs }, opts: opts("pool") },
    };
    for (const name of only) {
      const { kind, args, change } = kinds[name] as (typeof kinds)[string];
      const all = { identityPoolId: { $ref: "pool.id" }, ...args, ...(changed && change) };
      declaration[as(name)] = { kind, args: all, opts: opts(name) };
    }
    const exported = only.map((name) => [name, `${as(name)}.id`]);
    stack.declare(declaration, { pool: "pool.id", ...Object.fromEntries(exported) });
  };
  const ops = (run: Run, op: string) => run.steps.filter((step) => step.op === op).map(({ name }) => name);

  /** What the service has of all kinds, by another client. */
  const present = async ({ pool: IdentityPoolId, identity }: Record<string, string>) => {
    const { aws } = stack;
    const roles = await aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
    const tags = await aws.send(
      new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName: google }),
    );
    const user = new LookupDeveloperIdentityCommand({ IdentityPoolId, DeveloperUserIdentifier: "alice" });
    await aws.send(user);
    await aws.send(new DescribeIdentityCommand({ IdentityId: identity?.split("/")[1] }));
    return {
      roles: { authenticated: roles.Roles?.authenticated },
      ambiguousRoleResolution: roles.RoleMappings?.[google]?.AmbiguousRoleResolution,
      principalTags: tags.PrincipalTags,
    };
  };
  const expected = (changed: boolean) => {
    const { roles, mapping, tags } = kinds as Record<string, { args: Args; change: Args }>;
    const of = (kind: typeof roles, name: string) => (changed ? kind?.change : kind?.args)?.[name];
    return {
      roles: of(roles, "roles"),
      ambiguousRoleResolution: of(mapping, "ambiguousRoleResolution"),
      principalTags: of(tags, "principalTags"),
    };
  };

  before(async () => {
    stack = await TestStack.create({});
    declare({});
    await stack.workspace.up();
  });
  after(() => stack?.dispose());

  it("ignoreChanges leaves what it names alone", async () => {
    declare({
      changed: true,
      poolArgs: { identityPoolName: "renamed", tags: { team: "web" } },
      opts: (name) => ({
        ignoreChanges: name === "pool" ? ["identityPoolName", "tags"] : Object.keys(kinds[name]?.change ?? {}),
      }),
    });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
    assert.deepEqual(await present(await stack.workspace.outputs()), expected(false));
  });

  it("--target changes what it names, and nothing else", async () => {
    declare({ changed: true });
    const run = await stack.workspace.up(["--target", "**::mapping"]);
    assert.deepEqual(ops(run, "update"), ["mapping"]);
    const { roles, principalTags } = expected(false);
    const { ambiguousRoleResolution } = expected(true);
    const found = await present(await stack.workspace.outputs());
    assert.deepEqual(found, { roles, ambiguousRoleResolution, principalTags });
    declare({});
    await stack.workspace.up();
  });

  it("replaceOnChanges replaces, and what follows in the same place is not deleted with its predecessor", async () => {
    declare({
      changed: true,
      opts: (name) => (name === "pool" ? {} : { replaceOnChanges: Object.keys(kinds[name]?.change ?? {}) }),
    });
    const run = await stack.workspace.up();
    const replaced = names.filter((name) => Object.keys(kinds[name]?.change ?? {}).length > 0);
    assert.deepEqual(ops(run, "create-replacement").sort(), replaced.sort(), run.stdout);
    assert.deepEqual(await present(await stack.workspace.outputs()), expected(true));
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("aliases keep a resource that was renamed; without one it is taken over all the same", async () => {
    const as = (name: string) => `new-${name}`;
    declare({ changed: true, as, opts: (name) => (name === "pool" ? {} : { aliases: [{ name }] }) });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);

    const ids = await stack.workspace.outputs();
    declare({ changed: true });
    const moved = await stack.workspace.up();
    assert.deepEqual(ops(moved, "create").sort(), [...names].sort());
    assert.deepEqual(ops(moved, "delete").sort(), names.map(as).sort());
    assert.deepEqual(await stack.workspace.outputs(), ids);
    assert.deepEqual(await present(ids), expected(true));
  });

  it("get looks each of them up", async () => {
    const ids = await stack.workspace.outputs();
    const gets = Object.fromEntries(
      names.map((name) => [`found-${name}`, { kind: kinds[name]?.kind as string, get: ids[name] as string }]),
    );
    const declaration = { pool: { kind: "IdentityPool", args: pool } } as Declaration;
    for (const name of names) {
      const { kind, args, change } = kinds[name] as (typeof kinds)[string];
      declaration[name] = { kind, args: { identityPoolId: { $ref: "pool.id" }, ...args, ...change } };
    }
    stack.declare(
      { ...declaration, ...gets },
      {
        user: "found-link.developerUserIdentifier",
        identity: "found-identity.identityId",
        roles: "found-roles.roles",
        resolution: "found-mapping.ambiguousRoleResolution",
        tags: "found-tags.principalTags",
      },
    );
    await stack.workspace.up();
    assert.deepEqual(await stack.workspace.outputs(), {
      user: "alice",
      identity: ids.identity.split("/")[1],
      roles: kinds.roles?.change.roles,
      resolution: "AuthenticatedRole",
      tags: { mail: "email" },
    });
  });

  it("protect refuses to delete, retainOnDelete deletes in the state alone", async () => {
    declare({ changed: true, opts: () => ({ protect: true }) });
    await stack.workspace.up();
    const ids = await stack.workspace.outputs();
    const refused = await stack.workspace.destroy([], { mayFail: true });
    assert.notEqual(refused.code, 0);
    assert.match(refused.stdout + refused.stderr, /protect/);
    assert.deepEqual(await present(ids), expected(true));

    declare({ changed: true, opts: () => ({ protect: false, retainOnDelete: true }) });
    await stack.workspace.up();
    await stack.workspace.destroy();
    assert.deepEqual((await stack.workspace.exportState()).deployment.resources ?? [], []);
    assert.deepEqual(await present(ids), expected(true));
  });

  it("region moves a pool and all that is in it, and destroy takes them away", async () => {
    declare({ only: ["roles", "mapping", "tags"] });
    await stack.workspace.up();
    const { pool: before } = await stack.workspace.outputs();
    declare({ only: ["roles", "mapping", "tags"], poolArgs: { region: "eu-west-1" } });
    const run = await stack.workspace.up();
    assert.deepEqual(ops(run, "create-replacement").sort(), ["mapping", "pool", "roles", "tags"]);
    const ids = await stack.workspace.outputs();
    assert.match(ids.pool, /^eu-west-1:/);
    for (const name of ["roles", "mapping", "tags"]) assert.ok(ids[name].startsWith(ids.pool), ids[name]);
    const gone = stack.aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: before }));
    await assert.rejects(gone, { name: "ResourceNotFoundException" });
    await stack.workspace.destroy();
    assert.deepEqual((await stack.workspace.exportState()).deployment.resources ?? [], []);
  });
});
