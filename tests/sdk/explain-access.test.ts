import assert from "node:assert/strict";
import fc from "fast-check";
import { CognitoIdentityClient, hasCode } from "../../provider/client";
import { fromWireMapping } from "../../provider/resources/roles/role-mappings";
import { explainAccess, type PoolAccess } from "../../sdk/explain-access";

const issuer = "login.example.com";
const userPool = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";
const arn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const pool: PoolAccess = {
  allowUnauthenticatedIdentities: true,
  developerProviderName: "backend.example.com",
  openidConnectProviderArns: [`arn:aws:iam::123456789012:oidc-provider/${issuer}`],
  cognitoIdentityProviders: [{ providerName: userPool, clientId: "app" }],
  roles: { authenticated: arn("users"), unauthenticated: arn("guests") },
  roleMappings: [
    {
      identityProvider: issuer,
      type: "Rules",
      ambiguousRoleResolution: "AuthenticatedRole",
      mappingRules: [
        { claim: "tier", matchType: "Equals", value: "gold", roleArn: arn("gold") },
        { claim: "groups", matchType: "Contains", value: "admin", roleArn: arn("admins") },
        { claim: "tier", matchType: "NotEqual", value: "free", roleArn: arn("paying") },
      ],
    },
    { identityProvider: `${userPool}:app`, type: "Token", ambiguousRoleResolution: "Deny" },
  ],
  principalTags: [
    { identityProviderName: issuer, principalTags: { tenant: "org", level: "tier", note: "long" } },
    { identityProviderName: userPool },
  ],
};
const login = (claims: object) => ({ iss: `https://${issuer}`, aud: "any", sub: "1", ...claims });
const userPoolLogin = (claims: object) => ({ iss: `https://${userPool}`, aud: "app", sub: "1", ...claims });

describe("The explanation of an access", () => {
  it("names the rule that gives the role, and says why those before it do not", () => {
    const { role, reasons } = explainAccess(pool, login({ tier: "free", groups: ["dev", "admins"] }));
    assert.equal(role, arn("admins"));
    assert.deepEqual(reasons.slice(0, 6), [
      "The login is one of login.example.com, a provider of the pool.",
      "The role mapping of login.example.com decides, by its rules.",
      'mappingRules[0] does not match: it asks for tier Equals "gold", and the token has "free" there.',
      'mappingRules[1] matches: groups Contains "admin".',
      "mappingRules[2] and later are not looked at.",
      "It gets arn:aws:iam::123456789012:role/admins.",
    ]);
  });

  it("says that no rule matches, and what follows from ambiguousRoleResolution", () => {
    const { role, reasons } = explainAccess(pool, login({}));
    assert.equal(role, arn("users"));
    assert.ok(reasons.includes("The mapping tells no role; ambiguousRoleResolution is AuthenticatedRole."));
    assert.ok(reasons.some((reason) => /mappingRules\[2\] does not match: .* has no claim tier\.$/.test(reason)));
    assert.ok(reasons.includes(`It gets roles.authenticated, ${arn("users")}.`));
  });

  it("reads the roles of a user pool's token", () => {
    const two = { "cognito:roles": [arn("a"), arn("b")] };
    assert.equal(explainAccess(pool, userPoolLogin(two)).role, undefined);
    assert.equal(explainAccess(pool, userPoolLogin({ ...two, "cognito:preferred_role": arn("b") })).role, arn("b"));
    assert.equal(explainAccess(pool, userPoolLogin(two), { customRoleArn: arn("a") }).role, arn("a"));
    const other = explainAccess(pool, userPoolLogin(two), { customRoleArn: arn("c") });
    assert.equal(other.reasons.at(-1), "It gets no credentials: the mapping gives it no role.");
  });

  it("gives no other role than one of a matching rule where one is asked for, nor the default role", () => {
    const asked = { customRoleArn: arn("admins") };
    assert.equal(explainAccess(pool, login({ tier: "gold", groups: "admins" }), asked).role, arn("admins"));
    const refused = explainAccess(pool, login({ tier: "gold" }), asked);
    assert.equal(refused.role, undefined);
    assert.ok(refused.reasons.includes("It gets no credentials: the mapping gives it no role."));
  });

  it("tells the session tags, and why a claim makes none", () => {
    const { sessionTags, reasons } = explainAccess(pool, login({ tier: "gold", long: "x".repeat(257) }));
    assert.deepEqual(sessionTags, { level: "gold" });
    assert.ok(reasons.includes("There is no session tag tenant: its claim org is missing."));
    assert.ok(
      reasons.includes("There is no session tag note: its claim long must have at most 256 characters, not 257."),
    );
    const byDefault = explainAccess(pool, userPoolLogin({ "cognito:roles": [arn("a")] }));
    assert.deepEqual(byDefault.sessionTags, { client: "app", username: "1" });
  });

  it("knows guests and the users of a backend", () => {
    assert.equal(explainAccess(pool).role, arn("guests"));
    const closed = explainAccess({ ...pool, allowUnauthenticatedIdentities: false });
    assert.equal(closed.role, undefined);
    assert.match(closed.reasons[0] as string, /has no guests/);
    assert.equal(explainAccess(pool, { iss: "backend.example.com", sub: "user-1" }).role, arn("users"));
  });

  it("says that a provider or an app is none of the pool's", () => {
    const [unknown = ""] = explainAccess(pool, { ...login({}), iss: "https://other.example.com" }).reasons;
    assert.match(unknown, /is no provider of the pool, which has .*login\.example\.com, backend\.example\.com\.$/);
    const [app = ""] = explainAccess(pool, { ...userPoolLogin({}), aud: "other" }).reasons;
    assert.equal(app, `The claim aud must have app, which the pool has for ${userPool}, not other.`);
  });

  it("gives a role where the local service gives credentials, and nowhere else", async () => {
    const client = new CognitoIdentityClient({ region: "eu-central-1", endpoint: "local::memory:" });
    const { IdentityPoolId } = await client.call("CreateIdentityPool", {
      IdentityPoolName: "explained",
      AllowUnauthenticatedIdentities: true,
      OpenIdConnectProviderARNs: pool.openidConnectProviderArns,
    });
    const text = fc.constantFrom("a", "ab", "b");
    const rule = fc.record({
      Claim: fc.constantFrom("one", "two"),
      MatchType: fc.constantFrom("Equals" as const, "Contains" as const, "StartsWith" as const, "NotEqual" as const),
      Value: text,
      RoleARN: fc.constantFrom(arn("first"), arn("second")),
    });
    const mapping = fc.record({
      Type: fc.constant("Rules" as const),
      AmbiguousRoleResolution: fc.constantFrom("Deny" as const, "AuthenticatedRole" as const),
      RulesConfiguration: fc.record({ Rules: fc.array(rule, { minLength: 1, maxLength: 3 }) }),
    });
    const claims = fc.record({ one: text, two: fc.array(text) }, { requiredKeys: [] });
    const custom = fc.option(fc.constantFrom(arn("first"), arn("users")), { nil: undefined });
    const hasDefault = fc.boolean();
    let given = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.option(mapping, { nil: undefined }),
        claims,
        custom,
        hasDefault,
        async (one, said, wanted, any) => {
          const Roles = any ? { authenticated: arn("users") } : { unauthenticated: arn("guests") };
          const RoleMappings = one && { [issuer]: one };
          await client.call("SetIdentityPoolRoles", { IdentityPoolId, Roles, RoleMappings });
          const token = { ...login(said), exp: Date.now() };
          const jwt = ["{}", JSON.stringify(token), ""]
            .map((part) => Buffer.from(part).toString("base64url"))
            .join(".");
          const Logins = { [issuer]: jwt };
          const { IdentityId } = await client.call("GetId", { IdentityPoolId, Logins });
          const got = await client
            .call("GetCredentialsForIdentity", { IdentityId, Logins, CustomRoleArn: wanted })
            .then(
              () => true,
              (error) => {
                if (hasCode(error, "NotAuthorizedException", "InvalidIdentityPoolConfigurationException")) return false;
                throw error;
              },
            );
          const access: PoolAccess = { ...pool, roles: Roles, roleMappings: one && [fromWireMapping(issuer, one)] };
          const { role } = explainAccess(access, token, { customRoleArn: wanted });
          assert.equal(role !== undefined, got);
          if (got) given++;
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(given > 20 && given < 150, `${given} of 150`);
  });

  it("refuses what can't be a pool, claims or options, by its name", () => {
    const claims = login({});
    const wrong: [unknown[], RegExp][] = [
      [[], /^explainAccess: the pool must be an object, not undefined$/],
      [["users", "alice"], /the pool must be an object, not a string; the claims must be an object, not a string$/],
      [[{ ...pool, rolez: {} }, claims], /: rolez does not exist; did you mean roles\?$/],
      [[{ ...pool, roles: arn("users") }, claims], /: roles must be a map, not a string$/],
      [[{ ...pool, roleMappings: [{ identityProvider: issuer }] }, claims], /: roleMappings\[0\]\.type is required/],
      [[{ ...pool, principalTags: { tenant: "org" } }, claims], /: principalTags must be a list, not an object$/],
      [
        [{ ...pool, principalTags: [{ identityProvider: issuer }] }, claims],
        /principalTags\[0\]\.identityProviderName/,
      ],
      [
        [pool, claims, { customRole: arn("a") }],
        /: the option customRole does not exist; did you mean customRoleArn\?$/,
      ],
      [[pool, claims, { customRoleArn: 5 }], /: customRoleArn must be a string, not a number$/],
    ];
    for (const [args, message] of wrong)
      assert.throws(() => Reflect.apply(explainAccess, undefined, args), { message });
  });
});
