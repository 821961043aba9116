import assert from "node:assert/strict";
import { operations } from "../../../provider/service/operations";
import { hide, hideMembers, secretsOf } from "../../../provider/service/redact";

const secret = 'PHNhbWxwOl<Jlc3B>vbnNl+IH/htbG5z="&é𝒳';

describe("hide", () => {
  const units = (text: string) =>
    text.replace(/[^A-Za-z0-9]/gu, (character) =>
      character
        .split("")
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
        .join(""),
    );
  const forms: Record<string, string> = {
    "as it is": secret,
    "in JSON": JSON.stringify(secret).slice(1, -1),
    "in JSON with escaped slashes": JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
    "in JSON as ASCII": units(secret),
    "in a URL": encodeURIComponent(secret),
    "in HTML": secret
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("=", "&#x3D;")
      .replaceAll("/", "&#47;"),
    "cut off": secret.slice(0, 20),
  };
  for (const [title, form] of Object.entries(forms)) {
    it(`masks a secret ${title}`, () => {
      assert.equal(hide([secret], `a token ${form}! and ${form}.`), "a token [secret]! and [secret].");
    });
  }

  it("leaves alone what only begins like a secret, and what is too short to be one", () => {
    assert.equal(hide([secret], secret.slice(0, 15)), secret.slice(0, 15));
    assert.equal(hide(["abc"], "abcdef"), "abcdef");
    assert.equal(hide(["abcdefgh"], "abcdefg abcdefgh"), "abcdefg [secret]");
  });
});

describe("hideMembers", () => {
  const body = { IdentityId: "i", Credentials: { AccessKeyId: "ASIA", SecretKey: "s3cr/et+K", SessionToken: "tok=" } };
  const { output } = operations.GetCredentialsForIdentity;

  it("masks the secret members of an answer, whole, cut off or quoted", () => {
    const text = JSON.stringify(body);
    const expected = text.replace("s3cr/et+K", "[secret]").replace("tok=", "[secret]");
    assert.equal(hideMembers(output, text), expected);
    assert.equal(hideMembers(output, text.slice(0, -5)), expected.slice(0, -3));
    assert.doesNotMatch(hideMembers(output, JSON.stringify(text)), /s3cr|tok=/);
    assert.doesNotMatch(hideMembers(output, `<pre>${text.replaceAll('"', "&quot;")}</pre>`), /s3cr|tok=/);
    assert.doesNotMatch(hideMembers(output, "<SecretKey>s3cr/et+K</SecretKey>"), /s3cr/);
  });

  it("leaves the rest alone", () => {
    assert.equal(hideMembers(operations.ListIdentities.output, '{"NextToken":"page-2"}'), '{"NextToken":"page-2"}');
    assert.equal(hideMembers(output, "Token"), "Token");
  });
});

describe("secretsOf", () => {
  it("finds the tokens of an input, and no names", () => {
    const { input } = operations.GetId;
    assert.deepEqual(secretsOf(input, { IdentityPoolId: "p", Logins: { "accounts.google.com": "t1", b: "t2" } }), [
      "t1",
      "t2",
    ]);
    assert.deepEqual(secretsOf(input, { Logins: null }), []);
  });
});
