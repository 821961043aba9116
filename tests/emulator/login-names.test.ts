import assert from "node:assert/strict";
import type { CognitoIdentity, CreateIdentityPoolInput } from "@aws-sdk/client-cognito-identity";
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from "jose";
import { createLocalService } from "../../emulator";
import { applySeed } from "../../emulator/control/seed";
import { startServer } from "../../emulator/hosts/http";
import { failure, idToken, openTarget, rawRequest, type Target } from "./support/targets";

const tenant = "tenant.auth0.com";
const arnOf = (issuer: string, partition = "aws") => `arn:${partition}:iam::000000000000:oidc-provider/${issuer}`;
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

describe("login provider names", () => {
  let target: Target;
  let aws: CognitoIdentity;

  before(async () => {
    target = await openTarget("in-process");
    aws = target.client();
  });
  after(() => target.close());

  const createPool = async (settings: Partial<CreateIdentityPoolInput>, client = aws) => {
    const input = { IdentityPoolName: "names", AllowUnauthenticatedIdentities: false, ...settings };
    return (await client.createIdentityPool(input)).IdentityPoolId as string;
  };
  const getId = async (IdentityPoolId: string, name: string, token: string) =>
    (await aws.getId({ IdentityPoolId, Logins: { [name]: token } })).IdentityId as string;
  const tagsOf = async (IdentityPoolId: string, name: string, token: string) => {
    const Logins = { [name]: token };
    const { IdentityId } = await aws.getId({ IdentityPoolId, Logins });
    const { Token = "" } = await aws.getOpenIdToken({ IdentityId, Logins });
    return decodeJwt(Token)["https://aws.amazon.com/tags"];
  };

  describe("with a slash at the end of the issuer", () => {
    for (const issuer of [tenant, `${tenant}/`]) {
      it(`are one provider, whose ARN ends in ${issuer}`, async () => {
        const pool = await createPool({ OpenIdConnectProviderARNs: [arnOf(issuer)] });
        const ids = new Set<string>();
        for (const name of [tenant, `${tenant}/`]) {
          for (const iss of [`https://${tenant}/`, `https://${tenant}`]) {
            ids.add(await getId(pool, name, idToken(tenant, "ann", { iss })));
          }
        }
        assert.equal(ids.size, 1);
        const [IdentityId] = ids;
        assert.deepEqual((await aws.describeIdentity({ IdentityId })).Logins, [issuer]);
      });
    }

    it("are one provider that the pool has by its app", async () => {
      const pool = await createPool({ SupportedLoginProviders: { [tenant]: "app" } });
      await getId(pool, tenant, idToken(tenant, "ann", { iss: `https://${tenant}/` }));
    });

    it("are two providers when they differ in more than that", async () => {
      const pool = await createPool({ OpenIdConnectProviderARNs: [arnOf(tenant)] });
      for (const iss of [
        `https://${tenant}//`,
        `https://${tenant}/x`,
        `https://x.${tenant}/`,
        `${tenant}.evil.example`,
      ]) {
        const refused = getId(pool, tenant, idToken(tenant, "ann", { iss }));
        assert.match((await failure(refused)).message, /Issuer doesn't match providerName/, iss);
      }
      const other = getId(pool, `${tenant}//`, idToken(tenant, "ann"));
      assert.match((await failure(other)).message, /not from a supported provider/);
    });

    it("are told apart where the pool has both", async () => {
      const pool = await createPool({ OpenIdConnectProviderARNs: [arnOf(`${tenant}/`), arnOf(tenant)] });
      const ids = [tenant, `${tenant}/`].map((name) => getId(pool, name, idToken(tenant, "ann")));
      assert.equal(new Set(await Promise.all(ids)).size, 2);
    });

    it("are unlinked by either name", async () => {
      const pool = await createPool({ OpenIdConnectProviderARNs: [arnOf(`${tenant}/`)] });
      const Logins = { [tenant]: idToken(tenant, "ann") };
      for (const name of [tenant, `${tenant}/`]) {
        const { IdentityId } = await aws.getId({ IdentityPoolId: pool, Logins });
        await aws.unlinkIdentity({ IdentityId, Logins, LoginsToRemove: [name] });
        assert.equal((await aws.describeIdentity({ IdentityId })).Logins, undefined);
      }
    });

    it("have the role mapping of either name", async () => {
      const IdentityPoolId = await createPool({ OpenIdConnectProviderARNs: [arnOf(`${tenant}/`)] });
      const Rules = [{ Claim: "team", MatchType: "Equals", Value: "blue", RoleARN: role("blue") }] as const;
      for (const key of [tenant, `${tenant}/`]) {
        const mapping = { Type: "Rules", AmbiguousRoleResolution: "Deny", RulesConfiguration: { Rules } } as never;
        await aws.setIdentityPoolRoles({ IdentityPoolId, Roles: {}, RoleMappings: { [key]: mapping } });
        const credentials = async (team: string) => {
          const Logins = { [tenant]: idToken(tenant, "ann", { team }) };
          const { IdentityId } = await aws.getId({ IdentityPoolId, Logins });
          return aws.getCredentialsForIdentity({ IdentityId, Logins });
        };
        await credentials("blue");
        assert.match((await failure(credentials("red"))).message, /role mapping rules denied/);
      }
    });

    it("are verified by the keys of either name", async () => {
      const { publicKey, privateKey } = await generateKeyPair("RS256");
      const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "k", alg: "RS256" }] };
      const service = createLocalService({ path: ":memory:", loginKeys: { [tenant]: keys }, warn: assert.fail });
      const IdentityPoolId = "us-east-1:00000000-0000-4000-8000-000000000001";
      const pool = { IdentityPoolName: "x", AllowUnauthenticatedIdentities: false, Region: "us-east-1" };
      const OpenIdConnectProviderARNs = [arnOf(`${tenant}/`)];
      await applySeed(service, { IdentityPools: [{ ...pool, IdentityPoolId, OpenIdConnectProviderARNs }] });
      const token = await new SignJWT({ sub: "ann", aud: "app", iss: `https://${tenant}/` })
        .setExpirationTime("1h")
        .setProtectedHeader({ alg: "RS256", kid: "k" })
        .sign(privateKey);
      const ask = (Logins: object) => service.handle(rawRequest("GetId", { IdentityPoolId, Logins }));
      assert.equal((await ask({ [tenant]: token })).status, 200);
      assert.match((await ask({ [tenant]: idToken(tenant, "ann") })).body, /Couldn't verify signed token/);
      service.close();
    });
  });

  describe("in principal tag maps", () => {
    const PrincipalTags = { test: "value" };

    for (const issuer of [tenant, `${tenant}/`]) {
      it(`may be the ARN of an OpenID Connect provider that ends in ${issuer}`, async () => {
        const IdentityPoolId = await createPool({ OpenIdConnectProviderARNs: [arnOf(issuer)] });
        const map = { IdentityPoolId, IdentityProviderName: arnOf(issuer), UseDefaults: false, PrincipalTags };
        const { $metadata: _, ...answer } = await aws.setPrincipalTagAttributeMap(map);
        assert.deepEqual(answer, map);
        for (const IdentityProviderName of [arnOf(issuer), tenant, `${tenant}/`]) {
          const { $metadata, ...found } = await aws.getPrincipalTagAttributeMap({
            IdentityPoolId,
            IdentityProviderName,
          });
          assert.deepEqual(found, { ...map, IdentityProviderName });
        }
        const token = idToken(tenant, "ann", { iss: `https://${tenant}/`, value: "blue" });
        assert.deepEqual(await tagsOf(IdentityPoolId, tenant, token), { principal_tags: { test: ["blue"] } });
      });
    }

    it("share one map by the ARN and by the issuer, which Terraform's destroy sets to the defaults", async () => {
      const IdentityPoolId = await createPool({ OpenIdConnectProviderARNs: [arnOf(tenant)] });
      await aws.setPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName: tenant, PrincipalTags });
      const IdentityProviderName = arnOf(tenant);
      const before = await aws.getPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName });
      assert.deepEqual(before.PrincipalTags, PrincipalTags);
      await aws.setPrincipalTagAttributeMap({
        IdentityPoolId,
        IdentityProviderName,
        UseDefaults: true,
        PrincipalTags: {},
      });
      const token = idToken(tenant, "ann", { value: "blue" });
      assert.deepEqual(await tagsOf(IdentityPoolId, tenant, token), {
        principal_tags: { client: ["app"], username: ["ann"] },
      });
    });

    it("are not ARNs of providers that the pool does not have", async () => {
      const IdentityPoolId = await createPool({ OpenIdConnectProviderARNs: [arnOf(tenant)] });
      for (const IdentityProviderName of [
        arnOf("other.example"),
        `${arnOf(tenant)}/x`,
        arnOf(tenant, "aws-cn"),
        arnOf(tenant).replace("oidc", "saml"),
      ]) {
        const set = aws.setPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName, PrincipalTags });
        assert.equal((await failure(set)).name, "ResourceNotFoundException", IdentityProviderName);
      }
    });

    it("may be the ARN in a seed, too", async () => {
      const service = createLocalService({ path: ":memory:" });
      const pool = { IdentityPoolName: "x", AllowUnauthenticatedIdentities: false, Region: "us-east-1" };
      const OpenIdConnectProviderARNs = [arnOf(tenant)];
      const tagMaps = { [arnOf(tenant)]: { PrincipalTags } };
      await applySeed(service, { IdentityPools: [{ ...pool, OpenIdConnectProviderARNs, PrincipalTags: tagMaps }] });
      const [made] = service.store.pools.list({ account: "000000000000", region: "us-east-1" }, 0, 1);
      assert.deepEqual(made && service.store.pools.principalTagMap(made, tenant)?.PrincipalTags, PrincipalTags);
      service.close();
    });
  });
});

describe("the token issuers of China and GovCloud", () => {
  const issuers: Record<string, string> = {
    "cn-north-1": "cognito-identity.cn-north-1.amazonaws.com.cn",
    "us-gov-west-1": "cognito-identity-us-gov.amazonaws.com",
    "us-gov-east-1": "cognito-identity.us-gov-east-1.amazonaws.com",
    "eu-west-1": "cognito-identity.amazonaws.com",
  };
  let target: Target;

  before(async () => {
    target = await openTarget("in-process");
  });
  after(() => target.close());

  for (const [region, issuer] of Object.entries(issuers)) {
    it(`are ${issuer} in ${region}, in tokens and as a key of Logins`, async () => {
      const aws = target.client({ region });
      const { IdentityPoolId } = await aws.createIdentityPool({
        IdentityPoolName: "issuers",
        AllowUnauthenticatedIdentities: true,
        DeveloperProviderName: "dev",
      });
      await aws.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated: role("a") } });
      const given = await aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { dev: "ann" } });
      assert.equal(decodeJwt(given.Token ?? "").iss, `https://${issuer}`);
      const use = (name: string, IdentityId = given.IdentityId) =>
        aws.getCredentialsForIdentity({ IdentityId, Logins: { [name]: given.Token ?? "" } });
      assert.equal((await use(issuer)).IdentityId, given.IdentityId);
      const other = Object.values(issuers).find((name) => name !== issuer) as string;
      assert.match((await failure(use(other))).message, /not from a supported provider/);
      const own = aws.getId({ IdentityPoolId, Logins: { [issuer]: given.Token ?? "" } });
      assert.match((await failure(own)).message, /Can't pass in a Cognito token/);
    });
  }

  it("have an OpenID configuration each, by their host name", async () => {
    const server = await startServer({ db: ":memory:" });
    const service = createLocalService({ path: ":memory:", issuer: "https://mine.example" });
    const get = { method: "GET", path: "/.well-known/openid-configuration", body: "" };
    try {
      for (const host of Object.values(issuers)) {
        const headers = { host: `${host}:4599` };
        const { issuer, jwks_uri } = JSON.parse((await server.service.handle({ ...get, headers })).body);
        assert.deepEqual([issuer, jwks_uri], [`https://${host}`, `http://${host}:4599/.well-known/jwks_uri`]);
        assert.equal(JSON.parse((await service.handle({ ...get, headers })).body).issuer, "https://mine.example");
        const { request } = await import("node:http");
        const status = await new Promise((resolve, reject) => {
          const sent = request({ port: server.port, path: get.path, headers }, (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          });
          sent.on("error", reject).end();
        });
        assert.equal(status, 200, host);
      }
    } finally {
      service.close();
      await server.close();
    }
  });
});
