import assert from "node:assert/strict";
import { previewState } from "../../../provider/plugin/preview";
import { definition as links } from "../../../provider/resources/developer-identity-links";
import { definition as pool } from "../../../provider/resources/identity-pool";
import { unknownValue } from "../../../provider/unknown";

const identityPoolId = "eu-west-1:11111111-2222-3333-4444-555555555555";

describe("the outputs of a preview", () => {
  it("are unknown where an update may change them", () => {
    const state = { identityPoolId, users: ["ann"], identityIds: { ann: "eu-west-1:1" }, region: "eu-west-1" };
    const inputs = { identityPoolId, users: ["ann", "bob"], region: "eu-west-1" };
    const { identityIds, users, region } = previewState(links, inputs, { state });
    assert.deepEqual(
      { identityIds, users, region },
      { identityIds: unknownValue, users: ["ann", "bob"], region: "eu-west-1" },
    );
  });

  it("are those of the state where only the service has them", () => {
    const state = {
      identityPoolId,
      arn: "arn:aws:cognito-identity:eu-west-1:0:identitypool/x",
      identityPoolName: "users",
    };
    const inputs = { identityPoolName: "people", allowUnauthenticatedIdentities: false };
    const { arn, identityPoolName } = previewState(pool, inputs, { state });
    assert.deepEqual({ arn, identityPoolName }, { arn: state.arn, identityPoolName: "people" });
  });

  it("are unknown where nothing has them yet, or the program left them out just now", () => {
    assert.equal(previewState(pool, { identityPoolName: "people" }).arn, unknownValue);
    const state = { identityPoolId, developerProviderName: "login.example.com", users: ["ann"] };
    const now = previewState(links, { identityPoolId }, { state, setBefore: ["developerProviderName"] });
    assert.equal(now.developerProviderName, unknownValue);
  });
});
