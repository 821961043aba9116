import assert from "node:assert/strict";
import type { Output } from "../../provider/model/operations";
import { operations } from "../../provider/model/operations";
import { fromOutput, type ProgramOf, programName, toInput } from "../../provider/names";

describe("the names of programs", () => {
  it("are those of pulumi-aws, in types as in values", () => {
    const names: Record<keyof ProgramOf<Output<"DescribeIdentityPool">>, true> = {
      identityPoolId: true,
      identityPoolName: true,
      allowUnauthenticatedIdentities: true,
      allowClassicFlow: true,
      supportedLoginProviders: true,
      developerProviderName: true,
      openidConnectProviderArns: true,
      cognitoIdentityProviders: true,
      samlProviderArns: true,
      tags: true,
    };
    const { members } = operations.DescribeIdentityPool.output;
    assert.deepEqual(Object.keys(members).map(programName).sort(), Object.keys(names).sort());
  });

  it("are turned into the wire's and back, keys of maps untouched", () => {
    const pool = {
      identityPoolId: "eu-central-1:1",
      identityPoolName: "users",
      allowUnauthenticatedIdentities: false,
      supportedLoginProviders: { "accounts.google.com": "1", PascalCase: "2" },
      cognitoIdentityProviders: [{ providerName: "p", clientId: "c" }],
      tags: { Team: "web" },
    };
    const input = toInput("UpdateIdentityPool", { ...pool, region: "left out" });
    assert.deepEqual(input, {
      IdentityPoolId: "eu-central-1:1",
      IdentityPoolName: "users",
      AllowUnauthenticatedIdentities: false,
      SupportedLoginProviders: { "accounts.google.com": "1", PascalCase: "2" },
      CognitoIdentityProviders: [{ ProviderName: "p", ClientId: "c" }],
      IdentityPoolTags: { Team: "web" },
    });
    assert.deepEqual(fromOutput("UpdateIdentityPool", input as Output<"UpdateIdentityPool">), pool);
  });

  it("have dates as ISO 8601 text", () => {
    const found = fromOutput("DescribeIdentity", { IdentityId: "eu-central-1:1", CreationDate: new Date(0) });
    assert.deepEqual(found, { identityId: "eu-central-1:1", creationDate: "1970-01-01T00:00:00.000Z" });
  });
});
