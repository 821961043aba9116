import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../../provider/model/errors";

describe("The message of an error", () => {
  const messageOf = (message: string) => new CognitoIdentityError({ code: "X", message }).message;

  it("holds nothing that a terminal obeys", () => {
    assert.equal(
      messageOf("a\u001b[2J\u001b]0;t\u0007b\u009bc\u0000"),
      "a\\u001b[2J\\u001b]0;t\\u0007b\\u009bc\\u0000",
    );
    assert.equal(messageOf("safe\u202eevil\u2066x\u2028y"), "safe\\u202eevil\\u2066x\\u2028y");
    assert.equal(new CognitoIdentityError({ code: "\u001b[1mX", message: "m" }).code, "\\u001b[1mX");
  });

  it("is one line, of any script", () => {
    assert.equal(messageOf("one\r\ntwo\n\n\tthree"), "one two three");
    assert.equal(messageOf("überprüfen 確認 עברית 🙂"), "überprüfen 確認 עברית 🙂");
  });
});
