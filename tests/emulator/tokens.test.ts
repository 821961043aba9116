import assert from "node:assert/strict";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  jwtVerify,
  SignJWT,
} from "jose";
import { localCredentials } from "../../emulator";
import { type RunningServer, startServer } from "../../emulator/hosts/http";
import { failure, idToken } from "./support/targets";

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];

const google = "accounts.google.com";

describe("tokens", () => {
  let server: RunningServer;
  let aws: CognitoIdentity;
  let IdentityPoolId: string;
  const warnings: string[] = [];
  let googleKey: PrivateKey;

  before(async () => {
    const pair = await generateKeyPair("RS256");
    googleKey = pair.privateKey;
    const loginKeys = { [google]: { keys: [{ ...(await exportJWK(pair.publicKey)), kid: "g1", alg: "RS256" }] } };
    server = await startServer({ db: ":memory:", loginKeys, warn: (message) => warnings.push(message) });
    aws = new CognitoIdentity({
      region: "eu-west-1",
      endpoint: server.url,
      credentials: localCredentials,
      maxAttempts: 1,
    });
    const pool = await aws.createIdentityPool({
      IdentityPoolName: "tokens",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: "dev",
      SupportedLoginProviders: { [google]: "app" },
      OpenIdConnectProviderARNs: ["arn:aws:iam::123456789012:oidc-provider/login.example"],
    });
    IdentityPoolId = pool.IdentityPoolId as string;
  });
  after(async () => {
    aws.destroy();
    await server.close();
  });

  const keys = () => createRemoteJWKSet(new URL("/.well-known/jwks_uri", server.url));
  const issuer = "https://cognito-identity.amazonaws.com";
  const verify = (token = "") => jwtVerify(token, keys(), { issuer, audience: IdentityPoolId });

  it("have AWS's header and claims, in its order, and verify through the served keys", async () => {
    const { IdentityId } = await aws.getId({ IdentityPoolId });
    const { Token = "" } = await aws.getOpenIdToken({ IdentityId });
    const { payload } = await verify(Token);
    const header = Buffer.from(Token.split(".")[0] ?? "", "base64url").toString();
    assert.equal(header, '{"kid":"eu-west-11","typ":"JWS","alg":"RS512"}');
    assert.deepEqual(Object.keys(payload), [
      "sub",
      "aud",
      "amr",
      "iss",
      "https://cognito-identity.amazonaws.com/identity-pool-arn",
      "exp",
      "iat",
    ]);
    assert.equal(payload.sub, IdentityId);
    assert.deepEqual(payload.amr, ["unauthenticated"]);
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 600);
    assert.equal(
      payload["https://cognito-identity.amazonaws.com/identity-pool-arn"],
      `arn:aws:cognito-identity:eu-west-1:000000000000:identitypool/${IdentityPoolId}`,
    );
    assert.equal(Buffer.from(Token.split(".")[2] ?? "", "base64url").length, 256);
  });

  it("of developer identities name the user, carry tags, and last as asked", async () => {
    const issue = (more: object) =>
      aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { dev: "ann" }, ...more });
    const { payload } = await verify((await issue({ TokenDuration: 86_400, PrincipalTags: { team: "a" } })).Token);
    assert.deepEqual(payload.amr, ["authenticated", "dev", `dev:${IdentityPoolId}:ann`]);
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 86_400);
    assert.deepEqual(payload["https://aws.amazon.com/tags"], { principal_tags: { team: ["a"] } });
    const usual = decodeJwt((await issue({})).Token ?? "");
    assert.equal((usual.exp ?? 0) - (usual.iat ?? 0), 900);
    assert.equal((await failure(issue({ TokenDuration: 86_401 }))).name, "ValidationException");
  });

  it("are discovered by the OpenID configuration", async () => {
    const read = async (url: string) => (await (await fetch(url)).json()) as Record<string, string>;
    const configuration = await read(`${server.url}/.well-known/openid-configuration`);
    assert.equal(configuration.issuer, issuer);
    assert.equal(configuration.jwks_uri, `${server.url}/.well-known/jwks_uri`);
    const keySet = (await read(configuration.jwks_uri ?? "")) as unknown as JSONWebKeySet;
    const { Token = "" } = await aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { dev: "bob" } });
    await jwtVerify(Token, createLocalJWKSet(keySet), { issuer });
    for (const key of keySet.keys) assert.equal(key.d, undefined, "a private key was served");
  });

  it("have a key for each region that has pools, soon also when these are many", async () => {
    const many = await startServer({ db: ":memory:" });
    const { store, clock } = many.service;
    const regions = Array.from({ length: 200 }, (_, i) => `region-${i}`);
    const settings = { IdentityPoolName: "x", AllowUnauthenticatedIdentities: true };
    await store.write(() => {
      for (const region of regions) {
        store.pools.create(`${region}:a`, { account: "000000000000", region }, settings, {}, clock.now());
      }
    });
    try {
      const started = performance.now();
      const answer = await fetch(`${many.url}/.well-known/jwks_uri`);
      const { keys } = (await answer.json()) as { keys: { kid: string }[] };
      assert.deepEqual(keys.map(({ kid }) => kid).sort(), regions.map((region) => `${region}1`).sort());
      // 200 RSA keys take some twenty seconds.
      assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
    } finally {
      await many.close();
    }
  });

  it("of logins are verified where keys are configured", async () => {
    const sign = (key: PrivateKey) =>
      new SignJWT({ sub: "ann", aud: "app", iss: `https://${google}` })
        .setExpirationTime("1h")
        .setProtectedHeader({ alg: "RS256", kid: "g1" })
        .sign(key);
    const getId = async (token: string) => aws.getId({ IdentityPoolId, Logins: { [google]: token } });
    const { IdentityId } = await getId(await sign(googleKey));
    assert.equal((await getId(await sign(googleKey))).IdentityId, IdentityId);
    const { privateKey } = await generateKeyPair("RS256");
    for (const token of [await sign(privateKey), idToken(google, "ann")]) {
      assert.equal((await failure(getId(token))).message, "Invalid login token. Couldn't verify signed token.");
    }
    assert.ok(!warnings.some((warning) => warning.includes(google)));
  });

  it("of logins are believed with a warning where not", async () => {
    const Logins = { "login.example": idToken("login.example", "ann") };
    await aws.getId({ IdentityPoolId, Logins });
    await aws.getId({ IdentityPoolId, Logins });
    const told = warnings.filter((warning) => warning.includes("login.example"));
    assert.equal(told.length, 1);
    assert.match(told[0] ?? "", /not verified: no keys are configured/);
  });

  it("carry the tags that a map makes of claims", async () => {
    const map = { IdentityPoolId, IdentityProviderName: "login.example" };
    const Logins = { "login.example": idToken("login.example", "ann", { team: "blue" }) };
    const { IdentityId } = await aws.getId({ IdentityPoolId, Logins });
    const tags = async () => {
      const { Token = "" } = await aws.getOpenIdToken({ IdentityId, Logins });
      return decodeJwt(Token)["https://aws.amazon.com/tags"];
    };
    assert.equal(await tags(), undefined);
    await aws.setPrincipalTagAttributeMap({ ...map, PrincipalTags: { group: "team", none: "missing" } });
    assert.deepEqual(await tags(), { principal_tags: { group: ["blue"] } });
    await aws.setPrincipalTagAttributeMap({ ...map, UseDefaults: true });
    assert.deepEqual(await tags(), { principal_tags: { client: ["app"], username: ["ann"] } });
  });

  it("have the issuer and the lifetime that options give", async () => {
    const other = await startServer({
      db: ":memory:",
      issuer: "http://issuer.example",
      limits: { openIdTokenDuration: 900 },
    });
    const client = new CognitoIdentity({ region: "cn-north-1", endpoint: other.url, credentials: localCredentials });
    try {
      const pool = await client.createIdentityPool({ IdentityPoolName: "x", AllowUnauthenticatedIdentities: true });
      const { IdentityId } = await client.getId({ IdentityPoolId: pool.IdentityPoolId });
      const claims = decodeJwt((await client.getOpenIdToken({ IdentityId })).Token ?? "");
      assert.equal(claims.iss, "http://issuer.example");
      assert.equal((claims.exp ?? 0) - (claims.iat ?? 0), 900);
      assert.match(String(claims["https://cognito-identity.amazonaws.com/identity-pool-arn"]), /^arn:aws-cn:/);
    } finally {
      client.destroy();
      await other.close();
    }
  });

  it("expire when the time is moved", async () => {
    const { IdentityId } = await aws.getId({ IdentityPoolId });
    await aws.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated: "arn:aws:iam::123456789012:role/a" } });
    const given = await aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { dev: "ann" } });
    const Logins = { "cognito-identity.amazonaws.com": given.Token ?? "" };
    const use = () => aws.getCredentialsForIdentity({ IdentityId: given.IdentityId, Logins });
    await use();
    server.service.clock.moveBy(901_000);
    try {
      assert.match((await failure(use())).message, /^Invalid login token\. Token expired: \d+ >= \d+$/);
      const late = decodeJwt((await aws.getOpenIdToken({ IdentityId })).Token ?? "");
      assert.ok((late.iat ?? 0) > Date.now() / 1000 + 890);
    } finally {
      server.service.clock.reset();
    }
    assert.equal(decodeProtectedHeader(given.Token ?? "").alg, "RS512");
  });
});
