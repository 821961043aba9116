import assert from "node:assert/strict";
import { trustPolicy } from "../../sdk/trust-policy";
import { explainTrust } from "../../sdk/unbound-trust";

const pool = "eu-central-1:3b1a5c1e-8f0d-4c58-9d3e-0123456789ab";
const issuer = "cognito-identity.amazonaws.com";
const document = (Principal: object, Condition: object = {}) => ({
  Statement: [{ Effect: "Allow", Principal, Condition }],
});

describe("The trust policy of a role that a pool gives", () => {
  it("is right as this package makes it, and not looked at while it is unknown", () => {
    for (const right of [
      trustPolicy(pool, "authenticated"),
      trustPolicy(pool, "unauthenticated"),
      undefined,
      "unknown",
    ])
      assert.deepEqual(explainTrust(right), []);
  });

  it("lacks aud or amr, each by itself", () => {
    const aud = { StringEquals: { [`${issuer}:aud`]: pool } };
    const amr = { "ForAnyValue:StringLike": { [`${issuer}:amr`]: "authenticated" } };
    const lacks = (condition: object) =>
      explainTrust(document({ Federated: issuer }, condition)).map((text) => /:a\w\w/.exec(text)?.[0]);
    assert.deepEqual(lacks({ ...aud, ...amr }), []);
    assert.deepEqual(lacks(aud), [":amr"]);
    assert.deepEqual(lacks(amr), [":aud"]);
    assert.deepEqual(lacks({}), [":aud", ":amr"]);
  });

  it("trusts no identity pool at all", () => {
    for (const principal of [{ Service: "lambda.amazonaws.com" }, { Federated: "accounts.google.com" }, { AWS: "*" }])
      assert.match(
        explainTrust(JSON.stringify(document(principal))).join(),
        /^The trust policy must trust cognito-ident/,
      );
  });
});
