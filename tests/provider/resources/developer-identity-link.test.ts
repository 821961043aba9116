import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../../provider/model/errors";
import { type Before, createPool, createTestContext, type TestContext } from "../../support/lifecycle-context";
import { lifecycles, type Properties } from "../../support/lifecycles";

const { developerIdentityLink: link } = lifecycles;
const provider = "login.example.com";

describe("a developer identity link", () => {
  let context: TestContext;
  let identityPoolId: string;
  const inPool = (developerUserIdentifier: string, more: Properties = {}) => ({
    identityPoolId,
    developerProviderName: provider,
    developerUserIdentifier,
    ...more,
  });
  const register = async (user: string) => {
    const input = { IdentityPoolId: identityPoolId, Logins: { [provider]: user } };
    return (await context.service.call("GetOpenIdTokenForDeveloperIdentity", input)).IdentityId as string;
  };
  const guest = async (pool = identityPoolId) =>
    (await context.service.call("GetId", { IdentityPoolId: pool })).IdentityId as string;
  const usersOf = async (IdentityId: string) => {
    const input = { IdentityPoolId: identityPoolId, IdentityId };
    return (await context.service.call("LookupDeveloperIdentity", input)).DeveloperUserIdentifierList;
  };
  const count = async () =>
    (await context.service.call("ListIdentities", { IdentityPoolId: identityPoolId, MaxResults: 60 })).Identities
      ?.length;
  const sharing = (before: Before) => createTestContext(before, context);

  beforeEach(async () => {
    context = createTestContext();
    identityPoolId = await createPool(context);
  });

  it("registers a user, to the identity of a guest, too", async () => {
    const identityId = await guest();
    const made = await link.create(context, inPool("alice", { identityId }));
    assert.equal(made.state.identityId, identityId);
    assert.equal(made.id, `${identityPoolId}/${provider}/alice`);
    assert.deepEqual(await usersOf(identityId), ["alice"]);
  });

  it("adopts a user that is registered to the same identity, and says so", async () => {
    const identityId = await register("alice");
    const made = await link.create(context, inPool("alice"));
    assert.equal(made.state.identityId, identityId);
    assert.match(context.said.join(), /^info: .*alice is registered already, to .*: it is adopted/);
  });

  it("registers a second user apart and merges, where the service wants a proof of the first", async () => {
    const identityId = await register("alice");
    await link.create(context, inPool("phone", { identityId }));
    assert.deepEqual(await usersOf(identityId), ["alice", "phone"]);
    assert.equal(await count(), 1, "the identity of its own is gone");
  });

  it("takes the second user back when that merge fails", async () => {
    const identityId = await register("alice");
    const failing = sharing((name) => {
      if (name !== "MergeDeveloperIdentities") return;
      throw new CognitoIdentityError({ code: "ResourceConflictException", message: "too many logins" });
    });
    await assert.rejects(link.create(failing, inPool("phone", { identityId })), /too many logins/);
    assert.equal(await count(), 1);
    assert.deepEqual(await usersOf(identityId), ["alice"]);
  });

  it("finds a conflict at preview, names both identities, and changes nothing", async () => {
    const [alice, bob] = [await register("alice"), await register("bob")];
    const { failures } = await link.check(context, {}, inPool("bob", { identityId: alice }));
    assert.equal(failures[0]?.property, "identityId");
    assert.ok(failures[0].reason.includes(alice) && failures[0].reason.includes(bob), failures[0].reason);
    await assert.rejects(link.create(context, inPool("bob", { identityId: alice })), new RegExp(`${alice}.*${bob}`));
    assert.deepEqual(await usersOf(bob), ["bob"]);
  });

  it("merges when it is told to, and announces at preview that this can't be undone", async () => {
    const [alice] = [await register("alice"), await register("bob")];
    const news = inPool("bob", { identityId: alice, onConflict: "merge" });
    assert.deepEqual((await link.check(context, {}, news)).failures, []);
    assert.match(context.said.join(), /^warning: .*bob moves to identity .*can't be undone/);
    const { state } = await link.create(context, news);
    assert.equal(state.identityId, alice);
    assert.deepEqual(await usersOf(alice), ["alice", "bob"]);
  });

  it("follows a changed identityId by the same rules", async () => {
    const [alice, bob] = [await register("alice"), await register("bob")];
    const { id, state } = await link.create(context, inPool("bob"));
    assert.equal(state.identityId, bob);
    const wish = inPool("bob", { identityId: alice, region: "eu-central-1" });
    assert.deepEqual(
      (await link.diff(context, id, state, wish)).map(({ property, replaces }) => [property, replaces]),
      [["identityId", false]],
    );
    assert.equal((await link.check(context, inPool("bob"), wish)).failures.length, 1);
    await assert.rejects(link.update(context, id, state, wish), /is registered to identity/);
    const merged = await link.update(context, id, state, { ...wish, onConflict: "merge" });
    assert.equal(merged.identityId, alice);
  });

  it("refuses an identity of another pool at preview", async () => {
    const other = await createPool(context, { DeveloperProviderName: "other.example.com" });
    const { IdentityId } = await context.service.call("GetOpenIdTokenForDeveloperIdentity", {
      IdentityPoolId: other,
      Logins: { "other.example.com": "alice" },
    });
    const { failures } = await link.check(context, {}, inPool("alice", { identityId: IdentityId }));
    assert.match(failures[0]?.reason ?? "", /^is of an identity in another pool: .* has the logins other.example.com/);
    // That of a guest tells no pool; then the service judges.
    const identityId = await guest(other);
    assert.deepEqual((await link.check(context, {}, inPool("alice", { identityId }))).failures, []);
    await assert.rejects(link.create(context, inPool("alice", { identityId })), { code: "ResourceNotFoundException" });
  });

  it("unlinks, when it is gone already, too, and with deleteIdentity deletes an identity without logins", async () => {
    const made = await link.create(context, inPool("alice", { deleteIdentity: true }));
    const identityId = made.state.identityId as string;
    const phone = await link.create(context, inPool("phone", { identityId, deleteIdentity: true }));
    const destroying = sharing(() => {});
    await link.delete(destroying, phone.id, phone.state);
    assert.deepEqual(await usersOf(identityId), ["alice"]);
    await link.delete(destroying, phone.id, phone.state);
    await link.delete(destroying, made.id, made.state);
    assert.equal(await count(), 0);
    await context.service.call("DeleteIdentityPool", { IdentityPoolId: identityPoolId });
    await link.delete(destroying, made.id, made.state);
  });
});
