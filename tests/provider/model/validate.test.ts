import assert from "node:assert/strict";
import { operations } from "../../../provider/model/operations";
import { explainAll, violations } from "../../../provider/model/validate";

const spaces = [..." \t\n\v\f\r"];

describe("the service's patterns", () => {
  const { IdentityPoolName, NextToken } = {
    IdentityPoolName: operations.CreateIdentityPool.input.members.IdentityPoolName.required,
    NextToken: operations.ListIdentities.input.members.NextToken,
  };

  it("know the white space of ASCII only, as Java's do", () => {
    for (let code = 0; code <= 0x3100; code++) {
      const character = String.fromCodePoint(code);
      const isSpace = spaces.includes(character);
      assert.equal(violations(NextToken, `a${character}b`).length, isSpace ? 1 : 0, `NextToken U+${code.toString(16)}`);
      const isNameCharacter = isSpace || /[\w+=,.@-]/.test(character);
      assert.equal(
        violations(IdentityPoolName, `a${character}b`).length,
        isNameCharacter ? 0 : 1,
        `IdentityPoolName U+${code.toString(16)}`,
      );
    }
    for (const character of ["\u{1f600}", "\ud800", "\ufeff", "\u{10ffff}"]) {
      assert.deepEqual(violations(NextToken, character), [], character);
    }
  });
});

describe("explainAll", () => {
  it("says all that is wrong, and where", () => {
    const found = violations(operations.ListIdentities.input, { MaxResults: 61, NextToken: "a b" });
    assert.equal(
      explainAll(found),
      'IdentityPoolId is required; MaxResults must be at most 60, not 61; NextToken must match [\\S]+: "a b"',
    );
  });
});
