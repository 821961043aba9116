import assert from "node:assert/strict";
import { hide, hideMembers, secretsOf } from "../../../../provider/client/failures/redact";
import { operations } from "../../../../provider/model/operations";

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

  const text = JSON.stringify(body);
  const forms: Record<string, string> = {
    "as it is": text,
    "cut off": text.slice(0, -5),
    "pretty-printed": JSON.stringify(body, undefined, 40),
    "in a string": JSON.stringify(text),
    "in HTML": text.replaceAll('"', "&quot;").replaceAll("/", "&#x2F;"),
    "in HTML by numbers": text.replaceAll('"', "&#34;"),
    "in a URL": encodeURIComponent(text),
    "in ASCII escapes": text.replaceAll('"', "\\u0022"),
    "in XML": "<SecretKey>s3cr/et+K</SecretKey><SessionToken>tok=</SessionToken>",
  };
  for (const [title, form] of Object.entries(forms)) {
    it(`masks what follows a secret member's name ${title}`, () => {
      const safe = hideMembers(output, form);
      assert.doesNotMatch(safe, /s3cr|et\+K|et%2BK|tok/);
      assert.match(safe, /SecretKey\[secret\]$/);
      assert.equal(safe.includes("ASIA"), form.includes("ASIA"));
    });
  }

  it("leaves the rest alone", () => {
    assert.equal(hideMembers(operations.ListIdentities.output, '{"NextToken":"page-2"}'), '{"NextToken":"page-2"}');
    const { output: token } = operations.GetOpenIdToken;
    assert.equal(hideMembers(token, "Token service unavailable"), "Token service unavailable");
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
