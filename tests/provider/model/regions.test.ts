import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import * as library from "@aws-sdk/core/client";
import { regions } from "../../../provider/client";
import { dnsSuffixOf, partitionOf, regionalEndpoint, regionalStsEndpoint } from "../../../provider/model/regions";

// STS's own client is a part of the package that finds credentials.
const { STSClient } = createRequire(require.resolve("@aws-sdk/credential-providers"))("@aws-sdk/nested-clients/sts");

for (const [ofService, regional, sdk] of [
  ["regionalEndpoint", regionalEndpoint, new CognitoIdentityClient({ region: "us-east-1" })],
  ["regionalStsEndpoint", regionalStsEndpoint, new STSClient({ region: "us-east-1" })],
] as const)
  describe(ofService, () => {
    const names = [
      ...regions().map(({ name }) => name),
      "eu-future-9",
      "cn-northwest-1",
      "us-iso-east-1",
      "us-isob-east-1",
    ];

    for (const useFipsEndpoint of [false, true]) {
      for (const useDualstackEndpoint of [false, true]) {
        it(`is the SDK's for every region, FIPS ${useFipsEndpoint}, dual-stack ${useDualstackEndpoint}`, () => {
          for (const Region of names) {
            const theirs = attempt(
              () =>
                sdk.config.endpointProvider({ Region, UseFIPS: useFipsEndpoint, UseDualStack: useDualstackEndpoint })
                  .url.href,
            );
            const ours = attempt(() => `${regional(Region, { useFipsEndpoint, useDualstackEndpoint })}/`);
            assert.equal(ours, theirs, Region);
          }
        });
      }
    }

    const attempt = (resolve: () => string) => {
      try {
        return resolve();
      } catch {
        return "none";
      }
    };
  });

describe("regions", () => {
  it("lists each region once, with its host and partition", () => {
    const all = regions();
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    assert.deepEqual(
      all.find(({ name }) => name === "eu-central-1"),
      { name: "eu-central-1", endpoint: "cognito-identity.eu-central-1.amazonaws.com", partition: "aws" },
    );
    assert.deepEqual(
      all.find(({ name }) => name === "cn-north-1"),
      { name: "cn-north-1", endpoint: "cognito-identity.cn-north-1.amazonaws.com.cn", partition: "aws-cn" },
    );
    for (const { name, partition } of all) assert.equal(partitionOf(name), partition);
    for (const name of [...all.map(({ name }) => name), "eu-future-9", "cn-northwest-1", "us-iso-east-1"]) {
      assert.equal(partitionOf(name), library.partition(name).name);
    }
    for (const { name, endpoint } of all) assert.equal(endpoint, `cognito-identity.${name}.${dnsSuffixOf(name)}`);
    assert.equal(dnsSuffixOf("eusc-de-east-1"), "amazonaws.eu");
  });
});
