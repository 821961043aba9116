import assert from "node:assert/strict";
import { SecretInputs } from "../../provider/hide-secrets";

const failures = [
  { property: "roles.authenticated", reason: 'must be the ARN of an IAM role, not a name: "hush-hus…"' },
  { property: "roles.hush-hush", reason: "must not be there, nor hush-hush" },
  { property: "tags", reason: 'hush-hush, and the name "pool"' },
];

describe("what a check says of secrets", () => {
  it("has no value of theirs in it, whole or cut off", () => {
    const hidden = SecretInputs.named(["roles"], { roles: { authenticated: "hush-hush" }, tags: {} }).hideInFailures(
      failures,
    );
    assert.deepEqual(hidden, [
      { property: "roles.authenticated", reason: "must be the ARN of an IAM role, not a name: [secret]" },
      { property: "roles.[secret]", reason: "must not be there, nor [secret]" },
      { property: "tags", reason: '[secret], and the name "pool"' },
    ]);
  });

  it("is as it was where nothing is secret", () => {
    for (const names of [undefined, [], "roles"]) {
      const secrets = SecretInputs.named(names, { roles: { authenticated: "hush-hush" } });
      assert.deepEqual(secrets.hideInFailures(failures), failures);
    }
  });
});
