import assert from "node:assert/strict";
import type { AutoNaming } from "../../../../provider/lifecycle";
import { chooseName, likeness } from "../../../../provider/resources/pool/auto-name";
import { createTestContext } from "../../../support/lifecycle-context";

describe("the automatic name of a pool", () => {
  const naming = (proposed: string, isFixed = false): AutoNaming => ({ proposed, isFixed });
  const request = (autoNaming?: AutoNaming, name = "users") => ({
    context: createTestContext(),
    name,
    inputs: {},
    state: {},
    autoNaming,
  });
  const choose = (autoNaming?: AutoNaming) => chooseName(request(autoNaming));

  it("is made to fit where the stack's config only proposes it", () => {
    assert.deepEqual(choose(naming("shop/users")), { name: "shop-users", failures: [] });
    assert.equal(choose(naming("x".repeat(200))).name?.length, 128);
  });

  it("is an error where it must be one that the service does not take", () => {
    const [failure, ...others] = choose(naming("shop/users", true)).failures;
    assert.deepEqual(others, []);
    assert.equal(failure?.property, "identityPoolName");
    assert.match(
      failure?.reason ?? "",
      /^must match \S.*"shop\/users"; the stack's config \(pulumi:autonaming\) names it so$/,
    );
    assert.match(choose(naming("", true)).failures[0]?.reason ?? "", /^must have at least 1 character/);
  });

  it("is like another one that the same resource may have had", () => {
    const one = request(naming("shop.users.1a2b"));
    const { name = "" } = chooseName(one);
    const others = ["shop.users.1a2c", "shop.users.9f3c", "shop.users.9f3", "shop-users-1a2b", "other"];
    assert.deepEqual(
      others.map((other) => Math.sign(likeness(one, name, other))),
      [1, 1, 0, 0, 0],
    );
    const [near = 0, far = 0] = others.map((other) => likeness(one, name, other));
    assert.ok(likeness(one, name, name) > near && near > far);
  });

  it("of a program is like itself alone, and one with random digits like others of its resource", () => {
    const one = request();
    assert.equal(likeness(one, "shop.users.1a2b", "shop.users.1a2c"), 0);
    const { name = "" } = chooseName(one);
    assert.ok(likeness(one, name, "users-0123abc") > 0);
    assert.equal(likeness(one, name, "other-0123abc"), 0);
  });
});
