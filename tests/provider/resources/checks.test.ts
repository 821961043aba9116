import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unknownValue } from "../../../provider/unknown";
import { createPool, createTestContext, type TestContext } from "../../support/lifecycle-context";
import type { Properties } from "../../support/lifecycles";
import { lifecycles } from "../../support/lifecycles";

const userPool = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";
const role = "arn:aws:iam::000000000000:role/users";
const rule = { claim: "isAdmin", matchType: "Equals", value: "yes", roleArn: role };
const rules = (count: number) => Array.from({ length: count }, () => rule);
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, "sub"]));
const token = { type: "Token", ambiguousRoleResolution: "Deny" };
const absent = "eu-central-1:00000000-0000-4000-8000-000000000000";

const poolArn = "arn:aws:cognito-identity:eu-central-1:123456789012:identitypool";
/** What `${pool.id}` is in a plain template. */
const outputText = `${pulumi.output("id")}`;

/** What is wrong, the property that is named, and what is said of it. */
type Mistake = [args: Properties, property: string, reason: RegExp];

/** Makes a pool one that the same update holds, so that its settings are certain. */
async function plan(context: TestContext, id: string, news: Properties = {}): Promise<void> {
  const { state = {} } = (await lifecycles.identityPool.read(context, id, {})) ?? {};
  await lifecycles.identityPool.diff(context, id, state, { ...state, ...news });
}

const anywhere: Mistake[] = [
  [
    { identityPoolId: "eu-central-1_abc" },
    "identityPoolId",
    /REGION:UUID, not the id of a user pool: "eu-central-1_abc"$/,
  ],
  [
    { identityPoolId: `${poolArn}/${absent}` },
    "identityPoolId",
    /^must be the id eu-central-1:0000\S+, not the ARN of/,
  ],
  [{ identityPoolID: absent }, "identityPoolID", /^does not exist; did you mean identityPoolId\?$/],
  [{ identityPoolId: outputText }, "identityPoolId", /^was made of an Output .* use pulumi.interpolate/],
  [{ identityPoolId: undefined }, "identityPoolId", /^is required$/],
  [{ identityPoolId: "users" }, "identityPoolId", /^must be the id of an identity pool, REGION:UUID, not "users"$/],
  [{ identityPoolId: absent }, "identityPoolId", /^is of no pool: eu-central-1:0000/],
  [{ region: "us-east-1" }, "region", /^must be that of the pool, eu-central-1$/],
];

/** For each kind: inputs that are right, and then one thing wrong. */
const kinds: Record<Exclude<keyof typeof lifecycles, "identityPool">, { good: Properties; mistakes: Mistake[] }> = {
  identity: {
    good: {},
    mistakes: [
      [
        { logins: { "login.example.com": "alice" } },
        'logins["login.example.com"]',
        /users are for DeveloperIdentityLink/,
      ],
      [{ logins: { "https://accounts.google.com": "t" } }, 'logins["https://accounts.google.com"]', /must be accounts/],
      [
        { logins: { [`${userPool}:4k2example`]: "t" } },
        `logins["${userPool}:4k2example"]`,
        /must be cognito-idp[^:]*, not/,
      ],
      [
        {
          identityPoolId: unknownValue,
          logins: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`login${i}.example.com`, "token"])),
        },
        "logins",
        /^must have at most 10 entries, not 11$/,
      ],
      [{ logins: { "accounts.google.com": 1 } }, 'logins["accounts.google.com"]', /^must be a string, not a number$/],
    ],
  },
  developerIdentityLink: {
    good: { developerUserIdentifier: "alice" },
    mistakes: [
      [{ developerUserIdentifier: undefined }, "developerUserIdentifier", /^is required$/],
      [{ developerUserIdentifier: "x".repeat(1025) }, "developerUserIdentifier", /at most 1024 characters, not 1025/],
      [
        { developerProviderName: "other.example.com" },
        "developerProviderName",
        /must be the pool's, login.example.com/,
      ],
      [{ onConflict: "ask" }, "onConflict", /^must be one of error, merge, move: "ask"$/],
      [{ identityId: "us-east-1:00000000" }, "identityId", /^must be of the pool's region, eu-central-1$/],
      [{ identityId: absent }, "identityId", /^is of no identity: eu-central-1:0000/],
    ],
  },
  developerIdentityLinks: {
    good: { users: ["alice", "bob"] },
    mistakes: [
      [{ users: ["x".repeat(1025)] }, "users[0]", /at most 1024 characters, not 1025/],
      [{ users: ["alice", "alice"] }, "users", /^must name each user once, .*: "alice"$/],
      [{ linkTo: { carol: "us-east-1" } }, "linkTo.carol", /^must be the id of an identity/],
      [{ linkTo: { alice: absent } }, "users", /^must name each user once/],
      [{ users: Array.from({ length: 100_001 }, (_, i) => `u${i}`) }, "users", /at most 100000 entries, not 100001$/],
      [{ developerProviderName: "other.example.com" }, "developerProviderName", /must be the pool's/],
    ],
  },
  identityPoolRoleAttachment: {
    good: { roles: { authenticated: role } },
    mistakes: [
      [{ roles: undefined }, "roles", /^is required$/],
      [{ roles: { admin: role } }, "roles.admin", /^does not exist; use authenticated, unauthenticated$/],
      [{ roles: { Authenticated: role } }, "roles.Authenticated", /^must be authenticated, not "Authenticated"$/],
      [
        { roles: { authenticated: "users" } },
        "roles.authenticated",
        /must be the ARN of an IAM role, .* a name: "users"$/,
      ],
      [{ roles: { authenticated: "users-of-the-web-shop" } }, "roles.authenticated", /must be the ARN of an IAM role/],
      [
        { roleMappings: [{ identityProvider: "accounts.google.com", ...token, type: "Tokens" }] },
        "roleMappings[0].type",
        /^must be one of Token, Rules: "Tokens"$/,
      ],
      [
        { roleMappings: [{ identityProvider: "accounts.google.com", ...token, rules: [] }] },
        "roleMappings[0].rules",
        /^does not exist; did you mean mappingRules|use identityProvider, type/,
      ],
      [
        { roleMappings: [0, 1].map(() => ({ identityProvider: "graph.facebook.com", ...token })) },
        "roleMappings[1].identityProvider",
        /^has a mapping before this one: graph.facebook.com$/,
      ],
      [
        {
          identityPoolId: unknownValue,
          roleMappings: Array.from({ length: 11 }, (_, i) => ({ identityProvider: `login${i}.example.com`, ...token })),
        },
        "roleMappings",
        /^must have at most 10 entries, not 11$/,
      ],
      [
        { roleMappings: [{ identityProvider: `https://${userPool}`, ...token }] },
        "roleMappings[0].identityProvider",
        /^must be cognito-idp\S*_abc:4k2example, not "https:/,
      ],
    ],
  },
  identityPoolRoleMapping: {
    good: { identityProvider: "graph.facebook.com", ...token },
    mistakes: [
      [{ identityProvider: "https://accounts.google.com" }, "identityProvider", /^must be accounts.google.com, not/],
      [{ identityProvider: "google" }, "identityProvider", /^must be accounts.google.com, not "google"$/],
      [{ identityProvider: "eu-central-1_abc" }, "identityProvider", /^must be cognito-idp\S*_abc:4k2example, not/],
      [{ identityProvider: "https://appleid.apple.com" }, "identityProvider", /^is no provider of the pool: /],
      [{ identityProvider: userPool }, "identityProvider", /^must be cognito-idp\S*_abc:4k2example, not/],
      [{ identityProvider: `${userPool}:other` }, "identityProvider", /is no provider of the pool: .*; it has graph/],
      [{ identityProvider: "login.example.com" }, "identityProvider", /is no provider of the pool/],
      [{ ambiguousRoleResolution: undefined }, "ambiguousRoleResolution", /^is required for type Token/],
      [{ type: "Rules" }, "mappingRules", /^is required for type Rules$/],
      [{ mappingRules: rules(1) }, "mappingRules", /^must be unset for type Token/],
      [{ type: "Rules", mappingRules: rules(26) }, "mappingRules", /^must have at most 25 entries, not 26$/],
      [
        { type: "Rules", mappingRules: [{ ...rule, matchType: "Like" }] },
        "mappingRules[0].matchType",
        /^must be one of Equals, Contains, StartsWith, NotEqual: "Like"$/,
      ],
      [
        { type: "Rules", mappingRules: [{ ...rule, roleARN: role }] },
        "mappingRules[0].roleARN",
        /^does not exist; did you mean roleArn\?$/,
      ],
      [
        { type: "Rules", mappingRules: [{ ...rule, roleArn: "arn:aws:iam::000000000000:user/alice" }] },
        "mappingRules[0].roleArn",
        /^must be the ARN of an IAM role/,
      ],
    ],
  },
  identityPoolProviderPrincipalTag: {
    good: { identityProviderName: "accounts.google.com" },
    mistakes: [
      [
        { identityProviderName: `${userPool}:4k2example` },
        "identityProviderName",
        /^must be cognito-idp[^:]*_abc, not/,
      ],
      [{ identityProviderName: "www.amazon.com" }, "identityProviderName", /is no provider of the pool/],
      [{ principalTags: tags(51) }, "principalTags", /^must have at most 50 entries, not 51$/],
      [
        { principalTags: { note: "x".repeat(257) } },
        "principalTags.note",
        /^must have at most 256 characters, not 257$/,
      ],
      [{ principalTags: tags(1), useDefaults: true }, "principalTags", /^must be unset where useDefaults is true$/],
    ],
  },
};

for (const [kind, { good, mistakes }] of Object.entries(kinds)) {
  const { name, check } = lifecycles[kind as keyof typeof lifecycles];
  describe(`the check of ${name}`, () => {
    let context: TestContext;
    let poolId: string;
    before(async () => {
      context = createTestContext();
      poolId = await createPool(context);
      await plan(context, poolId);
    });
    const checked = (args: Properties) => check(context, {}, { identityPoolId: poolId, ...good, ...args });

    it("accepts what is right, and completes the region", async () => {
      const { inputs, failures } = await checked({});
      assert.deepEqual(failures, []);
      assert.equal(inputs.region, "eu-central-1");
    });

    for (const [args, property, reason] of [...anywhere, ...mistakes]) {
      it(`finds fault with ${property}: ${reason}`, async () => {
        const { failures } = await checked(args);
        const own = failures.filter((failure) => failure.property === property);
        assert.equal(own.length, 1, JSON.stringify(failures));
        assert.match(own[0]?.reason ?? "", reason);
        assert.equal(failures.length, 1, JSON.stringify(failures));
      });
    }

    it("accepts what is not known yet", async () => {
      const unknown = Object.keys({ identityPoolId: 0, ...good }).map((property) => [property, unknownValue]);
      assert.deepEqual((await checked(Object.fromEntries(unknown))).failures, []);
    });

    it("catches a second resource that manages the same object, but not the same one twice", async () => {
      if (kind === "identity") return; // Each one is an object of its own.
      assert.deepEqual((await checked({ __resourceName: "one" })).failures, []);
      assert.deepEqual((await checked({ __resourceName: "one" })).failures, []);
      const { failures } = await checked({ __resourceName: "two" });
      assert.equal(failures.length, 1);
      assert.match(failures[0]?.reason ?? "", /makes two manage .*, which one manages already: declare only one/);
    });
  });
}

/** What was said, but for that which is said of every new mapping with Deny. */
const saidOf = ({ said }: { readonly said: readonly string[] }) => said.filter((line) => !line.includes("is Deny"));

describe("checks against the pool", () => {
  const attach = { roles: { unauthenticated: role } };

  it("warn of a guest role on a pool without guests, and refuse a guest", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, { AllowUnauthenticatedIdentities: false });
    await plan(context, identityPoolId);
    await lifecycles.identityPoolRoleAttachment.check(context, {}, { identityPoolId, ...attach });
    assert.match(context.said.join(), /^warning: .* role for guests, but allows no guests/);
    const { failures } = await lifecycles.identity.check(context, {}, { identityPoolId });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["logins"],
    );
    assert.match(failures[0]?.reason ?? "", /^is required: the pool allows no guests/);
  });

  it("look at the pool as the update will leave it, not as it is", async () => {
    const context = createTestContext();
    const id = await createPool(context, { DeveloperProviderName: undefined });
    const link = { identityPoolId: id, developerUserIdentifier: "alice" };
    await plan(context, id);
    const before = await lifecycles.developerIdentityLink.check(context, {}, link);
    assert.match(before.failures[0]?.reason ?? "", /has no developer provider: set its developerProviderName/);
    await plan(context, id, { developerProviderName: "login.example.com" });
    const { inputs, failures } = await lifecycles.developerIdentityLink.check(context, {}, link);
    assert.deepEqual(failures, []);
    assert.equal(inputs.developerProviderName, "login.example.com");
  });

  it("take what the update does not change of the pool as it is", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context);
    const { state = {} } = (await lifecycles.identityPool.read(context, identityPoolId, {})) ?? {};
    const { IdentityPoolTags: _tags, ...pool } = await context.service.call("DescribeIdentityPool", {
      IdentityPoolId: identityPoolId,
    });
    const SupportedLoginProviders = { ...pool.SupportedLoginProviders, "www.amazon.com": "1.example" };
    await context.service.call("UpdateIdentityPool", { ...pool, SupportedLoginProviders });
    const mapping = { identityPoolId, identityProvider: "www.amazon.com", ...token };
    await lifecycles.identityPool.diff(context, identityPoolId, state, { ...state, identityPoolName: "renamed" });
    assert.deepEqual((await lifecycles.identityPoolRoleMapping.check(context, {}, mapping)).failures, []);
    await lifecycles.identityPool.diff(context, identityPoolId, state, { ...state, supportedLoginProviders: {} });
    const { failures } = await lifecycles.identityPoolRoleMapping.check(context, {}, mapping);
    assert.match(failures[0]?.reason ?? "", /is no provider of the pool: "www.amazon.com"/);
  });

  it("doubt what the pool of another stack lacks, fail for what is wrong in any pool, and explain a refusal", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context, { AllowUnauthenticatedIdentities: false });
    const { identityPoolRoleMapping: mapping, identity, developerIdentityLink: link } = lifecycles;
    const amazon = { __resourceName: "amazon", identityPoolId, identityProvider: "www.amazon.com", ...token };
    const doubted = [
      await mapping.check(context, {}, amazon),
      await identity.check(context, {}, { identityPoolId }),
      await link.check(context, {}, { identityPoolId, developerUserIdentifier: "a", developerProviderName: "other" }),
    ];
    for (const { failures } of doubted) assert.deepEqual(failures, []);
    assert.deepEqual(
      saidOf(context).map((line) => /^warning: \w+: \w+/.exec(line)?.[0]),
      [
        "warning: amazon: identityProvider",
        "warning: Identity: logins",
        "warning: DeveloperIdentityLink: developerProviderName",
      ],
    );
    await assert.rejects(mapping.create(context, amazon), {
      code: "InvalidParameterException",
      message: /not a valid RoleMapping ProviderName.* \(identityProvider is no provider of the pool: .*it has graph/,
    });
    const wrong = await mapping.check(context, {}, { ...amazon, identityProvider: `https://${userPool}` });
    assert.match(wrong.failures[0]?.reason ?? "", /^must be \S+_abc:4k2example, not "https:/);
  });

  it("announce the roles and mappings of others that stand in the way", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context);
    const { identityPoolRoleAttachment: attachment, identityPoolRoleMapping: mapping } = lifecycles;
    const google = { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" } as const;
    await context.service.call("SetIdentityPoolRoles", {
      IdentityPoolId: identityPoolId,
      Roles: { authenticated: `${role}-old` },
      RoleMappings: { "accounts.google.com": google },
    });
    const news = { identityPoolId, roles: { authenticated: role } };
    const mapped = { identityPoolId, identityProvider: "accounts.google.com", ...token };
    assert.deepEqual((await attachment.check(context, {}, news)).failures, []);
    assert.deepEqual((await mapping.check(context, {}, mapped)).failures, []);
    assert.match(
      saidOf(context)[0] ?? "",
      /warning: IdentityPoolRoleAttachment: roles can't be set: .*users-old \(wanted: .*users\)/,
    );
    assert.match(
      saidOf(context)[1] ?? "",
      /warning: IdentityPoolRoleMapping: identityProvider can't be mapped: .*AuthenticatedRole/,
    );
    // Of what the stack has recorded already, a change is announced where others have changed it, too.
    context.said.length = 0;
    const state = { ...news, roles: { authenticated: `${role}-recorded` } };
    await attachment.check(context, state, news);
    await attachment.diff(context, identityPoolId, state, state);
    assert.deepEqual(context.said, []);
    await attachment.diff(context, identityPoolId, state, news);
    assert.match(context.said.join(), /users-old \(wanted: .*users\).*run "pulumi refresh"/);
  });

  it("say the form of a name even when the pool is not known", async () => {
    const mapping = { identityPoolId: unknownValue, identityProvider: userPool, ...token };
    const { failures } = await lifecycles.identityPoolRoleMapping.check(createTestContext(), {}, mapping);
    assert.match(failures[0]?.reason ?? "", /^must be cognito-idp\S*_abc:CLIENT_ID, not/);
  });

  it("are left to the service where the pool may not be seen", async () => {
    const { CognitoIdentityError } = await import("../../../provider/model/errors");
    const context = createTestContext((name) => {
      if (name !== "DescribeIdentityPool") return;
      throw new CognitoIdentityError({ code: "AccessDeniedException", message: "no" });
    });
    const link = { identityPoolId: absent, developerUserIdentifier: "alice" };
    assert.deepEqual((await lifecycles.developerIdentityLink.check(context, {}, link)).failures, []);
  });
});
