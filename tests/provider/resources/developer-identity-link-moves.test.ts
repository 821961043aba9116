import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/unknown";
import { DeveloperUsers, refusing } from "../../support/developer-users";
import type { TestContext } from "../../support/lifecycle-context";
import { lifecycles, type Properties } from "../../support/lifecycles";

const { developerIdentityLink: link } = lifecycles;

describe("a developer identity link whose user is registered elsewhere", () => {
  let users: DeveloperUsers;
  let context: TestContext;
  let inPool: (user: string, more?: Properties) => Properties;
  const check = async (state: Properties, inputs: Properties, name?: string, update = context) =>
    (await link.check(update, state, { ...inputs, __resourceName: name })).failures;

  beforeEach(async () => {
    users = await DeveloperUsers.create();
    ({ context } = users);
    inPool = users.inPool.bind(users);
  });

  it("finds a conflict at preview, names both identities, and changes nothing", async () => {
    const [alice, bob] = [await users.register("alice"), await users.register("bob")];
    const failures = await check({}, inPool("bob", { identityId: alice }));
    assert.equal(failures[0]?.property, "identityId");
    assert.ok(failures[0].reason.includes(alice) && failures[0].reason.includes(bob), failures[0].reason);
    await assert.rejects(link.create(context, inPool("bob", { identityId: alice })), new RegExp(`${alice}.*${bob}`));
    assert.deepEqual(await users.of(bob), ["bob"]);
  });

  it("follows a changed identityId by the same rules", async () => {
    const [alice, bob] = [await users.register("alice"), await users.register("bob")];
    const { id, state } = await link.create(context, inPool("bob"));
    assert.equal(state.identityId, bob);
    const wish = inPool("bob", { identityId: alice });
    assert.deepEqual(
      (await link.diff(context, id, state, wish)).map(({ property, replaces }) => [property, replaces]),
      [["identityId", false]],
    );
    await assert.rejects(link.update(context, id, state, wish), /is registered to identity/);
    assert.equal(await users.identityOf("bob"), bob);
    const merged = await link.update(context, id, state, { ...wish, onConflict: "merge" });
    assert.equal(merged.identityId, alice);
  });

  it("warns of a conflict of the stack's own user, for it may be about to be replaced", async () => {
    const alice = await users.register("alice");
    await users.register("bob");
    const wish = inPool("bob", { identityId: alice });
    assert.deepEqual(await check(inPool("bob"), wish), []);
    assert.match(context.said.join(), /^warning: identityId is .* An update in place will refuse it/);
    assert.deepEqual(await check({}, wish), [], "what is replaced is checked again, without its state");
    assert.equal(context.said.length, 1);
    assert.equal((await check({}, wish, undefined, users.anotherUpdate())).length, 1, "another stack's user");
  });

  describe("merges", () => {
    it("when it is told to, and announces at preview that this can't be undone", async () => {
      const [alice] = [await users.register("alice"), await users.register("bob")];
      const news = inPool("bob", { identityId: alice, onConflict: "merge" });
      assert.deepEqual(await check({}, news), []);
      assert.match(context.said.join(), /^warning: .*bob moves to identity .*no other developer user.*can't be undone/);
      const { state } = await link.create(context, news);
      assert.equal(state.identityId, alice);
      assert.deepEqual(await users.of(alice), ["alice", "bob"]);
    });

    it("and says whom it takes along: some of them, and how many more", async () => {
      const alice = await users.register("alice");
      await users.register("bob");
      for (let i = 0; i < 12; i++) await users.register(`bob${i}`, "bob");
      assert.deepEqual(await check({}, inPool("bob", { identityId: alice, onConflict: "merge" })), []);
      assert.match(context.said.join(), /its other developer users: bob0, bob1, .*bob9 and 2 more\. This merge/);
    });

    it("but not where the identity has no user to merge by", async () => {
      await users.register("bob");
      const news = inPool("bob", { identityId: await users.guest(), onConflict: "merge" });
      assert.match((await check({}, news))[0]?.reason ?? "", /has no developer user in this pool/);
      await assert.rejects(link.create(context, news), /has no developer user in this pool/);
    });

    describe("nobody whom another resource of the stack wants elsewhere", () => {
      let bob: string;
      let phone: Properties;
      beforeEach(async () => {
        await users.register("alice");
        await users.register("phone", "alice");
        bob = await users.register("bob");
        phone = inPool("phone", { identityId: bob, onConflict: "merge" });
      });

      it("when that one is checked first", async () => {
        assert.deepEqual(await check({}, inPool("alice"), "alice-link"), []);
        const [failure, ...others] = await check({}, phone, "phone-link");
        assert.match(failure?.reason ?? "", /a merge moves all users .*: alice \(of alice-link\).* "move"/);
        assert.deepEqual(others, []);
        assert.deepEqual(context.said, []);
      });

      it("when that one is checked later", async () => {
        assert.deepEqual(await check({}, phone, "phone-link"), []);
        assert.match(context.said.join(), /its other developer users: alice\./);
        const [failure, ...others] = await check({}, inPool("alice"), "alice-link");
        assert.match(failure?.reason ?? "", /^is unset, but phone-link merges the identity of .*alice into .* "move"/);
        assert.deepEqual(others, []);
      });

      it("but everybody whom they want at the same identity, or may", async () => {
        for (const identityId of [bob, unknownValue]) {
          for (const isFirst of [true, false]) {
            const update = users.anotherUpdate();
            const alice = () => check({}, inPool("alice", { identityId, onConflict: "merge" }), "alice-link", update);
            if (isFirst) assert.deepEqual(await alice(), []);
            assert.deepEqual(await check({}, phone, "phone-link", update), []);
            if (!isFirst) assert.deepEqual(await alice(), []);
          }
        }
      });

      it("and two links of one identity merge it at the same time", async () => {
        const alice = inPool("alice", { identityId: bob, onConflict: "merge" });
        const made = await Promise.all([link.create(context, alice), link.create(context, phone)]);
        for (const { state } of made) assert.equal(state.identityId, bob);
      });
    });
  });

  describe("moves", () => {
    it("one user alone, in an update and in a creation", async () => {
      const alice = await users.register("alice");
      await users.register("phone", "alice");
      const bob = await users.register("bob");
      const count = await users.count();
      const wish = inPool("phone", { identityId: bob, onConflict: "move" });
      const { id, state } = await link.create(context, inPool("phone"));
      assert.deepEqual(await check(state, wish), []);
      assert.match(context.said.join(), /^info: .*phone moves from identity .*, alone\. The former keeps alice\./);
      assert.equal((await link.update(context, id, state, wish)).identityId, bob);
      assert.deepEqual([await users.of(alice), await users.of(bob)], [["alice"], ["bob", "phone"]]);
      assert.equal(await users.count(), count, "what was made on the way is gone");

      const back = await link.create(users.anotherUpdate(), { ...wish, identityId: alice });
      assert.equal(back.state.identityId, alice);
      assert.deepEqual([await users.of(alice), await users.of(bob)], [["alice", "phone"], ["bob"]]);
    });

    it("to the identity of a guest", async () => {
      await users.register("alice");
      const identityId = await users.guest();
      const { state } = await link.create(context, inPool("alice", { identityId, onConflict: "move" }));
      assert.equal(state.identityId, identityId);
      assert.deepEqual(await users.of(identityId), ["alice"]);
    });

    it("and warns that an identity is left empty, and deletes it if it is told to", async () => {
      const [alice, bob] = [await users.register("alice"), await users.register("bob")];
      const wish = inPool("bob", { identityId: alice, onConflict: "move", deleteIdentity: true });
      assert.deepEqual(await check({}, wish), []);
      assert.match(context.said.join(), /^warning: .*bob moves .*, alone\. No developer user is left on the former\./);
      await link.create(context, wish);
      assert.deepEqual(await users.of(alice), ["alice", "bob"]);
      assert.equal(await users.count(), 1, `${bob} is deleted`);
    });

    it("nobody to an identity that does not exist", async () => {
      const bob = await users.register("bob");
      const identityId = `${bob.slice(0, -12)}000000000000`;
      const wish = inPool("bob", { identityId, onConflict: "move" });
      // The service may look at the user before it looks at the identity.
      const token = "GetOpenIdTokenForDeveloperIdentity";
      const userFirst = users.anotherUpdate(refusing(token, 1, "DeveloperUserAlreadyRegisteredException"));
      for (const update of [context, userFirst]) {
        await assert.rejects(link.create(update, wish), { code: "ResourceNotFoundException" });
        assert.equal(await users.identityOf("bob"), bob);
      }
    });
  });

  describe("has an identityId taken away", () => {
    let alice: string;
    let id: string;
    let state: Properties;
    beforeEach(async () => {
      alice = await users.register("alice");
      const made = await link.create(context, inPool("phone", { identityId: alice }));
      id = made.id;
      state = { ...made.state, __setBefore: ["identityId"] };
    });
    const taken = [{ property: "identityId", kind: "delete", replaces: false }];

    it("and stays, which it says once", async () => {
      assert.deepEqual(await link.diff(context, id, state, inPool("phone")), taken);
      const { identityId } = await link.update(context, id, state, inPool("phone"));
      assert.equal(identityId, alice);
      assert.equal(context.said.length, 1);
      assert.match(context.said[0] ?? "", /^info: .*phone stays at identity .*onConflict "move"/);
      assert.deepEqual(await link.diff(context, id, { ...state, __setBefore: [] }, inPool("phone")), []);
      assert.equal(await users.identityOf("phone"), alice);
    });

    it("and with onConflict move gets an identity of its own", async () => {
      const wish = inPool("phone", { onConflict: "move" });
      const changes = await link.diff(context, id, state, wish);
      assert.deepEqual(
        changes.filter(({ property }) => property === "identityId"),
        taken,
      );
      assert.match(context.said.join(), /^info: .*phone leaves identity .*, and gets one of its own/);
      const update = users.anotherUpdate();
      const { identityId } = await link.update(update, id, state, wish);
      assert.notEqual(identityId, alice);
      assert.equal(await users.identityOf("phone"), identityId);
      assert.deepEqual(await users.of(alice), ["alice"]);
      assert.deepEqual(update.calls, [
        "LookupDeveloperIdentity",
        "UnlinkDeveloperIdentity",
        "GetOpenIdTokenForDeveloperIdentity",
      ]);
    });

    it("and keeps an identity that nobody else has", async () => {
      await users.unlink("alice", alice);
      const { identityId } = await link.update(context, id, state, inPool("phone", { onConflict: "move" }));
      assert.equal(identityId, alice);
      assert.equal(await users.identityOf("phone"), alice);
    });

    it("and stays where the program never named one", async () => {
      const unset = { ...state, __setBefore: [] };
      const wish = inPool("phone", { onConflict: "move" });
      assert.equal((await link.update(context, id, unset, wish)).identityId, alice);
      assert.equal(await users.identityOf("phone"), alice);
    });
  });

  it("is found by a refresh, though the program names no identity, once", async () => {
    const { id, state } = await link.create(context, inPool("alice"));
    assert.deepEqual((await link.read(context, id, state))?.state, state);
    assert.deepEqual(await link.diff(context, id, state, inPool("alice")), []);
    await users.unlink("alice", state.identityId);
    const identityId = await users.register("alice");
    const found = await link.read(context, id, state);
    assert.equal(found?.state.identityId, identityId);
    const drift = [{ property: "identityId", kind: "update", replaces: false }];
    assert.deepEqual(await link.diff(context, id, found?.state ?? {}, inPool("alice")), drift);
    assert.deepEqual(await link.diff(context, id, found?.state ?? {}, inPool("alice")), []);
  });
});
