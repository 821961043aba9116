import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/unknown";
import { DeveloperUsers, refusing } from "../../support/developer-users";
import { createPool, type TestContext } from "../../support/lifecycle-context";
import { lifecycles, type Properties } from "../../support/lifecycles";

const { developerIdentityLink: link } = lifecycles;

describe("a developer identity link", () => {
  let users: DeveloperUsers;
  let context: TestContext;
  let identityPoolId: string;
  let inPool: (user: string, more?: Properties) => Properties;

  beforeEach(async () => {
    users = await DeveloperUsers.create();
    ({ context, identityPoolId } = users);
    inPool = users.inPool.bind(users);
  });

  it("registers a user, to the identity of a guest, too", async () => {
    const identityId = await users.guest();
    const made = await link.create(context, inPool("alice", { identityId }));
    assert.equal(made.state.identityId, identityId);
    assert.equal(made.id, `${identityPoolId}/${users.provider}/alice`);
    assert.deepEqual(await users.of(identityId), ["alice"]);
  });

  it("adopts a user that is registered to the same identity, and says so", async () => {
    const identityId = await users.register("alice");
    const made = await link.create(context, inPool("alice", { identityId }));
    assert.equal(made.state.identityId, identityId);
    assert.match(context.said.join(), /^info: .*alice is registered already, to .*: it is adopted/);
  });

  it("does not say so of a user that the stack itself has registered", async () => {
    const identityId = await users.register("alice");
    const inputs = inPool("alice", { identityId });
    await link.check(context, inputs, inputs);
    await link.create(context, inputs);
    assert.deepEqual(context.said, []);
  });

  it("registers a second user apart and merges, where the service wants a proof of the first", async () => {
    const identityId = await users.register("alice");
    await link.create(context, inPool("phone", { identityId }));
    assert.deepEqual(await users.of(identityId), ["alice", "phone"]);
    assert.equal(await users.count(), 1, "the identity of its own is gone");
  });

  it("takes the second user back when that merge fails", async () => {
    const identityId = await users.register("alice");
    const failing = users.anotherUpdate(refusing("MergeDeveloperIdentities"));
    await assert.rejects(link.create(failing, inPool("phone", { identityId })), /Merge\w+ is refused/);
    assert.equal(await users.count(), 1);
    assert.deepEqual(await users.of(identityId), ["alice"]);
  });

  it("says that an identity with other logins alone has no user to merge by", async () => {
    const { IdentityId: identityId } = await context.service.call("GetId", {
      IdentityPoolId: identityPoolId,
      Logins: { "graph.facebook.com": "opaque" },
    });
    const refusal = link.create(context, inPool("alice", { identityId }));
    await assert.rejects(refusal, { name: "ResourceError", message: /has no developer user in this pool/ });
    assert.equal(await users.identityOf("alice"), undefined);
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
    const identityId = await users.guest(other);
    assert.deepEqual((await link.check(context, {}, inPool("alice", { identityId }))).failures, []);
    await assert.rejects(link.create(context, inPool("alice", { identityId })), { code: "ResourceNotFoundException" });
  });

  it("unlinks, when it is gone already, too, and with deleteIdentity deletes an identity without logins", async () => {
    const made = await link.create(context, inPool("alice", { deleteIdentity: true }));
    const identityId = made.state.identityId as string;
    const phone = await link.create(context, inPool("phone", { identityId, deleteIdentity: true }));
    const destroying = users.anotherUpdate();
    await link.delete(destroying, phone.id, phone.state);
    assert.deepEqual(await users.of(identityId), ["alice"]);
    await link.delete(destroying, phone.id, phone.state);
    await link.delete(destroying, made.id, made.state);
    assert.equal(await users.count(), 0);
    await context.service.call("DeleteIdentityPool", { IdentityPoolId: identityPoolId });
    await link.delete(destroying, made.id, made.state);
  });

  describe("calls the service as seldom as it can", () => {
    /** The calls of one operation of the engine, each in an update of its own. */
    const callsOf = async (work: (context: TestContext) => Promise<unknown>): Promise<readonly string[]> => {
      const update = users.anotherUpdate();
      await work(update);
      return update.calls;
    };
    const pool = "DescribeIdentityPool";
    const lookUp = "LookupDeveloperIdentity";
    const token = "GetOpenIdTokenForDeveloperIdentity";

    it("for a user without a wish", async () => {
      const inputs = inPool("alice");
      assert.deepEqual(await callsOf((update) => link.check(update, {}, inputs)), [pool]);
      assert.deepEqual(await callsOf((update) => link.create(update, inputs)), [token]);
      const { id, state } = await link.create(context, inputs);
      const retained = { ...inputs, deleteIdentity: true };
      assert.deepEqual(await callsOf((update) => link.diff(update, id, state, inputs)), []);
      assert.deepEqual(await callsOf((update) => link.update(update, id, state, retained)), []);
      assert.deepEqual(await callsOf((update) => link.read(update, id, state)), [lookUp]);
      assert.deepEqual(await callsOf((update) => link.delete(update, id, state)), ["UnlinkDeveloperIdentity"]);
    });

    it("for a user with a wish", async () => {
      const identityId = await users.register("alice");
      const adopted = inPool("alice", { identityId });
      assert.deepEqual(await callsOf((update) => link.create(update, adopted)), [lookUp]);
      assert.deepEqual(await callsOf((update) => link.check(update, {}, adopted)), [pool, lookUp]);
      assert.deepEqual(await callsOf((update) => link.check(update, adopted, adopted)), [pool]);
      const guest = inPool("guest", { identityId: await users.guest() });
      assert.deepEqual(await callsOf((update) => link.create(update, guest)), [lookUp, token]);
      const second = inPool("phone", { identityId });
      const apart = [lookUp, lookUp, token, "MergeDeveloperIdentities", "DeleteIdentities"];
      assert.deepEqual(await callsOf((update) => link.create(update, second)), apart);
    });

    it("for a user whose identity is not known yet", async () => {
      const inputs = inPool("alice", { identityId: unknownValue, onConflict: "merge" });
      assert.deepEqual(await callsOf((update) => link.check(update, {}, inputs)), [pool]);
    });
  });
});
