import assert from "node:assert/strict";
import { type Refusal, remedy } from "../../../../provider/client/failures/remedy";

const failure = (parts: Partial<Refusal>): Refusal => ({
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
    assert.match(remedy(failure({ code: "NotAuthorizedException", message })), /permission cognito-identity:X$/);
    const role = "User: u is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/r";
    assert.match(remedy(failure({ code: "AccessDeniedException", message: role })), /permission iam:PassRole$/);
    const forbidden = "Access to Role 'arn:aws:iam::1:role/r' is forbidden.";
    assert.match(remedy(failure({ code: "NotAuthorizedException", message: forbidden })), /iam:PassRole/);
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

  it("tells a wrong clock and a wrong region from a wrong key", () => {
    const code = "InvalidSignatureException";
    const hint = (message: string) => remedy(failure({ code, message }));
    assert.match(hint("Signature expired: 20260101T000000Z is now earlier than 20260101T001500Z"), /clock/);
    assert.match(hint("Signature not yet current: 20260101T003000Z is still later than …"), /clock/);
    assert.match(hint("Credential should be scoped to a valid region."), /eu-west-1 is not the region/);
    assert.match(hint("The request signature we calculated does not match"), /secret access key/);
  });

  it("says how a user of a developer provider is linked", () => {
    const hint = (message: string) =>
      remedy(failure({ code: "NotAuthorizedException", operation: "GetOpenIdTokenForDeveloperIdentity", message }));
    assert.match(hint("Logins don't match. Please include at least one valid login."), /MergeDeveloperIdentities/);
    assert.match(hint("This identity pool does not support the specified developer provider"), /DeveloperProviderName/);
    assert.equal(hint("Invalid login token."), "");
  });

  for (const code of [
    "UnknownOperationException",
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
