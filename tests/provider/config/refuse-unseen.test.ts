import assert from "node:assert/strict";
import { refuseUnseen } from "../../../provider/config";

const refuses = (texts: Record<string, string>, message: RegExp) =>
  assert.throws(() => refuseUnseen(texts), { code: "ConfigurationError", message });

describe("config that the plugin can't see", () => {
  it("is named, with what to set in its place", () => {
    refuses(
      {
        "aws:region": "eu-west-1",
        "aws:maxRetries": "3",
        "aws:assumeRole": '{"roleArn":"arn:aws:iam::123456789012:role/a"}',
      },
      /can't see keys of aws:.* Set cognito-identity:region in the place of aws:region, cognito-identity:maxAttempts in the place of aws:maxRetries, cognito-identity:assumeRoles in the place of aws:assumeRole; or pass an explicit Provider/,
    );
  });

  it("is what no own key says", () => {
    refuseUnseen({ "cognito-identity:region": "eu-west-1", "aws:region": "eu-west-2" });
    refuseUnseen({ "cognito-identity:profile": "dev", "aws:accessKey": "a", "aws:secretKey": "b" });
    refuseUnseen({ "aws:skipCredentialsValidation": "true" });
  });

  it("is what is misspelt, or obeyed by nobody", () => {
    refuses(
      { "cognito-idenity:region": "eu-west-1" },
      /There is no setting cognito-idenity:region; did you mean cognito-identity:region/,
    );
    refuses({ "aws:insecure": "true" }, /aws:insecure can't be obeyed/);
  });

  it("shows no secret", () => {
    const secret = "wJalrXUtnFEMI";
    assert.throws(
      () => refuseUnseen({ "aws:accessKey": "a", "aws:secretKey": secret }),
      ({ message }: Error) => message.includes("aws:secretKey") && !message.includes(secret),
    );
  });
});
