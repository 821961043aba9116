import assert from "node:assert/strict";
import type { CognitoIdentity, RoleMapping } from "@aws-sdk/client-cognito-identity";
import { failure, idToken, openTarget, type Target } from "./support/targets";

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const userPool = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc123DEF";
const mappingKey = `${userPool}:client1`;
const denied = "The ambiguous role mapping rules denied this request.";

describe("roles", () => {
  let target: Target;
  let aws: CognitoIdentity;
  let IdentityPoolId: string;

  before(async () => {
    target = await openTarget("in-process");
    aws = target.client();
  });
  after(() => target.close());
  beforeEach(async () => {
    const pool = await aws.createIdentityPool({
      IdentityPoolName: "roles",
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { "accounts.google.com": "app" },
      CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: "client1" }],
      DeveloperProviderName: "dev",
    });
    IdentityPoolId = pool.IdentityPoolId as string;
  });

  const set = (Roles: Record<string, string>, RoleMappings?: Record<string, RoleMapping>) =>
    aws.setIdentityPoolRoles({ IdentityPoolId, Roles, RoleMappings });
  const get = async () => {
    const { $metadata, ...roles } = await aws.getIdentityPoolRoles({ IdentityPoolId });
    return roles;
  };

  it("are replaced as a whole, and removed by an empty map", async () => {
    assert.deepEqual(await get(), { IdentityPoolId });
    const RoleMappings = { [mappingKey]: { Type: "Token", AmbiguousRoleResolution: "Deny" } } as const;
    await set({ authenticated: role("a"), unauthenticated: role("b") }, RoleMappings);
    assert.deepEqual(await get(), {
      IdentityPoolId,
      Roles: { authenticated: role("a"), unauthenticated: role("b") },
      RoleMappings,
    });
    await set({ authenticated: role("c") });
    assert.deepEqual(await get(), { IdentityPoolId, Roles: { authenticated: role("c") } });
    await set({}, {});
    assert.deepEqual(await get(), { IdentityPoolId });
  });

  it("are ARNs of roles", async () => {
    const arn = "arn:aws:iam::123456789012:user/somebody";
    const { name, message } = await failure(set({ authenticated: arn }));
    assert.deepEqual([name, message], ["NotAuthorizedException", `Access to Role '${arn}' is forbidden.`]);
    assert.equal((await failure(set({ guest: role("a") }))).name, "ValidationException");
  });

  it("are mapped for configured providers only", async () => {
    for (const key of [`https://${mappingKey}`, userPool, "login.example", "dev"]) {
      const mapping = set({}, { [key]: { Type: "Token", AmbiguousRoleResolution: "Deny" } });
      assert.deepEqual(await failure(mapping), {
        name: "InvalidParameterException",
        message: `(${key}) is not a valid RoleMapping ProviderName or is not a configured provider.`,
        status: 400,
      });
    }
  });

  it("need an ambiguous role resolution, rules for Rules, and at most 25 of them", async () => {
    const rule = { Claim: "c", MatchType: "Equals", Value: "v", RoleARN: role("a") } as const;
    const wrong: RoleMapping[] = [
      { Type: "Token" },
      { Type: "Rules", AmbiguousRoleResolution: "Deny" },
      { Type: "Rules", AmbiguousRoleResolution: "Deny", RulesConfiguration: { Rules: Array(26).fill(rule) } },
    ];
    for (const mapping of wrong) {
      assert.equal((await failure(set({}, { [mappingKey]: mapping }))).name, "InvalidParameterException");
    }
  });

  it("end the classic flow when there are mappings", async () => {
    const { IdentityId } = await aws.getId({ IdentityPoolId });
    await set({}, { [mappingKey]: { Type: "Token", AmbiguousRoleResolution: "Deny" } });
    assert.equal(
      (await failure(aws.getOpenIdToken({ IdentityId }))).message,
      "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
    );
  });

  describe("for credentials", () => {
    const credentials = async (claims?: Record<string, unknown>, CustomRoleArn?: string) => {
      const Logins = claims && { [userPool]: idToken(userPool, "ann", { aud: "client1", ...claims }) };
      const { IdentityId } = await aws.getId({ IdentityPoolId, Logins });
      return aws.getCredentialsForIdentity({ IdentityId, Logins, CustomRoleArn });
    };

    it("give temporary credentials of AWS's form for an hour", async () => {
      await set({ unauthenticated: role("guest") });
      const { IdentityId, Credentials } = await credentials();
      assert.match(IdentityId ?? "", /^us-east-1:/);
      assert.match(Credentials?.AccessKeyId ?? "", /^ASIA[A-Z2-7]{16}$/);
      assert.equal(Credentials?.SecretKey?.length, 40);
      assert.ok((Credentials?.SessionToken?.length ?? 0) > 300);
      assert.match(Credentials?.SessionToken ?? "", /^IQoJb3JpZ2luX2Vj[A-Za-z0-9+/]+={0,2}$/);
      const left = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
      assert.ok(left > 3_590_000 && left <= 3_600_000, String(left));
    });

    it("differ for guests and others", async () => {
      await set({ unauthenticated: role("guest") });
      assert.equal((await failure(credentials({}))).name, "InvalidIdentityPoolConfigurationException");
    });

    it("come for a developer's token too", async () => {
      await set({ authenticated: role("a") });
      const given = await aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { dev: "ann" } });
      const own = (Token = "", IdentityId = given.IdentityId) =>
        aws.getCredentialsForIdentity({ IdentityId, Logins: { "cognito-identity.amazonaws.com": Token } });
      assert.equal((await own(given.Token)).IdentityId, given.IdentityId);
      assert.match((await failure(own("x.y.z"))).message, /^Invalid login token\. Not a Cognito token\.$/);
      const other = await aws.getId({ IdentityPoolId });
      assert.match((await failure(own(given.Token, other.IdentityId))).message, /^Logins don't match\./);
    });

    it("follow the token's claims", async () => {
      await set({ authenticated: role("usual") }, { [mappingKey]: { Type: "Token", AmbiguousRoleResolution: "Deny" } });
      const roles = { "cognito:roles": [role("a"), role("b")] };
      assert.equal((await failure(credentials(roles))).message, denied);
      await credentials({ ...roles, "cognito:preferred_role": role("b") });
      await credentials(roles, role("a"));
      assert.equal((await failure(credentials(roles, role("c")))).message, denied);
    });

    it("follow the first rule that matches", async () => {
      const rule = (Claim: string, MatchType: string, Value: string) =>
        ({ Claim, MatchType, Value, RoleARN: role(`${MatchType}-${Value}`) }) as never;
      const Rules = [
        rule("group", "Equals", "admins"),
        rule("group", "Contains", "dev"),
        rule("group", "StartsWith", "x-"),
        rule("level", "NotEqual", "0"),
      ];
      const mapping = (AmbiguousRoleResolution: "Deny" | "AuthenticatedRole") =>
        set(
          { authenticated: role("usual") },
          { [mappingKey]: { Type: "Rules", AmbiguousRoleResolution, RulesConfiguration: { Rules } } },
        );
      await mapping("Deny");
      for (const claims of [{ group: "admins" }, { group: ["a", "my-devs"] }, { group: "x-1" }, { level: "1" }]) {
        await credentials(claims);
      }
      for (const claims of [{}, { group: "admin" }, { level: "0" }]) {
        assert.equal((await failure(credentials(claims))).message, denied);
      }
      await credentials({ group: "admins", level: "1" }, role("NotEqual-0"));
      assert.equal((await failure(credentials({ group: "admins" }, role("NotEqual-0")))).message, denied);
      await mapping("AuthenticatedRole");
      await credentials({});
    });
  });

  it("know principal tags of configured providers only", async () => {
    const IdentityProviderName = "login.example";
    const get = aws.getPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName });
    assert.equal((await failure(get)).name, "ResourceNotFoundException");
  });
});
