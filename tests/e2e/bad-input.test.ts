import assert from "node:assert/strict";
import { TestStack } from "../support/stack";

const mistakes = {
  identityPoolName: { value: "x".repeat(129), says: /identityPoolName must have at most 128 characters, not 129/ },
  developerProviderName: { value: "login example", says: /developerProviderName must match .*"login example"/ },
  supportedLoginProviders: {
    value: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`login${i}.example.com`, "app"])),
    says: /supportedLoginProviders must have at most 10 entries, not 11/,
  },
  openidConnectProviderArns: {
    value: ["arn:aws:s3:::a-bucket-of-someone"],
    says: /openidConnectProviderArns\[0\] must be the ARN of an IAM oidc-provider/,
  },
};

describe("bad input on the real engine", () => {
  let stack: TestStack;
  before(async () => {
    const args = Object.fromEntries(Object.entries(mistakes).map(([name, { value }]) => [name, value]));
    stack = await TestStack.create({ wrong: { kind: "IdentityPool", args } });
  });
  after(() => stack.dispose());

  it("fails at preview, all of it at once, one line a property", async () => {
    const run = await stack.workspace.preview([], { mayFail: true });
    assert.notEqual(run.code, 0);
    const errors = run.diagnostics.filter(({ severity, urn }) => severity === "error" && urn?.endsWith("::wrong"));
    assert.equal(errors.length, Object.keys(mistakes).length, run.stdout);
    for (const { says } of Object.values(mistakes)) {
      const lines = errors.filter(({ message }) => says.test(message));
      assert.equal(lines.length, 1, `${says}\n${run.stdout}`);
      assert.doesNotMatch(lines[0]?.message ?? "", /\n/);
    }
  });
});
