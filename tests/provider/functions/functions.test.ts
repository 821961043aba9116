import assert from "node:assert/strict";
import { functions } from "../../../provider/functions";
import { createPool, createTestContext, type TestContext } from "../../support/lifecycle-context";

const absent = "eu-central-1:00000000-0000-4000-8000-000000000000";

describe("a function", () => {
  let context: TestContext;
  let identityPoolId: string;
  let identityId: string;
  before(async () => {
    context = createTestContext();
    identityPoolId = await createPool(context);
    ({ identityId } = await functions.getId.run(context, { identityPoolId }));
  });

  it("finds a pool by id and by name, with its ARN and tags", async () => {
    const byId = await functions.getIdentityPool.run(context, { identityPoolId });
    assert.deepEqual(byId, {
      identityPoolId,
      identityPoolName: "users",
      arn: `arn:aws:cognito-identity:eu-central-1:000000000000:identitypool/${identityPoolId}`,
      allowUnauthenticatedIdentities: true,
      developerProviderName: "login.example.com",
      supportedLoginProviders: { "graph.facebook.com": "7346241598935555", "accounts.google.com": "1.example" },
      openidConnectProviderArns: ["arn:aws:iam::000000000000:oidc-provider/login.example.org"],
      samlProviderArns: ["arn:aws:iam::000000000000:saml-provider/example"],
      cognitoIdentityProviders: [
        {
          providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc",
          clientId: "4k2example",
          serverSideTokenCheck: false,
        },
      ],
      tags: {},
    });
    assert.deepEqual(await functions.getIdentityPool.run(context, { identityPoolName: "users" }), byId);
  });

  it("names the pools of a name that is not the only one, and says when there is none", async () => {
    const other = await createPool(context, { IdentityPoolName: "twins" });
    const another = await createPool(context, { IdentityPoolName: "twins" });
    await assert.rejects(functions.getIdentityPool.run(context, { identityPoolName: "twins" }), (error: Error) => {
      assert.equal((error as { code?: string }).code, "ResourceConflictException");
      return error.message.includes(other) && error.message.includes(another);
    });
    const unknown = functions.getIdentityPool.run(context, { identityPoolName: "nobody" });
    await assert.rejects(unknown, { code: "ResourceNotFoundException", message: /no identity pool named "nobody"/ });
    for (const args of [{}, { identityPoolId, identityPoolName: "users" }]) {
      await assert.rejects(functions.getIdentityPool.run(context, args), { code: "ValidationException" });
    }
  });

  it("lists through all pages, up to a limit", async () => {
    const pools = (args: object) => functions.listIdentityPools.run(context, args).then((r) => r.identityPools.length);
    assert.equal(await pools({ maxResults: 1 }), 3);
    assert.equal(await pools({ maxResults: 1, limit: 2 }), 2);
    assert.equal(await pools({ limit: 0 }), 0);
    await assert.rejects(pools({ maxResults: 61 }), {
      code: "ValidationException",
      message: /maxResults .*at most 60/,
    });
    for (const [args, message] of [
      [{ limit: -1 }, /limit must be at least 0, not -1/],
      [{ limit: 1.5 }, /limit must be a whole number, not 1\.5/],
      [{ limit: "5" }, /limit must be a whole number, not a string/],
      [{ limit: 5n }, /limit must be a whole number, not a bigint/],
      [{ region: {} }, /region must be a string, not an object/],
    ] as const) {
      await assert.rejects(pools(args), { code: "ValidationException", message });
    }

    for (const user of ["alice", "bob", "carol"]) {
      const logins = { "login.example.com": user };
      await functions.getOpenIdTokenForDeveloperIdentity.run(context, { identityPoolId, logins });
    }
    const identities = (args: object) =>
      functions.listIdentities.run(context, { identityPoolId, ...args }).then((r) => r.identities.length);
    assert.equal(await identities({ maxResults: 1 }), 4);
    assert.equal(await identities({ maxResults: 3, limit: 2 }), 2);
    assert.equal(await identities({ limit: 0 }), 0);
  });

  it("answers an empty list where nothing is, and an error where what is asked for is not", async () => {
    const empty = await createPool(context, { IdentityPoolName: "empty" });
    assert.deepEqual((await functions.listIdentities.run(context, { identityPoolId: empty })).identities, []);
    assert.deepEqual(await functions.getIdentityPoolRoles.run(context, { identityPoolId: empty }), {
      identityPoolId: empty,
      roles: {},
      roleMappings: {},
    });
    const [pool, identity] = [{ identityPoolId: absent }, { identityId: absent }];
    const asked = [
      functions.getIdentityPool.run(context, pool),
      functions.getIdentityPoolRoles.run(context, pool),
      functions.listIdentities.run(context, pool),
      functions.getPrincipalTagAttributeMap.run(context, { ...pool, identityProviderName: "graph.facebook.com" }),
      functions.describeIdentity.run(context, identity),
      functions.getOpenIdToken.run(context, identity),
      functions.getCredentialsForIdentity.run(context, identity),
      functions.lookupDeveloperIdentity.run(context, { identityPoolId, developerUserIdentifier: "nobody" }),
    ];
    for (const answer of asked) await assert.rejects(answer, { code: "ResourceNotFoundException" });
  });

  it("tells roles, mappings and principal tags by the names of programs", async () => {
    await context.service.call("SetIdentityPoolRoles", {
      IdentityPoolId: identityPoolId,
      Roles: { authenticated: "arn:aws:iam::000000000000:role/users" },
      RoleMappings: {
        "graph.facebook.com": {
          Type: "Rules",
          AmbiguousRoleResolution: "Deny",
          RulesConfiguration: {
            Rules: [{ Claim: "a", MatchType: "Equals", Value: "b", RoleARN: "arn:aws:iam::000000000000:role/b" }],
          },
        },
      },
    });
    assert.deepEqual(await functions.getIdentityPoolRoles.run(context, { identityPoolId }), {
      identityPoolId,
      roles: { authenticated: "arn:aws:iam::000000000000:role/users" },
      roleMappings: {
        "graph.facebook.com": {
          type: "Rules",
          ambiguousRoleResolution: "Deny",
          rulesConfiguration: {
            rules: [{ claim: "a", matchType: "Equals", value: "b", roleArn: "arn:aws:iam::000000000000:role/b" }],
          },
        },
      },
    });
    const tags = { identityPoolId, identityProviderName: "graph.facebook.com" };
    await context.service.call("SetPrincipalTagAttributeMap", {
      IdentityPoolId: identityPoolId,
      IdentityProviderName: "graph.facebook.com",
      PrincipalTags: { email: "mail" },
    });
    assert.deepEqual(await functions.getPrincipalTagAttributeMap.run(context, tags), {
      ...tags,
      useDefaults: false,
      principalTags: { email: "mail" },
    });
  });

  it("tells of an identity, and of all regions", async () => {
    const { creationDate, lastModifiedDate, ...rest } = await functions.describeIdentity.run(context, { identityId });
    assert.deepEqual(rest, { identityId });
    assert.match(creationDate + lastModifiedDate, /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z){2}$/);
    const { regions } = await functions.regions.run(context, {});
    assert.ok(regions.some(({ name, partition }) => name === "cn-north-1" && partition === "aws-cn"));
  });
});
