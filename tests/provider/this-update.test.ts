import assert from "node:assert/strict";
import { ThisUpdate } from "../../provider/this-update";

describe("what an update remembers", () => {
  it("is nothing of another one", () => {
    const [first, second] = [new ThisUpdate(), new ThisUpdate()];
    first.planPool("eu-central-1:1", { developerProviderName: "d" });
    first.want("Identity 1", "kiosk");
    first.noteRecorded("1/google");
    assert.equal(first.claim("the user 1/d/alice", "alice"), "alice");
    assert.equal(second.plannedPool("eu-central-1:1"), undefined);
    assert.equal(second.wants("Identity 1"), false);
    assert.equal(second.isRecorded("1/google"), false);
    assert.equal(second.claim("the user 1/d/alice", "bob"), "bob");
  });

  it("answers the first resource that claimed an object", () => {
    const update = new ThisUpdate();
    assert.equal(update.claim("the roles of 1", "a"), "a");
    assert.equal(update.claim("the roles of 1", "b"), "a");
    assert.equal(update.claim("the roles of 2", "b"), "b");
  });

  it("forgets the plan of a pool whose update failed", () => {
    const update = new ThisUpdate();
    update.planPool("eu-central-1:1", {});
    update.dropPlannedPool("eu-central-1:1");
    assert.equal(update.plannedPool("eu-central-1:1"), undefined);
  });

  it("knows what is wanted, until those who wanted it are replaced", () => {
    const update = new ThisUpdate();
    update.want("Link 1", "alice");
    update.want("Link 1", "bob");
    update.unwant("alice");
    assert.equal(update.wants("Link 1"), true);
    update.unwant("bob");
    assert.equal(update.wants("Link 1"), false);
  });

  it("knows the wish for a user, and the merge that moves it along", () => {
    const update = new ThisUpdate();
    assert.equal(update.identityWish("1/d/alice"), undefined);
    update.wishIdentity("1/d/alice", { resource: "alice", identityId: undefined });
    assert.deepEqual(update.identityWish("1/d/alice"), { resource: "alice", identityId: undefined });
    const merge = { resource: "bob", identityId: "eu-central-1:2" };
    update.planMerge(["1/d/alice", "1/d/carol"], merge);
    assert.equal(update.plannedMerge("1/d/carol"), merge);
    assert.equal(update.plannedMerge("1/d/bob"), undefined);
  });

  it("hands out a drift once", () => {
    const update = new ThisUpdate();
    assert.equal(update.takeDrift("1/d/alice"), false);
    update.noteDrift("1/d/alice");
    assert.equal(update.takeDrift("1/d/alice"), true);
    assert.equal(update.takeDrift("1/d/alice"), false);
  });

  it("does the work of one key in turn, and goes on after a failure", async () => {
    const update = new ThisUpdate();
    const order: string[] = [];
    const work = (name: string, fails = false) =>
      update.inTurn("pool", async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`${name} ends`);
        if (fails) throw new Error(name);
      });
    const results = await Promise.allSettled([work("a", true), work("b")]);
    assert.deepEqual(order, ["a begins", "a ends", "b begins", "b ends"]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["rejected", "fulfilled"],
    );
  });

  it("shares a read while it is under way, and no longer", async () => {
    const update = new ThisUpdate();
    let reads = 0;
    const read = async () => ++reads;
    assert.deepEqual(await Promise.all([update.share("pool", read), update.share("pool", read)]), [1, 1]);
    assert.equal(await update.share("pool", read), 2);
  });
});
