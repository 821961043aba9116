import assert from "node:assert/strict";
import { installPlugin, projectWithPlugin } from "../plugin/support/plugin-stack";
import { createWorkspace, type Run, type Workspace } from "../support/engine";

const userPool = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";
const issuer = "cognito-identity.amazonaws.com";

/** A role of another provider, of which only its properties are known, with a trust policy. */
const program = (module: string) => `
import * as pulumi from "@pulumi/pulumi";
import { AuthenticatedIdentityPool, IdentityPool, IdentityPoolRoleAttachment, IdentityPoolRoleMapping, trustPolicy } from "${module}";

class Role extends pulumi.dynamic.Resource {
  declare readonly arn: pulumi.Output<string>;
  constructor(name: string, assumeRolePolicy: pulumi.Input<string>) {
    const provider = { create: async (inputs: object) => ({ id: "role", outs: inputs }) };
    super(provider, name, { assumeRolePolicy, arn: "arn:aws:iam::000000000000:role/" + name });
  }
}
const trust = (Federated: string, Condition: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Federated }, Action: "sts:AssumeRoleWithWebIdentity", Condition }] });
const amr = { "ForAnyValue:StringLike": { "${issuer}:amr": "authenticated" } };

const users = new IdentityPool("users", {
  cognitoIdentityProviders: [{ providerName: "${userPool}", clientId: "4k2example" }],
  supportedLoginProviders: { "accounts.google.com": "1.apps.googleusercontent.com" },
});
const right = new Role("right", trustPolicy(users.id, "authenticated"));
const noAud = new Role("noaud", trust("${issuer}", amr));
const noAmr = new Role("noamr", trust("${issuer}", { StringEquals: { "${issuer}:aud": "eu-central-1:0" } }));
const stranger = new Role("stranger", trust("accounts.google.com", {}));
const rule = (claim: string, value: string, roleArn: pulumi.Input<string>) => ({ claim, matchType: "Equals", value, roleArn });
const guests = "arn:aws:iam::000000000000:role/guests";
new IdentityPoolRoleAttachment("roles", {
  identityPoolId: users.id,
  roles: { authenticated: right.arn, unauthenticated: guests },
  roleMappings: [{
    identityProvider: "${userPool}:4k2example",
    type: "Rules",
    ambiguousRoleResolution: "Deny",
    mappingRules: [rule("tier", "gold", noAud.arn), rule("tier", "gold", noAmr.arn), rule("aud", "other", right.arn)],
  }],
});
// Without any of these mistakes.
new AuthenticatedIdentityPool("good", {
  allowUnauthenticatedIdentities: true,
  supportedLoginProviders: { "accounts.google.com": "1.apps.googleusercontent.com" },
  roles: (trusts) => ({ authenticated: new Role("good", trusts.authenticated).arn, unauthenticated: guests }),
  roleMappings: [{
    identityProvider: "accounts.google.com",
    type: "Rules",
    ambiguousRoleResolution: "AuthenticatedRole",
    mappingRules: [rule("hd", "example.com", guests)],
  }],
});
const doubtful = new IdentityPool("doubtful", {
  supportedLoginProviders: { "${userPool}": "4k2example", "api.twitter.com": "key", "www.amazon.com": "amzn1.application" },
});
new IdentityPoolRoleAttachment("nobody", { identityPoolId: doubtful.id, roles: {} });
const other = new IdentityPool("other", { supportedLoginProviders: { "accounts.google.com": "1.apps.googleusercontent.com" } });
new IdentityPoolRoleMapping("google", {
  identityPoolId: other.id,
  identityProvider: "accounts.google.com",
  type: "Rules",
  ambiguousRoleResolution: "AuthenticatedRole",
  mappingRules: [rule("hd", "example.com", stranger.arn)],
});
`;

/** The warnings of a run. Those of dynamic resources come as lines of their process. */
const warningsOf = ({ diagnostics }: Run): string[] =>
  diagnostics
    .flatMap(({ severity, message }) => message.split("\n").map((line) => ({ severity, line })))
    .filter(({ severity, line }) => severity === "warning" || line.startsWith("warning: "))
    .map(({ line }) => line.replace("warning: ", ""))
    .sort();

const always = [
  `The trust policy must compare ${issuer}:amr with "authenticated" or "unauthenticated" (ForAnyValue:StringLike). roles gives it to identities.`,
  `The trust policy must compare ${issuer}:aud with the pool's id (StringEquals). roles gives it to identities.`,
  "roles: roleMappings[0].mappingRules[1] never gives its role, as roleMappings[0].mappingRules[0] matches whenever it does.",
  "roles: roleMappings[0].mappingRules[2] never gives its role, as the claim aud is the mapping's own app client, 4k2example.",
  `doubtful: supportedLoginProviders["${userPool}"] is a user pool, which belongs in cognitoIdentityProviders.`,
  'doubtful: supportedLoginProviders["api.twitter.com"] needs Twitter\'s key and secret with a semicolon between.',
  "nobody: roles has no role: nobody gets credentials by it.",
  `The trust policy must trust ${issuer} (Principal.Federated), else no identity gets the role. google gives it to identities.`,
];
const denied =
  "roles: roleMappings[0].ambiguousRoleResolution is Deny: users whose token matches no rule get no credentials, not even those of roles.authenticated.";
const guests = (pool: string) =>
  `Identity pool ${pool} has a role for guests, but allows no guests: allowUnauthenticatedIdentities is false.`;

describe("the warnings of a preview, on the real engine", () => {
  for (const module of ["pulumi-cognito-identity", "pulumi-cognito-identity/plugin"]) {
    describe(`by ${module}`, () => {
      let workspace: Workspace;
      before(async () => {
        workspace = await createWorkspace({
          program: { "index.ts": program(module) },
          config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
        });
        workspace.write({ "Pulumi.yaml": projectWithPlugin().replace("runtime: yaml", "runtime: nodejs") });
        installPlugin(workspace.project);
      });
      after(() => workspace?.dispose());

      it("come once each, in the first preview of a stack, too", async () => {
        const run = await workspace.preview();
        assert.deepEqual(warningsOf(run), [...always, denied, guests("users")].sort());
        const ofTrust = run.diagnostics.filter(({ message }) => message.startsWith("The trust policy"));
        assert.deepEqual(ofTrust.map(({ urn }) => urn?.split("::").pop()).sort(), ["noamr", "noaud", "stranger"]);
      });

      it("come in later previews, without the one of a choice that is made", async () => {
        await workspace.up();
        const pools = (await workspace.exportState()).deployment.resources ?? [];
        const id = pools.find(({ urn }) => urn.endsWith(":IdentityPool::users"))?.id ?? "";
        assert.deepEqual(warningsOf(await workspace.preview()), [...always, guests(id)].sort());
      });
    });
  }
});
