import assert from "node:assert/strict";
import { trustPolicy } from "../../sdk";

describe("a trust policy", () => {
  const issuers: [region: string, issuer: string][] = [
    ["eu-central-1", "cognito-identity.amazonaws.com"],
    ["us-gov-west-1", "cognito-identity-us-gov.amazonaws.com"],
    ["us-gov-east-1", "cognito-identity.us-gov-east-1.amazonaws.com"],
    ["cn-north-1", "cognito-identity.cn-north-1.amazonaws.com.cn"],
  ];
  for (const [region, issuer] of issuers) {
    it(`trusts ${issuer} in ${region}, for one pool and one kind of identity`, () => {
      const { Statement } = JSON.parse(trustPolicy(`${region}:0`, "unauthenticated"));
      assert.deepEqual(Statement, [
        {
          Effect: "Allow",
          Principal: { Federated: issuer },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { [`${issuer}:aud`]: `${region}:0` },
            "ForAnyValue:StringLike": { [`${issuer}:amr`]: "unauthenticated" },
          },
        },
      ]);
    });
  }
});
