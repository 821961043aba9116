import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../../../provider/model/errors";
import { PartialFailure } from "../../../../provider/resource-error";
import { type Before, createPool, createTestContext, type TestContext } from "../../../support/lifecycle-context";
import { lifecycles, type Properties } from "../../../support/lifecycles";

const { identityPool } = lifecycles;
const userPool = { ProviderName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_other", ClientId: "other" };

/** A pool as the stack recorded it, of which something else has changed the user pools since. */
async function setUp(before?: Before) {
  const context = createTestContext(before);
  const id = await createPool(context);
  const { state = {} } = (await identityPool.read(context, id, {})) ?? {};
  const described = await describePool(context, id);
  await context.service.call("UpdateIdentityPool", { ...described, CognitoIdentityProviders: [userPool] });
  context.calls.length = 0;
  return { context, id, state: state as Properties };
}

async function describePool({ service }: TestContext, IdentityPoolId: string) {
  const { IdentityPoolTags: _tags, ...pool } = await service.call("DescribeIdentityPool", { IdentityPoolId });
  return pool;
}

describe("an update of an identity pool", () => {
  it("writes what it shows, and leaves the rest as the service has it, time after time", async () => {
    const { context, id, state } = await setUp();
    const first = await identityPool.update(context, id, state, { ...state, identityPoolName: "one" });
    assert.deepEqual(context.calls, ["DescribeIdentityPool", "UpdateIdentityPool"]);
    const { supportedLoginProviders: _cleared, ...others }: Properties = { ...state, identityPoolName: "one" };
    const second = await identityPool.update(context, id, first, others);
    const { IdentityPoolName, SupportedLoginProviders, CognitoIdentityProviders, SamlProviderARNs } =
      await describePool(context, id);
    assert.equal(IdentityPoolName, "one");
    assert.equal(SupportedLoginProviders, undefined);
    assert.deepEqual(CognitoIdentityProviders, [{ ...userPool, ServerSideTokenCheck: false }]);
    assert.deepEqual(SamlProviderARNs, state.samlProviderArns);
    // What it did not write is recorded as before: that it differs, a refresh shows.
    assert.deepEqual(second, others);
    assert.deepEqual(context.said, []);
  });

  it("makes the fewest calls", async () => {
    const { context, id, state } = await setUp();
    const callsOf = async (news: Properties) => {
      context.calls.length = 0;
      const written = await identityPool.update(context, id, state, { ...state, ...news });
      assert.deepEqual(written, { ...state, ...news });
      return context.calls;
    };
    const tags = { tags: { team: "web" }, tagsAll: { team: "web" } };
    assert.deepEqual(await callsOf({ ...tags, identityPoolName: "both" }), [
      "DescribeIdentityPool",
      "UpdateIdentityPool",
      "TagResource",
    ]);
    assert.deepEqual(await callsOf(tags), ["TagResource", "DescribeIdentityPool"]);
    assert.deepEqual(await callsOf({ deletionProtection: true }), []);
  });

  it("leaves the tags of others to them", async () => {
    const { context, id, state } = await setUp();
    await context.service.call("TagResource", { ResourceArn: state.arn, Tags: { cost: "theirs" } });
    const news = { ...state, tags: { team: "web" }, tagsAll: { team: "web" } };
    const tagged = await identityPool.update(context, id, state, news);
    assert.deepEqual(tagged.tagsAll, { team: "web" });
    await identityPool.update(context, id, tagged, { ...state, tags: { team: "app" }, tagsAll: { team: "app" } });
    const { Tags } = await context.service.call("ListTagsForResource", { ResourceArn: state.arn });
    assert.deepEqual(Tags, { cost: "theirs", team: "app" });
  });

  it("tells which property the service took otherwise, and records the service's value", async () => {
    const { context, id, state } = await setUp((name, input) => {
      if (name === "UpdateIdentityPool") Object.assign(input, { IdentityPoolName: "another" });
    });
    const news = { ...state, identityPoolName: "wanted", allowClassicFlow: true };
    const written = await identityPool.update(context, id, state, news);
    assert.equal(written.identityPoolName, "another");
    assert.equal(written.allowClassicFlow, true);
    assert.match(
      context.said.join(),
      /^warning: .*the service has another value for identityPoolName than was written/,
    );
  });

  it("records after a failure what it has written, and not what others have changed", async () => {
    const { context, id, state } = await setUp((name) => {
      if (name === "TagResource") throw new CognitoIdentityError({ code: "InternalErrorException", message: "broken" });
    });
    const news = { ...state, identityPoolName: "one", tags: { team: "web" }, tagsAll: { team: "web" } };
    const failure = await identityPool.update(context, id, state, news).catch((error: unknown) => error);
    assert.ok(failure instanceof PartialFailure, String(failure));
    assert.equal(failure.recorded.state.identityPoolName, "one");
    assert.deepEqual(failure.recorded.state.tagsAll, {});
    assert.deepEqual(failure.recorded.state.cognitoIdentityProviders, state.cognitoIdentityProviders);
  });
});

describe("the automatic name of a pool", () => {
  const nameOf = async (name: string, state: Properties = {}, inputs: Properties = {}) =>
    (await identityPool.check(createTestContext(), state, { __resourceName: name, ...inputs })).inputs.identityPoolName;

  it("is the resource's and seven digits, and stays under another name of the resource", async () => {
    const identityPoolName = await nameOf("users");
    assert.match(String(identityPoolName), /^users-[0-9a-f]{7}$/);
    assert.equal(await nameOf("users", { identityPoolName }), identityPoolName);
    assert.equal(await nameOf("people", { identityPoolName }), identityPoolName);
    assert.equal(await nameOf("people", { identityPoolName }, { identityPoolName: "given" }), "given");
  });
});
