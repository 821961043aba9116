import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../provider/model/errors";
import { PartialFailure, ResourceError } from "../../provider/resource-error";
import { showError } from "../../provider/show-error";

describe("what is shown of an error", () => {
  const refusal = new ResourceError("Conflict", "The pool has other roles.");

  it("is the message alone where a lifecycle or the client refuses something, half done or not", () => {
    const answer = new CognitoIdentityError({ code: "TooManyRequestsException", message: "GetId: too many requests" });
    assert.equal(showError(refusal, "IdentityPool users"), "The pool has other roles.");
    assert.equal(showError(answer, "Identity guest"), "GetId: too many requests");
    const half = new PartialFailure({ id: "1", state: {} }, refusal);
    assert.equal(showError(half, "IdentityPool users"), "The pool has other roles.");
  });

  it("is the stack, too, of anything else, with the resource that met it", () => {
    for (const bug of [
      new TypeError("x is undefined"),
      new PartialFailure({ id: "1", state: {} }, new TypeError("x")),
    ]) {
      const shown = showError(bug, "IdentityPool users");
      assert.match(shown, /This is a bug in pulumi-cognito-identity \S+, met by IdentityPool users\. Please report it/);
      assert.match(shown, /TypeError: x.*\n\s+at .*show-error\.test/);
    }
  });
});
