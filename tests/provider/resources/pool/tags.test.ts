import assert from "node:assert/strict";
import { creationTag } from "../../../../provider/model/creation-tag";
import { createPool, createTestContext } from "../../../support/lifecycle-context";
import { lifecycles } from "../../../support/lifecycles";

const { identityPool } = lifecycles;

describe("tags that others manage", () => {
  const ignoring = () => ({ ...createTestContext(), ignoresTag: (key: string) => key.startsWith("ops:") });

  it("are not shown", async () => {
    const context = ignoring();
    const id = await createPool(context, { IdentityPoolTags: { "ops:owner": "a", team: "web" } });
    assert.deepEqual((await identityPool.read(context, id, {}))?.state.tagsAll, { team: "web" });
  });

  it("are neither changed nor removed, even where the state has them from before", async () => {
    const context = ignoring();
    const before = createTestContext(undefined, context);
    const { inputs } = await identityPool.check(
      before,
      {},
      { identityPoolName: "users", tags: { "ops:owner": "a", team: "web" } },
    );
    const { id, state } = await identityPool.create(before, inputs);
    const { inputs: kept } = await identityPool.check(
      context,
      {},
      { identityPoolName: "users", tags: { team: "web" } },
    );
    assert.deepEqual(await identityPool.diff(context, id, { ...state, tags: { team: "web" } }, kept), []);
    const { inputs: wanted } = await identityPool.check(
      context,
      {},
      { identityPoolName: "users", tags: { team: "app" } },
    );
    const updated = await identityPool.update(context, id, state, wanted);
    assert.deepEqual(updated.tagsAll, { team: "app" });
    const { IdentityPoolTags } = await context.service.call("DescribeIdentityPool", { IdentityPoolId: id });
    const { [creationTag]: _mark, ...others } = IdentityPoolTags ?? {};
    assert.deepEqual(others, { "ops:owner": "a", team: "app" });
  });

  it("are not for a program to set", async () => {
    const { failures } = await identityPool.check(
      ignoring(),
      {},
      { identityPoolName: "users", tags: { "ops:owner": "a" } },
    );
    assert.deepEqual(failures, [
      { property: 'tags["ops:owner"]', reason: "is among the ignored tags, which others manage" },
    ]);
  });
});
