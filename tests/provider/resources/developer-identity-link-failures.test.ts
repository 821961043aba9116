import assert from "node:assert/strict";
import { seededNumbers } from "../../../emulator/random";
import { CognitoIdentityError } from "../../../provider/model/errors";
import { PartialFailure } from "../../../provider/resource-error";
import { all, DeveloperUsers, refusing } from "../../support/developer-users";
import type { Before } from "../../support/lifecycle-context";
import { lifecycles, type Properties } from "../../support/lifecycles";

const { developerIdentityLink: link } = lifecycles;

const token = "GetOpenIdTokenForDeveloperIdentity";
const lookUp = "LookupDeveloperIdentity";

describe("a developer identity link whose calls fail", () => {
  let users: DeveloperUsers;
  let alice: string;
  let inPool: (user: string, more?: Properties) => Properties;

  beforeEach(async () => {
    users = await DeveloperUsers.create();
    inPool = users.inPool.bind(users);
    alice = await users.register("alice");
  });

  /** What is recorded of work that fails in an update; undefined when nothing is. */
  const failed = async (work: Promise<unknown>): Promise<PartialFailure> => {
    const failure: unknown = await work.catch((error) => error);
    assert.ok(failure instanceof PartialFailure, String(failure));
    return failure;
  };
  const create = (inputs: Properties, before?: Before) => link.create(users.anotherUpdate(before), inputs);
  const update = (id: string, state: Properties, inputs: Properties, before?: Before) =>
    link.update(users.anotherUpdate(before), id, state, inputs);

  it("looks up a user whose registration had no answer", async () => {
    const made = await create(inPool("bob"), users.losing(token));
    assert.equal(made.state.identityId, await users.identityOf("bob"));
    const guest = await users.guest();
    const linked = await create(inPool("carol", { identityId: guest }), users.losing(token));
    assert.equal(linked.state.identityId, guest);
  });

  it("goes on with the merge of a user whose registration had no answer", async () => {
    const made = await create(inPool("phone", { identityId: alice }), users.losing(token));
    assert.equal(made.state.identityId, alice);
    assert.deepEqual(await users.of(alice), ["alice", "phone"]);
    assert.equal(await users.count(), 1);
  });

  it("finds that a merge without an answer is done", async () => {
    await users.register("bob");
    const lost = users.losing("MergeDeveloperIdentities");
    const merged = await create(inPool("bob", { identityId: alice, onConflict: "merge" }), lost);
    assert.equal(merged.state.identityId, alice);
    const apart = await create(inPool("phone", { identityId: alice }), users.losing("MergeDeveloperIdentities"));
    assert.equal(apart.state.identityId, alice);
    assert.deepEqual(await users.of(alice), ["alice", "bob", "phone"]);
  });

  it("repeats a merge that was not carried out, or only later", async () => {
    for (const isLate of [false, true]) {
      const user = `phone ${isLate}`;
      let late: (() => Promise<unknown>) | undefined;
      let lost = 0;
      const context = users.anotherUpdate(async (name, input) => {
        const act = late;
        late = undefined;
        if (name !== "MergeDeveloperIdentities" || ++lost > 2) return act?.();
        if (isLate) late = () => users.context.service.call(name, input as never);
        throw new CognitoIdentityError({ code: "ConnectionError", message: "broken line", outcome: "unknown" });
      });
      const made = await link.create(context, inPool(user, { identityId: alice }));
      assert.equal(made.state.identityId, alice);
      assert.ok((await users.of(alice))?.includes(user));
      assert.equal(await users.count(), 1);
    }
  });

  it("does not repeat a merge of a user who has moved meanwhile", async () => {
    await users.register("bob");
    const carol = await users.register("carol");
    let merges = 0;
    const context = users.anotherUpdate(async (name) => {
      if (name !== "MergeDeveloperIdentities" || ++merges > 1) return;
      await users.unlink("bob", String(await users.identityOf("bob")));
      await users.register("bob", "carol");
      throw new CognitoIdentityError({ code: "ConnectionError", message: "broken line", outcome: "unknown" });
    });
    const merge = link.create(context, inPool("bob", { identityId: alice, onConflict: "merge" }));
    await assert.rejects(merge, /broken line/);
    assert.deepEqual(await users.of(carol), ["carol", "bob"]);
  });

  it("warns of an identity that was made on the way and could not be deleted", async () => {
    const context = users.anotherUpdate(refusing("DeleteIdentities"));
    const made = await link.create(context, inPool("phone", { identityId: alice }));
    assert.equal(made.state.identityId, alice);
    assert.match(context.said.join(), /^warning: Identity .*, which nobody has any more, could not be deleted: Delete/);
  });

  describe("leaves a user between two identities, and", () => {
    /** The registration was carried out without an answer, and the user can't be looked up afterwards. */
    const lost = () => all(users.losing(token), refusing(lookUp, 3));
    const wish = () => inPool("phone", { identityId: alice });

    it("records so, and goes on with the next update", async () => {
      const failure = await failed(create(wish(), lost()));
      assert.match(failure.message, /broken line\. Developer user .*phone may be registered to an identity of its own/);
      const { id, state } = failure.recorded;
      assert.equal(id, `${users.identityPoolId}/${users.provider}/phone`);
      assert.equal(state.identityId, undefined);
      assert.notEqual(await users.identityOf("phone"), undefined);

      const changes = await link.diff(users.anotherUpdate(), id, state, wish());
      assert.deepEqual(changes, [{ property: "identityId", kind: "add", replaces: false }]);
      assert.equal((await update(id, state, wish())).identityId, alice);
      assert.equal(await users.count(), 1);
    });

    it("keeps that through a refresh", async () => {
      const { id, state } = (await failed(create(wish(), lost()))).recorded;
      const found = await link.read(users.anotherUpdate(), id, state);
      assert.deepEqual(found?.state, state);
      assert.equal((await update(id, found?.state ?? {}, wish())).identityId, alice);
    });

    it("deletes it from where it is", async () => {
      const { id, state } = (await failed(create(wish(), lost()))).recorded;
      await link.delete(users.anotherUpdate(), id, state);
      assert.equal(await users.identityOf("phone"), undefined);
      await link.delete(users.anotherUpdate(), id, state);
    });

    it("leaves one alone that has got company meanwhile", async () => {
      const { id, state } = (await failed(create(wish(), lost()))).recorded;
      await users.register("tablet", "phone");
      await assert.rejects(update(id, state, wish()), /is registered to identity/);
      assert.equal((await update(id, state, { ...wish(), onConflict: "move" })).identityId, alice);
    });

    it("takes any identity where the program names none", async () => {
      const { id, state } = (await failed(create(wish(), lost()))).recorded;
      const identityId = await users.identityOf("phone");
      assert.equal((await update(id, state, inPool("phone"))).identityId, identityId);
    });
  });

  describe("after its user was unlinked", () => {
    let id: string;
    let state: Properties;
    let bob: string;
    beforeEach(async () => {
      bob = await users.register("bob");
      ({ id, state } = await create(inPool("phone", { identityId: alice })));
      state.__setBefore = ["identityId"];
    });
    const moved = () => inPool("phone", { identityId: bob, onConflict: "move" });
    const detached = () => inPool("phone", { onConflict: "move" });

    for (const [name, operation] of [
      ["the registration", token],
      ["the merge", "MergeDeveloperIdentities"],
    ] as const) {
      it(`says where the user is when ${name} of a move fails, and goes on with the next update`, async () => {
        const failure = await failed(update(id, state, moved(), refusing(operation)));
        const where = new RegExp(
          `refused\\. Developer user .*phone was unlinked from identity ${alice}, and is registered to none`,
        );
        assert.match(failure.message, where);
        assert.equal(await users.identityOf("phone"), undefined);
        assert.equal(failure.recorded.state.identityId, undefined);
        assert.equal((await update(id, failure.recorded.state, moved())).identityId, bob);
        assert.deepEqual([await users.of(alice), await users.of(bob)], [["alice"], ["bob", "phone"]]);
      });
    }

    it("deletes the identity that the user leaves, whatever becomes of the move, where the link says so", async () => {
      const inputs = { ...inPool("tablet"), deleteIdentity: true };
      for (const operation of [token, "MergeDeveloperIdentities"] as const) {
        const made = await create(inputs);
        const wish = { ...inputs, identityId: bob, onConflict: "move" };
        const failure = await failed(update(made.id, made.state, wish, refusing(operation)));
        assert.equal(await users.count(), 2);
        assert.equal((await update(made.id, failure.recorded.state, wish)).identityId, bob);
        assert.equal(await users.count(), 2);
        await users.unlink("tablet", bob);
      }
    });

    it("and the process ended, deletes the identity that the user has left", async () => {
      const inputs = { ...inPool("tablet"), deleteIdentity: true };
      const made = await create(inputs);
      await users.unlink("tablet", made.state.identityId);
      const wish = { ...inputs, identityId: bob, onConflict: "move" };
      assert.equal((await update(made.id, made.state, wish)).identityId, bob);
      assert.equal(await users.count(), 2);
    });

    it("says so when it gets no identity of its own, and goes on with the next update", async () => {
      const failure = await failed(update(id, state, detached(), refusing(token)));
      assert.match(failure.message, /phone was unlinked from identity .*, and is registered to none now/);
      const { identityId } = await update(id, failure.recorded.state, detached());
      assert.equal(identityId, await users.identityOf("phone"));
      assert.notEqual(identityId, alice);
    });

    it("and the process ended, goes on with the next update", async () => {
      await users.unlink("phone", alice);
      assert.equal((await update(id, state, moved())).identityId, bob);
      await users.unlink("phone", bob);
      const { identityId } = await update(id, { ...state, identityId: bob }, detached());
      assert.equal(identityId, await users.identityOf("phone"));
    });
  });
});

describe("a developer identity link on a broken line", () => {
  /** Refuses or loses one call in three, by a seed; `isMended` ends that. */
  const breaking = (users: DeveloperUsers, seed: number, isMended: () => boolean): Before => {
    const next = seededNumbers(seed);
    return async (name, input) => {
      if (isMended() || next() > 1 / 3) return;
      const isCarriedOut = next() > 0.5;
      if (isCarriedOut) await users.context.service.call(name, input as never);
      const outcome = isCarriedOut ? "unknown" : "refused";
      throw new CognitoIdentityError({ code: "ConnectionError", message: "broken line", outcome });
    };
  };

  it("is what the program says with the first update on a whole line, and nobody else has moved", async () => {
    const users = await DeveloperUsers.create();
    const alice = await users.register("alice");
    const bob = await users.register("bob");
    for (let seed = 1; seed <= 40; seed++) {
      let isMended = false;
      const user = `phone${seed}`;
      const context = () => users.anotherUpdate(breaking(users, seed, () => isMended));
      let recorded: { id: string; state: Properties } | undefined;
      /** What the engine does in an update. */
      const up = async (inputs: Properties) => {
        try {
          if (recorded === undefined) recorded = await link.create(context(), inputs);
          else {
            const { id, state } = recorded;
            recorded = { id, state: await link.update(context(), id, state, inputs) };
          }
        } catch (error) {
          if (error instanceof PartialFailure) recorded = error.recorded;
        }
      };
      for (const wish of [
        users.inPool(user, { identityId: alice }),
        users.inPool(user, { identityId: bob, onConflict: "move" }),
      ]) {
        isMended = false;
        for (let i = 0; i < 3; i++) await up(wish);
        isMended = true;
        await up(wish);
        assert.equal(recorded?.state.identityId, wish.identityId, `seed ${seed}`);
        assert.equal(await users.identityOf(user), wish.identityId, `seed ${seed}`);
      }
      await users.unlink(user, bob);
      assert.deepEqual([await users.of(alice), await users.of(bob)], [["alice"], ["bob"]]);
    }
  });
});
