import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { createContext } from "../../../provider/context";
import { unknownValue } from "../../../provider/unknown";
import { lifecycles } from "../../support/lifecycles";

const context = createContext(
  { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local::memory:" },
  { log: () => {} },
);
const arns = ["arn:aws:s3:::a-bucket-of-someone"];
const providers = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`login${i}.example.com`, "app"]));
const tags = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`key${i}`, ""]));

const userPool = { clientId: "abc", providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc" };
/** What `${pool.id}` is in a plain template. */
const outputText = `pool of ${pulumi.output("id")}`;

/** What is wrong, the property that is named, and what is said of it. */
const mistakes: [args: Record<string, unknown>, property: string, reason: RegExp][] = [
  [{ identityPoolName: "x".repeat(129) }, "identityPoolName", /^must have at most 128 characters, not 129$/],
  [{ identityPoolName: "semi;colon" }, "identityPoolName", /^must match .*: "semi;colon"$/],
  [{ identityPoolName: "" }, "identityPoolName", /^must have at least 1 character, not 0; must match/],
  [{ developerProviderName: "login example" }, "developerProviderName", /^must match .*: "login example"$/],
  [{ supportedLoginProviders: providers }, "supportedLoginProviders", /^must have at most 10 entries, not 11$/],
  [{ supportedLoginProviders: { a: "b c" } }, "supportedLoginProviders.a", /^must match .*: "b c"$/],
  [{ openidConnectProviderArns: arns }, "openidConnectProviderArns[0]", /^must be the ARN of an IAM oidc-provider/],
  [{ samlProviderArns: arns }, "samlProviderArns[0]", /^must be the ARN of an IAM saml-provider/],
  [
    { samlProviderArns: ["short"] },
    "samlProviderArns[0]",
    /^must be the ARN of an IAM saml-provider, like .*, not a name: "short"$/,
  ],
  [
    { cognitoIdentityProviders: [{ clientId: "a-b", providerName: "cognito-idp.eu-central-1.amazonaws.com/x" }] },
    "cognitoIdentityProviders[0].clientId",
    /^must match/,
  ],
  [{ cognitoIdentityProviders: [{ clientId: "a" }] }, "cognitoIdentityProviders[0].providerName", /^is required/],
  [
    { cognitoIdentityProviders: [{ providerName: "https://cognito-idp.eu-central-1.amazonaws.com/x" }] },
    "cognitoIdentityProviders[0].providerName",
    /^must be cognito-idp\.eu-central-1\.amazonaws\.com\/x, not "https:/,
  ],
  [
    {
      cognitoIdentityProviders: Array.from({ length: 51 }, (_, i) => ({
        providerName: `${userPool.providerName}${i}`,
        clientId: "a",
      })),
    },
    "cognitoIdentityProviders",
    /^must have at most 50 entries, not 51$/,
  ],
  [
    { supportedLoginProviders: { "https://accounts.google.com": "1" } },
    'supportedLoginProviders["https://accounts.google.com"]',
    /^must be accounts\.google\.com, not/,
  ],
  [
    { allowUnauthenticatedIdentities: "yes" },
    "allowUnauthenticatedIdentities",
    /^must be true or false, not a string$/,
  ],
  [{ allowClassicFlow: 1 }, "allowClassicFlow", /^must be true or false, not a number$/],
  [
    { openIdConnectProviderArns: [] },
    "openIdConnectProviderArns",
    /^does not exist; did you mean openidConnectProviderArns\?$/,
  ],
  [
    { allowUnauthenticated: true },
    "allowUnauthenticated",
    /^does not exist; did you mean allowUnauthenticatedIdentities\?$/,
  ],
  [{ identityPoolTags: {} }, "identityPoolTags", /^does not exist; did you mean tags\?$/],
  [{ arn: "arn:aws:" }, "arn", /^is an output of IdentityPool, which a program can't set$/],
  [
    { cognitoIdentityProviders: [{ ...userPool, clientID: "abc" }] },
    "cognitoIdentityProviders[0].clientID",
    /^does not exist; did you mean clientId\?$/,
  ],
  [
    { cognitoIdentityProviders: [{ ...userPool, providerName: "eu-central-1_abc" }] },
    "cognitoIdentityProviders[0].providerName",
    /^must be cognito-idp\.eu-central-1\.amazonaws\.com\/eu-central-1_abc, not "eu-central-1_abc"$/,
  ],
  [
    { supportedLoginProviders: { google: "1" } },
    "supportedLoginProviders.google",
    /^must be accounts.google.com, not "google"$/,
  ],
  [
    { supportedLoginProviders: { "arn:aws:iam::123456789012:saml-provider/x": "1" } },
    'supportedLoginProviders["arn:aws:iam::123456789012:saml-provider/x"]',
    /^is an ARN, which belongs in samlProviderArns$/,
  ],
  [
    { samlProviderArns: ["arn:aws:iam::123456789012:oidc-provider/login.example.com"] },
    "samlProviderArns[0]",
    /; an oidc-provider belongs in openidConnectProviderArns: "arn:/,
  ],
  [
    { tags: { team: outputText } },
    "tags.team",
    /^was made of an Output as if it were a plain text: use pulumi\.interpolate/,
  ],
  [{ identityPoolName: outputText }, "identityPoolName", /^was made of an Output .*pulumi\.interpolate/],
  [{ tags: { "aws:x": "y" } }, 'tags["aws:x"]', /^must not begin with aws:/],
  [{ tags }, "tags", /^must have at most 50 entries, with the default tags, not 51$/],
];

describe("the check of an identity pool", () => {
  const check = (args: Record<string, unknown>) =>
    lifecycles.identityPool.check(context, {}, { identityPoolName: "users", ...args });

  for (const [args, property, reason] of mistakes) {
    it(`finds fault with ${property}: ${reason}`, async () => {
      const { failures } = await check(args);
      assert.deepEqual(
        failures.map((failure) => failure.property),
        [property],
      );
      assert.match(failures[0]?.reason ?? "", reason);
    });
  }

  it("finds all faults at once", async () => {
    const { failures } = await check({
      ...mistakes[0]?.[0],
      ...mistakes[3]?.[0],
      ...mistakes[4]?.[0],
      samlProviderArns: arns,
    });
    assert.equal(failures.length, 4);
  });

  it("accepts what is not known yet", async () => {
    const names = ["identityPoolName", "supportedLoginProviders", "samlProviderArns", "tags", "allowClassicFlow"];
    const { failures } = await check({
      ...Object.fromEntries(names.map((name) => [name, unknownValue])),
      openidConnectProviderArns: [unknownValue],
    });
    assert.deepEqual(failures, []);
  });

  it("completes what can be known before anything exists", async () => {
    const { inputs } = await check({ tags: { a: "b" }, cognitoIdentityProviders: [{ clientId: "c" }] });
    assert.deepEqual(inputs, {
      identityPoolName: "users",
      allowUnauthenticatedIdentities: false,
      cognitoIdentityProviders: [{ clientId: "c", serverSideTokenCheck: false }],
      tags: { a: "b" },
      tagsAll: { a: "b" },
      region: "eu-central-1",
    });
  });
});
