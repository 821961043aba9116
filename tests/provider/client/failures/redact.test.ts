import assert from "node:assert/strict";
import { describeUnreadable, type FailedCall } from "../../../../provider/client/failures/failures";
import { hide, secretsOf } from "../../../../provider/client/failures/redact";
import { type OperationName, operationNames, operations } from "../../../../provider/model/operations";

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
    "in JSON in JSON": JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    "cut off": secret.slice(0, 20),
  };
  for (const [title, form] of Object.entries(forms)) {
    it(`masks a secret ${title}`, () => {
      assert.equal(hide([secret], `a token ${form}! and ${form}.`), "a token [secret]! and [secret].");
    });
  }

  it("masks a secret that looks like an escape, or stands behind a backslash", () => {
    for (const odd of ["abc%41def&amp;ghij", "new\\table\\u0041bcdefg", "token with blanks", "token+with+blanks"]) {
      for (const form of [odd, JSON.stringify(odd).slice(1, -1), encodeURIComponent(odd)]) {
        assert.equal(hide([odd], `<${form}>`), "<[secret]>");
      }
      assert.equal(hide([odd], `\\${odd}`).replace("\\", ""), "[secret]");
    }
  });

  it("masks a secret whose blanks are pluses, as forms have them", () => {
    assert.equal(hide(["user name at example"], "u=user+name+at+example&b=1+1"), "u=[secret]&b=1+1");
  });

  it("shows a text with its escapes where they hold no secret", () => {
    assert.equal(hide([secret], "100%25 \\n &lt;a&gt; a+b"), "100%25 \\n &lt;a&gt; a+b");
  });

  it("leaves alone what only begins like a secret, and what is too short to be one", () => {
    assert.equal(hide([secret], secret.slice(0, 15)), secret.slice(0, 15));
    assert.equal(hide(["abc"], "abcdef"), "abcdef");
    assert.equal(hide(["abcdefgh"], "abcdefg abcdefgh"), "abcdefg [secret]");
  });
});

describe("An answer that can't be read", () => {
  const call = (name: OperationName): FailedCall => ({
    name,
    input: {},
    region: "eu-west-1",
    endpoint: "http://h",
    secrets: [],
  });
  const body = { IdentityId: "i", Credentials: { AccessKeyId: "ASIA", SecretKey: "s3cr/et+K", SessionToken: "tok=" } };
  const text = JSON.stringify(body);
  const forms: Record<string, string> = {
    "as it is": text,
    "cut off": text.slice(0, -5),
    "without the names of its members": "ASIA s3cr/et+K tok=",
    "pretty-printed": JSON.stringify(body, undefined, 40),
    "in a string": JSON.stringify(text),
    "in HTML": text.replaceAll('"', "&quot;").replaceAll("/", "&#x2F;"),
    "in HTML by numbers": text.replaceAll('"', "&#34;"),
    "in a URL": encodeURIComponent(text),
    "in ASCII escapes": text.replaceAll('"', "\\u0022"),
    "in XML": "<SecretKey>s3cr/et+K</SecretKey><SessionToken>tok=</SessionToken>",
  };
  for (const [title, form] of Object.entries(forms)) {
    it(`is not shown where it may hold the service's secrets: ${title}`, () => {
      const { text: shown } = describeUnreadable(call("GetCredentialsForIdentity"), { unreadable: form }, 200);
      assert.doesNotMatch(shown, /s3cr|et\+K|et%2BK|tok=|ASIA|IdentityId/);
      assert.match(shown, new RegExp(`its ${form.length} bytes are not shown, as they may hold tokens$`));
    });
  }

  it("is not shown where the operation takes or gives tokens, and only there", () => {
    const silent = operationNames.filter(
      (name) => !describeUnreadable(call(name), { unreadable: "<html>" }, 502).text.includes("html"),
    );
    assert.deepEqual(silent.sort(), [
      "GetCredentialsForIdentity",
      "GetId",
      "GetOpenIdToken",
      "GetOpenIdTokenForDeveloperIdentity",
      "UnlinkIdentity",
    ]);
  });

  it("is shown without the secrets of the credentials", () => {
    const { text: shown } = describeUnreadable(
      { ...call("ListIdentities"), secrets: [secret] },
      { unreadable: `a ${secret}` },
      502,
    );
    assert.match(shown, /"a \[secret\]"$/);
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
