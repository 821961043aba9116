import assert from "node:assert/strict";
import { explainArn } from "../../../provider/model/arns";
import { explainId } from "../../../provider/model/ids";
import { formatPath } from "../../../provider/model/path";
import { correctPublicProvider } from "../../../provider/model/public-providers";
import { explainUserPoolProvider, isUserPoolProvider, otherRegionOf } from "../../../provider/model/user-pools";

const right = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_aBc123";
const newer = `issuer-${right}`;

describe("the name of a user pool as a login provider", () => {
  const correct: Record<string, string> = {
    "eu-central-1_aBc123": right,
    "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_aBc123": right,
    "arn:aws-cn:cognito-idp:cn-north-1:123456789012:userpool/cn-north-1_x":
      "cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_x",
    "us-gov-west-1_x": "cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_x",
    [`https://${right}`]: right,
    [`HTTPS://${right}/`]: right,
    [`${right}/`]: right,
    [` ${right}`]: right,
    [`https://${right}/.well-known/jwks.json`]: right,
    [`${right}:4k2example`]: right,
    [`https://${newer}/`]: newer,
    "issuer-cognito-idp.us-east-1.amazonaws.com/eu-central-1_aBc123": newer,
  };
  for (const [name, meant] of Object.entries(correct)) {
    it(`is ${meant} where it is given as ${name}`, () => {
      assert.equal(explainUserPoolProvider(name), `must be ${meant}, not ${JSON.stringify(name)}`);
      assert.equal(explainUserPoolProvider(meant), undefined, "the advice is taken");
      assert.ok(isUserPoolProvider(meant), "by the local service, too");
    });
  }

  const others: Record<string, RegExp> = {
    "eu-central-1:00000000-0000-4000-8000-000000000000": /not the id of an identity pool: "eu/,
    "cognito-idp.eu-central-1.amazonaws.com/eu-central-1:00000000-0000-4000-8000-000000000000":
      /not the id of an identity pool: "cognito/,
    "shop.auth.eu-central-1.amazoncognito.com": /not the domain of its sign-in pages: /,
    "https://shop.auth-fips.us-gov-west-1.amazoncognito.com/login": /not the domain of its sign-in pages: /,
    "arn:aws:iam::123456789012:oidc-provider/x": /not the ARN of something else: /,
    "cognito-idp.eu-central-1.amazonaws.com": /not the host alone: /,
    "https://login.example.com": /not a URL: /,
    "auth.example.com": /not the name of something else: /,
    p1: /not the name of something else: /,
  };
  for (const [name, says] of Object.entries(others)) {
    it(`is refused as ${name}`, () => {
      const reason = explainUserPoolProvider(name) ?? "";
      assert.match(reason, /^must be cognito-idp\.REGION\.amazonaws\.com\/USER_POOL_ID, not/);
      assert.match(reason, says);
    });
  }

  it("is accepted where it is right, or no one can tell", () => {
    for (const name of [right, newer, "cognito-idp.eu-central-1.amazonaws.com/x"]) {
      assert.equal(explainUserPoolProvider(name), undefined, name);
    }
  });

  it("may name the region of a replica, which has the id of the user pool that it copies", () => {
    const replica = "cognito-idp.us-west-2.amazonaws.com/us-east-1_x";
    assert.equal(explainUserPoolProvider(replica), undefined);
    assert.equal(otherRegionOf(replica), "us-east-1");
    assert.equal(otherRegionOf(right), undefined);
    assert.equal(otherRegionOf("cognito-idp.eu-central-1.amazonaws.com/x"), undefined);
  });
});

describe("the name of a public login provider", () => {
  const spellings: Record<string, string[]> = {
    "accounts.google.com": ["google", "Google", "https://accounts.google.com", "google.com/", "ACCOUNTS.google.com"],
    "graph.facebook.com": ["facebook", "facebook.com", "www.facebook.com"],
    "www.amazon.com": ["amazon", "amazon.com", "LoginWithAmazon"],
    "appleid.apple.com": ["apple", "SignInWithApple", "https://appleid.apple.com"],
    "api.twitter.com": ["twitter", "twitter.com"],
    "www.digits.com": ["digits"],
  };
  for (const [name, others] of Object.entries(spellings)) {
    it(`is ${name} for ${others.join(", ")}`, () => {
      for (const other of others) assert.equal(correctPublicProvider(other), name, other);
      assert.equal(correctPublicProvider(name), undefined);
    });
  }

  it("is left alone where it is none of these", () => {
    for (const name of ["login.example.com", "constructor", ""]) assert.equal(correctPublicProvider(name), undefined);
  });
});

describe("an ARN or an id in the place of another", () => {
  const role = "arn:aws:iam::123456789012:role/users";
  const oidc = "arn:aws:iam::123456789012:oidc-provider/login.example.com";
  const saml = "arn:aws-us-gov:iam::123456789012:saml-provider/example";

  it("is named, with the place where it belongs", () => {
    assert.match(
      explainArn("saml-provider", oidc) ?? "",
      /an oidc-provider belongs in openidConnectProviderArns: "arn/,
    );
    assert.match(explainArn("oidc-provider", saml) ?? "", /a saml-provider belongs in samlProviderArns: "arn/);
    assert.match(explainArn("oidc-provider", role) ?? "", /a role belongs in roles and mapping rules: "arn/);
    assert.match(
      explainArn("role", "users") ?? "",
      /^must be the ARN of an IAM role, like arn:.*, not a name: "users"$/,
    );
    assert.match(explainArn("role", "arn:aws:iam::123456789012:user/alice") ?? "", /NAME, not "arn:aws:iam/);
    for (const [kind, arn] of [
      ["role", role] as const,
      ["oidc-provider", oidc] as const,
      ["saml-provider", saml] as const,
    ])
      assert.equal(explainArn(kind, arn), undefined, arn);
  });

  it("is told from the id of an identity pool", () => {
    const id = "eu-central-1:00000000-0000-4000-8000-000000000000";
    const arn = `arn:aws:cognito-identity:eu-central-1:123456789012:identitypool/${id}`;
    assert.equal(explainId("an identity pool", arn), `must be the id ${id}, not the ARN of the pool`);
    assert.match(
      explainId("an identity pool", "eu-central-1_abc"),
      /REGION:UUID, not the id of a user pool: "eu-central-1_abc"$/,
    );
  });
});

describe("a path inside a property", () => {
  it("is written as Pulumi writes it", () => {
    assert.equal(
      formatPath(["roleMappings", 0, "mappingRules", 12, "roleArn"]),
      "roleMappings[0].mappingRules[12].roleArn",
    );
    assert.equal(formatPath(["roles", "authenticated"]), "roles.authenticated");
    assert.equal(formatPath(["logins", "https://accounts.google.com"]), 'logins["https://accounts.google.com"]');
    assert.equal(formatPath(["logins", `eyJ${"x".repeat(200)}`]), 'logins["eyJxxxxxxxxx..."]');
  });
});
