import assert from "node:assert/strict";
import { type Failure, remedy } from "../../../provider/service/remedy";

const failure = (parts: Partial<Failure>): Failure => ({
  code: "X",
  message: "",
  operation: "DescribeIdentityPool",
  region: "eu-west-1",
  input: {},
  ...parts,
});

describe("remedy", () => {
  it("names the IAM action that is missing", () => {
    assert.match(remedy(failure({ code: "AccessDeniedException" })), /cognito-identity:DescribeIdentityPool/);
    const message = "User: arn:aws:iam::1:user/u is not authorized to perform: cognito-identity:X";
    assert.match(remedy(failure({ code: "NotAuthorizedException", message })), /cognito-identity:DescribeIdentityPool/);
    assert.equal(remedy(failure({ code: "NotAuthorizedException", message: "Token is expired" })), "");
  });

  it("says who forbids, where it is not a permission that is missing", () => {
    const message =
      "User: anonymous is not authorized to perform: x with an explicit deny in a resource control policy";
    const denied = failure({ code: "AccessDeniedException", operation: "GetId", message });
    assert.match(remedy(denied), /a policy denies cognito-identity:GetId/);
    assert.doesNotMatch(remedy({ ...denied, message: "" }), /credentials/);
  });

  it("tells a region that is not the client's", () => {
    const code = "ResourceNotFoundException";
    const hint = remedy(failure({ code, input: { IdentityPoolId: "us-east-1:1" } }));
    assert.match(hint, /IdentityPoolId is of region us-east-1, but the client's region is eu-west-1/);
    assert.match(remedy(failure({ code, input: { IdentityId: "us-east-1:1" } })), /IdentityId is of region us-east-1/);
    const ResourceArn = "arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:1";
    assert.match(remedy(failure({ code, input: { ResourceArn } })), /ResourceArn is of region us-east-1/);
    assert.equal(remedy(failure({ code, input: { IdentityPoolId: "eu-west-1:1" } })), "");
  });

  for (const code of [
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
    "InvalidClientTokenId",
    "ExpiredTokenException",
    "MissingAuthenticationTokenException",
    "TooManyRequestsException",
    "LimitExceededException",
  ]) {
    it(`has advice for ${code}`, () => assert.notEqual(remedy(failure({ code })), ""));
  }
});
