import assert from "node:assert/strict";
import { regionProblem } from "../../../provider/config/region";
import { regions } from "../../../provider/model/regions";

describe("regionProblem", () => {
  it("knows the regions of the service", () => {
    for (const { name } of regions()) assert.equal(regionProblem(name), undefined, name);
  });

  const malformed: [region: string, meant?: string][] = [
    ["frankfurt", "eu-central-1"],
    ["EU-CENTRAL-1", "eu-central-1"],
    ["Ireland", "eu-west-1"],
    ["eu_central_1", "eu-central-1"],
    [" eu-west-1 ", "eu-west-1"],
    ["eu-central-1a", "eu-central-1"],
    ["eu-centrl-1", "eu-central-1"],
    ["eu-central", "eu-central-1"],
    ["aws-global"],
    ["xx"],
    ["http://127.0.0.1:4599"],
  ];
  for (const [region, meant] of malformed) {
    it(`takes ${region} for none${meant ? `, and ${meant} for what is meant` : ""}`, () => {
      const problem = regionProblem(region);
      assert.deepEqual(problem, { isMalformed: true, reason: `${JSON.stringify(region)} is no AWS region`, meant });
    });
  }

  for (const region of ["eu-west-9", "cn-northwest-1", "us-iso-east-1", "nz-south-1"]) {
    it(`takes ${region} for one that may be new`, () => {
      const problem = regionProblem(region);
      assert.equal(problem?.isMalformed, false);
      assert.match(problem?.reason ?? "", /no region that is known to have Amazon Cognito identity pools/);
    });
  }
});
