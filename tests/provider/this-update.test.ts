import assert from "node:assert/strict";
import { ThisUpdate } from "../../provider/this-update";

describe("what an update remembers", () => {
  it("is nothing of another one", () => {
    const [first, second] = [new ThisUpdate(), new ThisUpdate()];
    first.planPool("eu-central-1:1", { developerProviderName: "d" });
    first.want("Identity 1");
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
