import assert from "node:assert/strict";
import { createPool, createTestContext, type TestContext } from "../../../support/lifecycle-context";
import { lifecycles, type Properties } from "../../../support/lifecycles";

const { developerIdentityLink: link } = lifecycles;

describe("the deletion of what several resources stand for", () => {
  let context: TestContext;
  let id: string;
  let state: Properties;
  let inputs: Properties;
  beforeEach(async () => {
    context = createTestContext();
    const identityPoolId = await createPool(context);
    const developerProviderName = "login.example.com";
    inputs = { identityPoolId, developerProviderName, developerUserIdentifier: "alice", region: "eu-central-1" };
    ({ id, state } = await link.create(createTestContext(undefined, context), inputs));
  });
  const named = (name: string) => ({ ...inputs, __resourceName: name });
  const isLinked = async () => (await link.read(createTestContext(undefined, context), id, state)) !== undefined;

  it("spares what another resource of the program has", async () => {
    await link.check(context, inputs, named("alice"));
    await link.diff(context, id, state, named("alice"));
    await link.delete(context, id, state);
    assert.equal(await isLinked(), true);
    assert.match(context.said.join(), /is kept, as another resource of the stack has it now/);
  });

  it("spares what its replacement has made", async () => {
    await link.check(context, inputs, named("alice"));
    await link.diff(context, id, state, named("alice"));
    await link.check(context, {}, named("alice"));
    await link.create(context, named("alice"));
    await link.delete(context, id, state);
    assert.equal(await isLinked(), true);
  });

  it("happens where it comes before the replacement", async () => {
    await link.check(context, inputs, named("alice"));
    await link.diff(context, id, state, named("alice"));
    await link.check(context, {}, named("alice"));
    await link.delete(context, id, state);
    assert.equal(await isLinked(), false);
  });
});
