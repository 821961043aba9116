import assert from "node:assert/strict";
import { TestStack } from "../support/stack";

const arns = ["arn:aws:s3:::a-bucket-of-someone"];
const providers = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`login${i}.example.com`, "app"]));

/** What is wrong, the property that is named, and what the message says. */
const mistakes: [args: Record<string, unknown>, property: string, message: RegExp][] = [
  [{ identityPoolName: "x".repeat(129) }, "identityPoolName", /at most 128 characters, not 129/],
  [{ identityPoolName: "semi;colon" }, "identityPoolName", /must match .*"semi;colon"/],
  [{ developerProviderName: "login example" }, "developerProviderName", /must match .*"login example"/],
  [{ supportedLoginProviders: providers }, "supportedLoginProviders", /at most 10 entries, not 11/],
  [{ openidConnectProviderArns: arns }, "openidConnectProviderArns", /must be the ARN of an IAM oidc-provider/],
  [{ samlProviderArns: arns }, "samlProviderArns", /must be the ARN of an IAM saml-provider/],
  [{ samlProviderArns: ["short"] }, "samlProviderArns", /at least 20 characters, not 5/],
  [{ cognitoIdentityProviders: [{ clientId: "a-b" }] }, "cognitoIdentityProviders", /must match/],
  [{ allowUnauthenticatedIdentities: "yes" }, "allowUnauthenticatedIdentities", /must be true or false, not a string/],
  [{ tags: { "aws:x": "y" } }, "tags", /must not begin with aws:/],
];

describe("bad input", () => {
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.create({});
  });
  after(() => stack.dispose());

  it("fails at preview, all of it at once, one line a property", async () => {
    const declaration = Object.fromEntries(
      mistakes.map(([args, property], index) => [`pool${index}-${property}`, { kind: "IdentityPool", args }]),
    );
    // Each mistake once in a resource of its own, and four of them together in one.
    const together = Object.assign({}, mistakes[0]?.[0], mistakes[2]?.[0], mistakes[3]?.[0], mistakes[4]?.[0]);
    stack.declare({ ...declaration, together: { kind: "IdentityPool", args: together } });

    const run = await stack.workspace.preview([], { mayFail: true });

    assert.notEqual(run.code, 0);
    const errors = run.diagnostics.filter(({ severity, urn }) => severity === "error" && urn?.includes("IdentityPool"));
    for (const [index, [, property, message]] of mistakes.entries()) {
      const own = errors.filter(({ urn }) => urn?.endsWith(`pool${index}-${property}`)).map((error) => error.message);
      assert.equal(own.length, 1, `${property}: ${own.join("\n")}`);
      assert.match(own[0] as string, message);
      assert.ok(own[0]?.includes(property), own[0]);
    }
    assert.equal(errors.filter(({ urn }) => urn?.endsWith("together")).length, 4);
  });
});
