import assert from "node:assert/strict";
import type { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { failure, idToken, openTarget, type Target } from "./support/targets";

const google = "accounts.google.com";
const facebook = "graph.facebook.com";
const oidc = "login.example/tenant";
const userPool = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc123DEF";
const developer = "dev";

describe("logins of public providers", () => {
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
      IdentityPoolName: "federation",
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { [google]: "app", [facebook]: "7346241598935552" },
      OpenIdConnectProviderARNs: [`arn:aws:iam::123456789012:oidc-provider/${oidc}`],
      SamlProviderARNs: ["arn:aws:iam::123456789012:saml-provider/corp"],
      CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: "client1" }],
      DeveloperProviderName: developer,
    });
    IdentityPoolId = pool.IdentityPoolId as string;
  });

  const getId = async (Logins?: Record<string, string>) =>
    (await aws.getId({ IdentityPoolId, Logins })).IdentityId as string;
  const getToken = async (IdentityId: string, Logins?: Record<string, string>) =>
    (await aws.getOpenIdToken({ IdentityId, Logins })).IdentityId as string;
  const loginsOf = async (IdentityId: string) => (await aws.describeIdentity({ IdentityId })).Logins?.sort();
  const as = (subject: string, provider = google, claims = {}) => ({ [provider]: idToken(provider, subject, claims) });

  describe("GetId", () => {
    it("finds the same identity for the same login", async () => {
      const id = await getId(as("ann"));
      assert.equal(await getId(as("ann")), id);
      assert.notEqual(await getId(as("bob")), id);
      assert.deepEqual(await loginsOf(id), [google]);
    });

    it("links further logins that come with a known one", async () => {
      const id = await getId(as("ann"));
      assert.equal(await getId({ ...as("ann"), ...as("ann@tenant", oidc) }), id);
      assert.equal(await getId(as("ann@tenant", oidc)), id);
      assert.deepEqual(await loginsOf(id), [google, oidc]);
    });

    it("refuses logins of two identities", async () => {
      await getId(as("ann"));
      await getId(as("ann@tenant", oidc));
      const both = getId({ ...as("ann"), ...as("ann@tenant", oidc) });
      assert.equal((await failure(both)).name, "ResourceConflictException");
    });

    it("refuses a second login of one provider", async () => {
      await getId({ ...as("ann"), ...as("ann@tenant", oidc) });
      const second = getId({ ...as("other"), ...as("ann@tenant", oidc) });
      assert.equal((await failure(second)).name, "ResourceConflictException");
      await getId(as("other"));
    });

    it("takes logins of every kind", async () => {
      const saml = Buffer.from("<saml:Subject><saml:NameID Format='x'>ann</saml:NameID></saml:Subject>");
      const logins = [
        as("ann", userPool, { aud: "client1" }),
        { [facebook]: "an-opaque-access-token" },
        { "arn:aws:iam::123456789012:saml-provider/corp": saml.toString("base64") },
      ];
      for (const login of logins) assert.equal(await getId(login), await getId(login));
    });

    const now = Math.floor(Date.now() / 1000);
    const refusals: [string, () => Record<string, string>, RegExp, string?][] = [
      [
        "another provider",
        () => as("ann", "other.example"),
        /^Token is not from a supported provider of this identity pool\.$/,
      ],
      [
        "another app",
        () => as("ann", google, { aud: "x" }),
        /^Token is not from a supported provider of this identity pool\.$/,
      ],
      [
        "another issuer",
        () => ({ [google]: idToken(oidc, "ann") }),
        /^Invalid login token\. Issuer doesn't match providerName$/,
      ],
      [
        "no audience",
        () => as("ann", google, { aud: undefined }),
        /^Invalid login token\. Missing a required claim: aud$/,
      ],
      [
        "an old token",
        () => as("ann", google, { exp: now - 1 }),
        new RegExp(`^Invalid login token\\. Token expired: \\d+ >= ${now - 1}$`),
      ],
      [
        "no token",
        () => ({ [google]: "opaque" }),
        /^Invalid login token\. Not a valid OpenId Connect identity token\.$/,
      ],
      [
        "its own token",
        () => ({ "cognito-identity.amazonaws.com": "x" }),
        /^Invalid login token\. Can't pass in a Cognito token\.$/,
      ],
      [
        "a developer user",
        () => ({ [developer]: "ann" }),
        /^Please provide a valid public provider$/,
        "InvalidParameterException",
      ],
    ];
    for (const [what, logins, text, code = "NotAuthorizedException"] of refusals) {
      it(`refuses ${what}`, async () => {
        const { name, message, status } = await failure(getId(logins()));
        assert.deepEqual({ name, status }, { name: code, status: 400 });
        assert.match(message, text);
      });
    }
  });

  describe("GetOpenIdToken", () => {
    it("makes a guest an authenticated identity of the same id", async () => {
      const id = await getId();
      assert.equal(await getToken(id, as("ann")), id);
      assert.equal(await getId(as("ann")), id);
      assert.equal((await failure(getToken(id))).message, `Access to Identity '${id}' is forbidden.`);
    });

    it("merges a guest into the identity that the login has", async () => {
      const known = await getId(as("ann"));
      const guest = await getId();
      assert.equal(await getToken(guest, as("ann")), known);
      assert.equal((await failure(getToken(guest))).message, `Access to Identity '${guest}' is forbidden.`);
      assert.equal(await getToken(guest, as("ann")), known);
    });

    it("merges two identities that are proven to be one", async () => {
      const [one, two] = [await getId(as("ann")), await getId(as("ann@tenant", oidc))];
      assert.equal(await getToken(one, { ...as("ann"), ...as("ann@tenant", oidc) }), one);
      assert.equal(await getId(as("ann@tenant", oidc)), one);
      assert.equal(await loginsOf(two), undefined);
    });

    it("refuses to merge two users of one provider", async () => {
      const one = await getId(as("ann"));
      await getId({ ...as("bob"), ...as("bob@tenant", oidc) });
      const merge = getToken(one, { ...as("ann"), ...as("bob@tenant", oidc) });
      assert.equal((await failure(merge)).name, "ResourceConflictException");
      assert.deepEqual(await loginsOf(one), [google]);
    });

    it("refuses a login of somebody else", async () => {
      const [one] = [await getId(as("ann")), await getId(as("bob"))];
      assert.match((await failure(getToken(one, as("bob")))).message, /^Logins don't match\./);
      assert.match((await failure(getToken(one, as("nobody")))).message, /^Logins don't match\./);
    });
  });

  it("is unlinked by whoever proves the identity; the last one makes it inaccessible", async () => {
    const id = await getId({ ...as("ann"), ...as("ann@tenant", oidc) });
    const unlink = (logins: Record<string, string>, ...LoginsToRemove: string[]) =>
      aws.unlinkIdentity({ IdentityId: id, Logins: logins, LoginsToRemove });
    assert.match((await failure(unlink(as("bob"), google))).message, /^Logins don't match\./);
    assert.equal((await failure(unlink(as("ann"), facebook))).name, "InvalidParameterException");
    await unlink(as("ann"), oidc);
    assert.deepEqual(await loginsOf(id), [google]);
    assert.notEqual(await getId(as("ann@tenant", oidc)), id);
    await unlink(as("ann"), google);
    assert.notEqual(await getId(as("ann")), id);
    assert.equal((await failure(getToken(id, as("new")))).message, `Access to Identity '${id}' is forbidden.`);
  });

  it("joins a developer identity, which proves itself with it", async () => {
    const id = await getId(as("ann"));
    const join = (user: string, logins: Record<string, string>) =>
      aws.getOpenIdTokenForDeveloperIdentity({
        IdentityPoolId,
        IdentityId: id,
        Logins: { [developer]: user, ...logins },
      });
    assert.match((await failure(join("u1", {}))).message, /^Logins don't match\./);
    assert.equal((await join("u1", as("ann"))).IdentityId, id);
    assert.deepEqual(await loginsOf(id), [google, developer].sort());
  });

  it("keeps developer users apart from merging when both have a login of one provider", async () => {
    for (const user of ["one", "two"]) {
      await aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { [developer]: user, ...as(user) } });
    }
    const merge = aws.mergeDeveloperIdentities({
      IdentityPoolId,
      DeveloperProviderName: developer,
      SourceUserIdentifier: "one",
      DestinationUserIdentifier: "two",
    });
    assert.equal((await failure(merge)).name, "ResourceConflictException");
  });

  it("has at most twenty logins", async () => {
    const { IdentityId } = await aws.getOpenIdTokenForDeveloperIdentity({
      IdentityPoolId,
      Logins: { [developer]: "u0" },
    });
    const merge = (SourceUserIdentifier: string) =>
      aws.mergeDeveloperIdentities({
        IdentityPoolId,
        DeveloperProviderName: developer,
        SourceUserIdentifier,
        DestinationUserIdentifier: "u0",
      });
    for (let i = 1; i <= 20; i++) {
      await aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { [developer]: `u${i}` } });
      if (i < 20) assert.equal((await merge(`u${i}`)).IdentityId, IdentityId);
      else assert.equal((await failure(merge(`u${i}`))).name, "ResourceConflictException");
    }
    const first = await aws.lookupDeveloperIdentity({ IdentityPoolId, IdentityId, MaxResults: 15 });
    const { NextToken } = first;
    const second = await aws.lookupDeveloperIdentity({ IdentityPoolId, IdentityId, MaxResults: 15, NextToken });
    assert.deepEqual(
      [first, second].map((page) => page.DeveloperUserIdentifierList?.length),
      [15, 5],
    );
    assert.equal(second.NextToken, undefined);
  });

  it("keeps users apart whose names differ in a NUL or a lone surrogate only", async () => {
    const users = ["a", "a\0b", "a\0c", "\ud800", "\ud801", "\u00e9", "e\u0301", "__proto__", "constructor"];
    const ids = new Set<string>();
    for (const user of users) {
      const Logins = Object.fromEntries([[developer, user]]);
      const { IdentityId } = await aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins });
      const found = await aws.lookupDeveloperIdentity({ IdentityPoolId, IdentityId });
      assert.deepEqual(found.DeveloperUserIdentifierList, [user]);
      ids.add(IdentityId as string);
    }
    assert.equal(ids.size, users.length);
  });

  it("is no provider of the pool because an object has such a member", async () => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      const { message } = await failure(getId(Object.fromEntries([[name, "x"]])));
      assert.match(message, /supported provider/);
    }
  });
});
