import assert from "node:assert/strict";
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { regions } from "../../../provider/client";
import { dnsSuffixOf, partitionOf, regionalEndpoint } from "../../../provider/model/regions";

describe("regionalEndpoint", () => {
  const sdk = new CognitoIdentityClient({ region: "us-east-1" });
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
              sdk.config.endpointProvider({ Region, UseFIPS: useFipsEndpoint, UseDualStack: useDualstackEndpoint }).url
                .href,
          );
          const ours = attempt(() => `${regionalEndpoint(Region, { useFipsEndpoint, useDualstackEndpoint })}/`);
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
    for (const { name, endpoint } of all) assert.equal(endpoint, `cognito-identity.${name}.${dnsSuffixOf(name)}`);
    assert.equal(dnsSuffixOf("eusc-de-east-1"), "amazonaws.eu");
  });
});
