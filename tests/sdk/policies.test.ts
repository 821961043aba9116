import assert from "node:assert/strict";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { type CheckedResource, policies } from "../../sdk/policies";
import { trustPolicy } from "../../sdk/trust-policy";

// The published type is one that PolicyPack takes.
policies satisfies readonly ResourceValidationPolicy[];

const pool = "eu-central-1:3b1a5c1e-8f0d-4c58-9d3e-0123456789ab";
const check = (type: string, props: object, opts: CheckedResource["opts"] = {}) =>
  policies.flatMap(({ name, validateResource }) => {
    const reports: string[] = [];
    validateResource({ type, name: "x", props, opts }, (message) => reports.push(message));
    return reports.map((message) => `${name.replace("cognito-identity-", "")}: ${message}`);
  });

const awsPool = "aws:cognito/identityPool:IdentityPool";
const ourPool = "cognito-identity:index:IdentityPool";

describe("the policies", () => {
  it("know the pools of the AWS provider, whose defaults are others", () => {
    assert.deepEqual(check(awsPool, { allowUnauthenticatedIdentities: false }), []);
    assert.deepEqual(check(ourPool, {}), ["no-classic-flow: Set allowClassicFlow to false."]);
    assert.deepEqual(check(awsPool, { allowClassicFlow: true, developerProviderName: "x" }), [
      "no-classic-flow: Set allowClassicFlow to false.",
      "deletion-protection: Set the option protect.",
    ]);
    assert.deepEqual(check(awsPool, { developerProviderName: "x" }, { protect: true }), []);
    assert.deepEqual(
      check(awsPool, { cognitoIdentityProviders: [{ serverSideTokenCheck: true }, {}] }, { protect: true }),
      ["server-side-token-check: Set cognitoIdentityProviders[1].serverSideTokenCheck to true."],
    );
  });

  it("find rules for everyone in attachments and mappings of both", () => {
    const mappingRules = [
      { claim: "tier", matchType: "Equals", value: "gold" },
      { claim: "tier", matchType: "NotEqual", value: "free" },
      { claim: "aud", matchType: "Equals", value: "app" },
    ];
    const roleMappings = [{ mappingRules }];
    for (const type of [
      "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment",
      "cognito-identity:index:IdentityPoolRoleAttachment",
    ]) {
      const found = check(type, { roleMappings });
      assert.equal(found.length, 2);
      assert.match(found[0] as string, /roleMappings\[0\]\.mappingRules\[1\] \(tier NotEqual\)/);
    }
    const [found] = check("pulumi-nodejs:dynamic/cognito-identity:IdentityPoolRoleMapping", { mappingRules });
    assert.match(found as string, /: mappingRules\[1\]/);
  });

  it("take the trust policies that this package makes, and no looser ones", () => {
    const role = "aws:iam/role:Role";
    const document = trustPolicy(pool, "authenticated", { sessionTags: true });
    assert.deepEqual(check(role, { assumeRolePolicy: document }), []);
    assert.deepEqual(check(role, { assumeRolePolicy: JSON.parse(document) }), []);
    const issuer = "cognito-identity.amazonaws.com";
    const loosened = (Condition: object) => ({
      assumeRolePolicy: { Statement: { Effect: "Allow", Principal: { Federated: [issuer] }, Condition } },
    });
    assert.deepEqual(
      check(role, loosened({ StringEquals: { [`${issuer}:aud`]: pool } })).map((text) => /:a[um][dr]/.exec(text)?.[0]),
      [":amr"],
    );
    const amr = { "ForAnyValue:StringLike": { [`${issuer}:amr`]: "authenticated" } };
    for (const Condition of [
      amr,
      { ...amr, StringLike: { [`${issuer}:aud`]: "*" } },
      { ...amr, StringNotEquals: { [`${issuer}:aud`]: pool } },
      { ...amr, StringEqualsIfExists: { [`${issuer}:aud`]: pool } },
    ]) {
      assert.equal(check(role, loosened(Condition)).length, 1, JSON.stringify(Condition));
    }
    const ofNative = { assumeRolePolicyDocument: loosened(amr).assumeRolePolicy };
    assert.equal(check("aws-native:iam:Role", ofNative).length, 1);
    const others = [{ Principal: { Service: "lambda.amazonaws.com" }, Effect: "Allow" }, { Effect: "Deny" }];
    assert.deepEqual(check(role, { assumeRolePolicy: { Statement: others } }), []);
    assert.deepEqual(check(role, { assumeRolePolicy: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }), []);
  });
});
