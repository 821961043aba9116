import assert from "node:assert/strict";
import { leastPrivilege, type Use } from "../../../provider/client";
import { calls } from "../../../provider/model/calls";
import { operationNames, operations } from "../../../provider/model/operations";
import { createPool, createTestContext, type TestContext } from "../../support/lifecycle-context";
import { lifecycles, type Operated, type Properties } from "../../support/lifecycles";

const arn = "arn:aws:cognito-identity:eu-central-1:123456789012:identitypool/eu-central-1:0";
const role = "arn:aws:iam::000000000000:role/users";
const Effect = "Allow";

describe("leastPrivilege", () => {
  it("allows on the pool's ARN what can be limited to it, and on * the rest", () => {
    assert.deepEqual(leastPrivilege({ arn }, ["link", "deleteIdentities"]), [
      {
        Effect,
        Action: ["cognito-identity:GetOpenIdTokenForDeveloperIdentity", "cognito-identity:LookupDeveloperIdentity"],
        Resource: arn,
      },
      { Effect, Action: ["cognito-identity:DeleteIdentities"], Resource: "*" },
    ]);
    assert.deepEqual(leastPrivilege({ arn }, ["unlink", "merge", "merge"])[0]?.Action, [
      "cognito-identity:MergeDeveloperIdentities",
      "cognito-identity:UnlinkDeveloperIdentity",
    ]);
  });

  it("hands the ARN on as it is, an output, too", () => {
    const output = { anything: true };
    assert.equal(leastPrivilege({ arn: output }, ["listIdentities"])[0]?.Resource, output);
  });

  it("lets attachments pass their roles, and nothing else", () => {
    const [, , pass] = leastPrivilege({ arn }, ["IdentityPoolRoleAttachment"], { roles: [role] });
    assert.deepEqual(pass, { Effect, Action: ["iam:PassRole"], Resource: [role] });
    const [, , any] = leastPrivilege({ arn }, ["IdentityPoolRoleMapping"]);
    assert.deepEqual(any?.Resource, ["*"]);
    assert.doesNotMatch(JSON.stringify(leastPrivilege({ arn }, ["IdentityPool", "read"])), /PassRole/);
  });

  it("reads all of a pool, and changes nothing by it", () => {
    const actions = leastPrivilege({ arn }, ["read"]).flatMap(({ Action }) => Action);
    for (const action of actions) assert.match(action, /^cognito-identity:(Describe|Get|List|Lookup)/);
    assert.ok(!actions.some((action) => /Token|Credentials|GetId$|ListIdentityPools/.test(action)));
    assert.ok(actions.includes("cognito-identity:DescribeIdentity"));
  });

  it("needs nothing for calls that are not signed", () => {
    assert.deepEqual(leastPrivilege({ arn }, ["getId", "getOpenIdToken", "getCredentialsForIdentity", "regions"]), []);
  });

  it("refuses a use that it does not know, by name", () => {
    assert.throws(() => leastPrivilege({ arn }, ["links" as Use]), {
      name: "TypeError",
      message: 'leastPrivilege: "links" is no use of a pool: did you mean link?',
    });
    assert.throws(() => leastPrivilege({ arn }, ["constructor" as Use]), TypeError);
  });

  it("refuses what is no pool, and uses and options that it does not know", () => {
    const wrong: [unknown[], RegExp][] = [
      [[], /^leastPrivilege: the pool must be an object with an arn, as an IdentityPool is, not undefined\.$/],
      [[arn, ["link"]], /an object with an arn, .* not a string\.$/],
      [[{ id: arn }, ["link"]], /an object with an arn, .* not an object without one\.$/],
      [[{ arn }, "link"], /^leastPrivilege: the uses must be a list, not a string\.$/],
      [[{ arn }, ["lnk"]], /^leastPrivilege: "lnk" is no use of a pool: did you mean link\?$/],
      [[{ arn }, ["link"], { role: arn }], /^leastPrivilege: role does not exist; did you mean roles\?$/],
      [[{ arn }, ["link"], { roles: arn }], /^leastPrivilege: roles must be a list of ARNs, not a string\.$/],
    ];
    for (const [args, message] of wrong)
      assert.throws(() => Reflect.apply(leastPrivilege, undefined, args), { message });
  });

  it("has every operation that is signed in the use of something, but ListTagsForResource alone in read", () => {
    const used = new Set<string>(Object.values(calls).flat());
    assert.deepEqual(
      operationNames.filter((name) => operations[name].signed && !used.has(name)),
      ["ListTagsForResource"],
    );
  });
});

describe("what a resource may call", () => {
  let context: TestContext;
  let identityPoolId: string;
  const made: TestContext[] = [];
  beforeEach(async () => {
    made.splice(0);
    context = createTestContext();
    identityPoolId = await createPool(context);
  });

  /** One update after the other, each with nothing but what is recorded of those before. */
  const nextUpdate = () => createTestContext(undefined, context);

  async function make(resource: Operated, given: Properties) {
    const update = nextUpdate();
    const shell = { __resourceName: "x", __urn: "urn:pulumi:s::p::t::x" };
    const { inputs, failures } = await resource.check(update, {}, { ...shell, ...given });
    assert.deepEqual(failures, []);
    const { id, state } = await resource.create(update, { ...shell, ...inputs });
    made.push(update);
    return { id, state, inputs };
  }

  /** All of a life: checked, made, read, changed and deleted. */
  async function live(resource: Operated, first: Properties, then: Properties): Promise<void> {
    const { id, state, inputs } = await make(resource, first);
    const [update, end] = [nextUpdate(), nextUpdate()];
    made.push(update, end);
    await resource.read(update, id, state);
    const { inputs: wanted } = await resource.check(update, inputs, then);
    await resource.diff(update, id, state, wanted);
    await resource.delete(end, id, await resource.update(update, id, state, wanted));
  }

  const scenarios: Record<keyof typeof lifecycles, () => Promise<void>> = {
    async identityPool() {
      const { identityPool } = lifecycles;
      const named = { identityPoolName: "made" };
      await live(identityPool, { ...named, tags: { a: "1" } }, { identityPoolName: "renamed", tags: { b: "2" } });
      // The second finds the pool of the first, of which nothing was recorded.
      await make(identityPool, named);
      await make(identityPool, named);
    },
    async developerIdentityLink() {
      const { developerIdentityLink } = lifecycles;
      const link = { identityPoolId, deleteIdentity: true };
      const [alice, bob] = ["alice", "bob"].map((developerUserIdentifier) => ({ ...link, developerUserIdentifier }));
      const { id, state } = await make(developerIdentityLink, bob as Properties);
      const merged = { ...alice, onConflict: "merge", identityId: state.identityId };
      await live(developerIdentityLink, alice as Properties, merged);
      const end = nextUpdate();
      await developerIdentityLink.delete(end, id, state);
      made.push(end);
    },
    async developerIdentityLinks() {
      const set = { identityPoolId, recordIdentityIds: false };
      await live(lifecycles.developerIdentityLinks, { ...set, users: ["alice", "bob"] }, { ...set, users: ["bob"] });
    },
    async identity() {
      await live(lifecycles.identity, { identityPoolId }, { identityPoolId });
    },
    async identityPoolRoleAttachment() {
      const roles = { authenticated: role };
      const both = { authenticated: role, unauthenticated: role };
      const first = { identityPoolId, roles };
      await live(lifecycles.identityPoolRoleAttachment, first, { identityPoolId, roles: both });
    },
    async identityPoolRoleMapping() {
      await context.service.call("SetIdentityPoolRoles", {
        IdentityPoolId: identityPoolId,
        Roles: { authenticated: role },
      });
      const mapping = { identityPoolId, identityProvider: "graph.facebook.com", type: "Token" };
      await live(
        lifecycles.identityPoolRoleMapping,
        { ...mapping, ambiguousRoleResolution: "Deny" },
        { ...mapping, ambiguousRoleResolution: "AuthenticatedRole" },
      );
    },
    async identityPoolProviderPrincipalTag() {
      const map = { identityPoolId, identityProviderName: "graph.facebook.com" };
      const principalTags = { email: "mail" };
      await live(lifecycles.identityPoolProviderPrincipalTag, { ...map, principalTags }, { ...map, useDefaults: true });
    },
  };

  for (const [name, run] of Object.entries(scenarios)) {
    it(`is what ${name} calls in its life, and nothing that it never does`, async () => {
      await run();
      const { name: kind } = lifecycles[name as keyof typeof lifecycles];
      const called = new Set(made.flatMap((update) => update.calls));
      const declared: readonly string[] = calls[kind as keyof typeof calls];
      assert.deepEqual(
        declared.filter((one) => !called.has(one as never) && !one.startsWith("List")),
        [],
      );
    });
  }
});
