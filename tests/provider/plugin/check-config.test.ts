import assert from "node:assert/strict";
import { checkConfig, configTexts } from "../../../provider/plugin/check-config";
import { unknownValue } from "../../../provider/unknown";

describe("the check of a provider's settings", () => {
  it("names the setting that a misspelt one may stand for, or all of them", () => {
    assert.deepEqual(checkConfig({ Region: "eu-west-1", max_attempts: "2" }), [
      "Region is no setting of this provider: did you mean region?",
      "max_attempts is no setting of this provider: did you mean maxAttempts?",
    ]);
    assert.match(checkConfig({ xyz: "red" })[0] ?? "", /^xyz is no setting of this provider: use region, profile,/);
  });

  it("lets pass what the engine adds, and what is not known yet", () => {
    assert.deepEqual(checkConfig({ region: unknownValue, version: "0.1.0", __internal: {} }), []);
    assert.deepEqual(checkConfig({ accessKey: "a", secretKey: unknownValue }), []);
    assert.match(checkConfig({ accessKey: "a" })[0] ?? "", /set both, or neither/);
  });

  it("takes values as programs write them, and as text", () => {
    assert.deepEqual(configTexts({ maxAttempts: 2, defaultTags: { a: "b" }, region: "eu-west-1", version: "0.1.0" }), {
      "cognito-identity:maxAttempts": "2",
      "cognito-identity:defaultTags": '{"a":"b"}',
      "cognito-identity:region": "eu-west-1",
    });
    assert.deepEqual(checkConfig({ maxAttempts: "2", defaultTags: '{"a":"b"}' }), []);
    assert.deepEqual(checkConfig({ defaultTags: { a: 1 } }), []);
    assert.match(checkConfig({ defaultTags: { a: [1] } })[0] ?? "", /defaultTags.a must be a string/);
  });
});
