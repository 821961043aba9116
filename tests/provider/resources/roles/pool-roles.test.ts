import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../../../provider/model/errors";
import { createPool, createTestContext, type TestContext } from "../../../support/lifecycle-context";
import { lifecycles } from "../../../support/lifecycles";

const { identityPoolRoleAttachment: attachment, identityPoolRoleMapping: mapping } = lifecycles;
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const names = Array.from({ length: 9 }, (_, i) => `login${i}.example.com`);
const providers = { SupportedLoginProviders: Object.fromEntries(names.map((name) => [name, "app"])) };
const token = { type: "Token", ambiguousRoleResolution: "Deny" };

const rolesOf = async (context: TestContext, IdentityPoolId: string) => {
  const { Roles = {}, RoleMappings = {} } = await context.service.call("GetIdentityPoolRoles", { IdentityPoolId });
  return { Roles, providers: Object.keys(RoleMappings).sort() };
};

const refused = (code: string, message: string) =>
  new CognitoIdentityError({ code, operation: "SetIdentityPoolRoles", message: `SetIdentityPoolRoles: ${message}` });

describe("the roles of a pool", () => {
  it("keep every mapping of many that are made and removed at once", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, providers);
    const made = await Promise.all(
      names.map((identityProvider) => mapping.create(context, { identityPoolId, identityProvider, ...token })),
    );
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, names);
    const writes = context.calls.filter((name) => name === "SetIdentityPoolRoles");
    assert.equal(writes.length, names.length, "they take turns, so that none is lost and written once more");
    // Each is deleted by another process, which does not know that it was made a moment ago.
    const later = createTestContext(undefined, context);
    await Promise.all(made.slice(1).map(({ id, state }) => mapping.delete(later, id, state)));
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, names.slice(0, 1));
  });

  it("keep what another process writes between the reading and the writing, and write once more what was lost", async () => {
    let [mine, theirs] = [0, 0];
    const other: TestContext = createTestContext();
    const identityPoolId = await createPool(other, providers);
    const before = await other.service.call("GetIdentityPoolRoles", { IdentityPoolId: identityPoolId });
    // Another process has read the document before the first write of ours, and writes after it.
    const context = createTestContext(async (name) => {
      if (name === "SetIdentityPoolRoles") mine++;
      if (name !== "GetIdentityPoolRoles" || mine !== 1 || theirs++ > 0) return;
      await other.service.call("SetIdentityPoolRoles", {
        IdentityPoolId: identityPoolId,
        Roles: before.Roles ?? {},
        RoleMappings: { [names[1] as string]: { Type: "Token", AmbiguousRoleResolution: "Deny" } },
      });
    }, other);
    await mapping.create(context, { identityPoolId, identityProvider: names[0], ...token });
    assert.equal(mine, 2);
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, names.slice(0, 2));
  });

  it("are written again after a concurrent modification", async () => {
    let refusals = 3;
    const context = createTestContext((name) => {
      if (name === "SetIdentityPoolRoles" && refusals-- > 0) throw refused("ConcurrentModificationException", "busy");
    });
    const identityPoolId = await createPool(context, providers);
    await attachment.create(context, { identityPoolId, roles: { authenticated: role("users") } });
    assert.deepEqual((await rolesOf(context, identityPoolId)).Roles, { authenticated: role("users") });
  });

  it("give up when something else overwrites them for ever", async () => {
    const other = createTestContext();
    const IdentityPoolId = await createPool(other, providers);
    const context = createTestContext(async (name) => {
      if (name === "GetIdentityPoolRoles")
        await other.service.call("SetIdentityPoolRoles", { IdentityPoolId, Roles: {} });
    }, other);
    const created = attachment.create(context, { identityPoolId: IdentityPoolId, roles: { authenticated: role("a") } });
    await assert.rejects(created, /were overwritten by something else 20 times/);
  });

  it("drop the mapping of a provider that the pool has lost, for the service refuses them all for its sake", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, providers);
    const [first, second] = names as [string, string];
    await mapping.create(context, { identityPoolId, identityProvider: first, ...token });
    const { IdentityPoolTags, ...pool } = await context.service.call("DescribeIdentityPool", {
      IdentityPoolId: identityPoolId,
    });
    await context.service.call("UpdateIdentityPool", { ...pool, SupportedLoginProviders: { [second]: "app" } });
    await mapping.create(context, { identityPoolId, identityProvider: second, ...token });
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, [second]);
    assert.match(context.said.join(), /^warning: The role mapping of login0.example.com, which pool .* is dropped/);
    // That of a provider which the pool never had is refused.
    const wrong = mapping.create(context, { identityPoolId, identityProvider: "nobody.example.com", ...token });
    await assert.rejects(wrong, { code: "InvalidParameterException" });
  });

  it("leave the mappings of others to them, unless the attachment has mappings", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, providers);
    const [first, second] = names as [string, string];
    const made = await mapping.create(context, { identityPoolId, identityProvider: first, ...token });
    const roles = { authenticated: role("users") };
    const { id, state } = await attachment.create(context, { identityPoolId, roles });
    assert.equal((await attachment.read(context, id, state))?.state.roleMappings, undefined);
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, [first]);

    const news = { identityPoolId, roles, roleMappings: [{ identityProvider: second, ...token }] };
    await assert.rejects(
      attachment.update(context, id, state, news),
      /has a mapping for login0\S+ .* \(wanted: none\)/,
    );
    await mapping.delete(createTestContext(undefined, context), made.id, made.state);
    const owning = await attachment.update(context, id, state, news);
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, [second]);

    await attachment.update(createTestContext(undefined, context), id, owning, { identityPoolId, roles });
    assert.deepEqual(await rolesOf(context, identityPoolId), { Roles: roles, providers: [] });
  });

  it("are not overwritten where another made the mapping, but taken over when it is the same", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, providers);
    const news = { identityPoolId, identityProvider: names[0], ...token };
    await mapping.create(context, news);
    const later = createTestContext(undefined, context);
    const other = { ...news, ambiguousRoleResolution: "AuthenticatedRole" };
    await assert.rejects(
      mapping.create(later, other),
      /has a mapping for login0\S* that this stack did not make: .*Deny/,
    );
    await mapping.create(later, news);
    // A replacement by force creates first, with settings that may differ from what the stack has made.
    await mapping.check(later, news, other);
    await mapping.create(later, other);
  });

  it("are left as they are by the deletion of a resource that another one of the same update follows", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, providers);
    const news = { identityPoolId, roles: { authenticated: role("users") } };
    const { id, state } = await attachment.create(context, news);
    await attachment.delete(context, id, state);
    assert.deepEqual((await rolesOf(context, identityPoolId)).Roles, news.roles);
    assert.match(context.said.join(), /is kept, as another resource of the stack has it now/);
    await attachment.delete(createTestContext(undefined, context), id, state);
    assert.deepEqual((await rolesOf(context, identityPoolId)).Roles, {});
  });
});

describe("the roles that something else has set", () => {
  const pools = async (Roles: Record<string, string> = {}) => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, providers);
    await context.service.call("SetIdentityPoolRoles", { IdentityPoolId: identityPoolId, Roles });
    return { context, identityPoolId };
  };
  const later = (context: TestContext) => createTestContext(undefined, context);

  it("are not overwritten by a new attachment, which names both sides, and are taken over when they are equal", async () => {
    const foreign = { authenticated: role("old"), unauthenticated: role("oldguest") };
    const { context, identityPoolId } = await pools(foreign);
    const created = attachment.create(context, { identityPoolId, roles: { authenticated: role("new") } });
    await assert.rejects(created, {
      code: "Conflict",
      message:
        /role for authenticated identities that this stack did not make: \S+\/old \(wanted: \S+\/new\), and a role for unauthenticated .*oldguest \(wanted: none\)/,
    });
    assert.deepEqual((await rolesOf(context, identityPoolId)).Roles, foreign);
    assert.ok(!context.calls.includes("SetIdentityPoolRoles"));
    await attachment.create(context, { identityPoolId, roles: foreign });
    assert.ok(!context.calls.includes("SetIdentityPoolRoles"));
  });

  it("may be replaced by an attachment of the stack that set them", async () => {
    const { context, identityPoolId } = await pools();
    const before = { identityPoolId, roles: { authenticated: role("a") } };
    await attachment.create(context, before);
    const replacing = later(context);
    await attachment.check(replacing, before, before);
    await attachment.create(replacing, { identityPoolId, roles: { unauthenticated: role("b") } });
    assert.deepEqual((await rolesOf(context, identityPoolId)).Roles, { unauthenticated: role("b") });
  });

  it("stay where an update does not change them, and end one that would", async () => {
    const { context, identityPoolId } = await pools();
    const roles = { authenticated: role("a"), unauthenticated: role("g") };
    const { id, state } = await attachment.create(context, { identityPoolId, roles });
    const theirs = { authenticated: role("a"), unauthenticated: role("theirs") };
    await context.service.call("SetIdentityPoolRoles", { IdentityPoolId: identityPoolId, Roles: theirs });
    const next = { ...roles, authenticated: role("b") };
    const updated = await attachment.update(later(context), id, state, { identityPoolId, roles: next });
    assert.deepEqual((await rolesOf(context, identityPoolId)).Roles, { ...theirs, authenticated: role("b") });
    // Recorded as before, for the preview did not show it; a refresh does.
    assert.deepEqual(updated.roles, next);
    const both = { authenticated: role("b"), unauthenticated: role("h") };
    const refused = attachment.update(later(context), id, updated, { identityPoolId, roles: both });
    await assert.rejects(refused, /role for unauthenticated .*\/theirs \(wanted: .*\/h\).*run "pulumi refresh"/);
  });

  it("end two attachments that fight at once", async () => {
    const { context, identityPoolId } = await pools();
    const theirs = role("theirs");
    let written = 0;
    const mine = createTestContext(async (name) => {
      if (name !== "GetIdentityPoolRoles" || written++ === 0) return;
      const Roles = { authenticated: theirs };
      await context.service.call("SetIdentityPoolRoles", { IdentityPoolId: identityPoolId, Roles });
    }, context);
    const created = attachment.create(mine, { identityPoolId, roles: { authenticated: role("mine") } });
    await assert.rejects(created, /\/theirs \(wanted: \S+\/mine\)/);
    assert.equal(mine.calls.filter((name) => name === "SetIdentityPoolRoles").length, 1);
  });

  it("are left, and told, by a deletion", async () => {
    const { context, identityPoolId } = await pools();
    const roles = { authenticated: role("a"), unauthenticated: role("g") };
    const { id, state } = await attachment.create(context, { identityPoolId, roles });
    await context.service.call("SetIdentityPoolRoles", {
      IdentityPoolId: identityPoolId,
      Roles: { ...roles, unauthenticated: role("theirs") },
    });
    const destroying = later(context);
    await attachment.delete(destroying, id, state);
    assert.deepEqual((await rolesOf(context, identityPoolId)).Roles, { unauthenticated: role("theirs") });
    assert.match(destroying.said.join(), /^warning: .*a role for unauthenticated .*theirs.* is left as it is/);
  });

  it("are mappings, too, which a mapping overwrites only as it recorded them", async () => {
    const { context, identityPoolId } = await pools();
    const one = { identityPoolId, identityProvider: names[0], ...token };
    const { id, state } = await mapping.create(context, one);
    const other = { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" } as const;
    const two = { ...one, type: "Rules", mappingRules: [] };
    await context.service.call("SetIdentityPoolRoles", {
      IdentityPoolId: identityPoolId,
      Roles: {},
      RoleMappings: { [one.identityProvider as string]: other },
    });
    await assert.rejects(mapping.update(later(context), id, state, two), /run "pulumi refresh"/);
    await mapping.delete(later(context), id, state);
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, [names[0]]);
  });

  it("pass from an attachment to a mapping of the same stack, and back, whichever comes first", async () => {
    const { context, identityPoolId } = await pools();
    const one = { identityProvider: names[0], ...token };
    const changed = { ...one, ambiguousRoleResolution: "AuthenticatedRole" };
    const attached = await attachment.create(context, { identityPoolId, roles: {}, roleMappings: [one] });
    const moving = later(context);
    await attachment.check(moving, attached.state, { identityPoolId, roles: {} });
    const moved = await mapping.create(moving, { identityPoolId, ...changed });
    const without = await attachment.update(moving, attached.id, attached.state, { identityPoolId, roles: {} });
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, [names[0]]);
    const back = later(context);
    await attachment.update(back, attached.id, without, { identityPoolId, roles: {}, roleMappings: [changed] });
    await mapping.delete(back, moved.id, moved.state);
    assert.deepEqual((await rolesOf(context, identityPoolId)).providers, [names[0]]);
  });
});

describe("an attachment without roles", () => {
  it("is there as long as its pool", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, providers);
    const { id, state } = await attachment.create(context, { identityPoolId, roles: {} });
    assert.deepEqual((await attachment.read(context, id, state))?.state, state);
    assert.deepEqual((await attachment.read(context, id, {}))?.state.roles, {});
    await context.service.call("DeleteIdentityPool", { IdentityPoolId: identityPoolId });
    assert.equal(await attachment.read(context, id, state), undefined);
  });
});

describe("a role that was made a moment ago", () => {
  const forbidden = (arn: string) => refused("NotAuthorizedException", `Access to Role '${arn}' is forbidden.`);
  const attach = async (arn: string, refusals: number, present?: string) => {
    let left = refusals;
    const context = createTestContext((name) => {
      if (name === "SetIdentityPoolRoles" && left-- > 0) throw forbidden(arn);
    });
    const IdentityPoolId = await createPool(context, providers);
    if (present) {
      await context.service.call("SetIdentityPoolRoles", { IdentityPoolId, Roles: { unauthenticated: present } });
    }
    const roles = { authenticated: arn, ...(present && { unauthenticated: present }) };
    const done = attachment.create(context, { identityPoolId: IdentityPoolId, roles });
    return { context, done, writes: () => context.calls.filter((name) => name === "SetIdentityPoolRoles").length };
  };

  it("is waited for, and said once", async () => {
    const { context, done, writes } = await attach(role("new"), 4);
    await done;
    assert.equal(writes(), 5);
    assert.ok(context.waited() > 5000);
    assert.equal(context.said.filter((line) => line.includes("does not accept role")).length, 1);
  });

  it("is waited for no longer than a minute", async () => {
    const { context, done } = await attach(role("never"), Number.POSITIVE_INFINITY);
    await assert.rejects(done, { code: "NotAuthorizedException", message: /still after 60 seconds.*iam:PassRole/ });
    assert.ok(context.waited() <= 60_000);
  });

  it("is not waited for when it is of another account, or was accepted before", async () => {
    const foreign = "arn:aws:iam::123456789012:role/theirs";
    for (const [arn, present] of [[foreign], [role("old"), role("old")]] as [string, string?][]) {
      const { context, done, writes } = await attach(arn, Number.POSITIVE_INFINITY, present);
      await assert.rejects(done, { code: "NotAuthorizedException" });
      assert.equal(writes(), 1);
      assert.equal(context.waited(), 0);
    }
  });

  it("is not waited for after another refusal", async () => {
    const context = createTestContext((name) => {
      if (name === "SetIdentityPoolRoles") throw refused("NotAuthorizedException", "You may not do that.");
    });
    const identityPoolId = await createPool(context, providers);
    const created = attachment.create(context, { identityPoolId, roles: { authenticated: role("users") } });
    await assert.rejects(created, /You may not/);
    assert.equal(context.waited(), 0);
  });
});
