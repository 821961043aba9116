import assert from "node:assert/strict";
import { hideSecrets } from "../../provider/hide-secrets";

const failures = [
  { property: "roles.authenticated", reason: 'must be the ARN of an IAM role, not a name: "hush-hus…"' },
  { property: "roles.hush-hush", reason: "must not be there, nor hush-hush" },
  { property: "tags", reason: 'hush-hush, and the name "pool"' },
];

describe("what a check says of secrets", () => {
  it("has no value of theirs in it, whole or cut off", () => {
    const hidden = hideSecrets(failures, { roles: { authenticated: "hush-hush" }, tags: {} }, ["roles"]);
    assert.deepEqual(hidden, [
      { property: "roles.authenticated", reason: "must be the ARN of an IAM role, not a name: [secret]" },
      { property: "roles.[secret]", reason: "must not be there, nor [secret]" },
      { property: "tags", reason: '[secret], and the name "pool"' },
    ]);
  });

  it("is as it was where nothing is secret", () => {
    for (const names of [undefined, [], "roles"]) {
      assert.deepEqual(hideSecrets(failures, { roles: { authenticated: "hush-hush" } }, names), failures);
    }
  });
});
