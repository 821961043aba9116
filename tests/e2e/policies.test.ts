import assert from "node:assert/strict";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createWorkspace, type Workspace } from "../support/engine";

const root = resolve(__dirname, "../..");

/**
 * The example's pack as a program that the engine starts by itself: the language host that is built here, where Pulumi's own
 * can't be had, starts no policy packs.
 */
const analyzer = `#!/bin/sh
cd "$(dirname "$0")" && exec node "${root}/node_modules/@pulumi/pulumi/cmd/run-policy-pack" "$1" .
`;

/** The arguments of an attachment with one rule, the same for both providers. */
const attached = (rule: string) => `
    identityPoolId: pool.id,
    roles: { authenticated: "arn:aws:iam::123456789012:role/users" },
    roleMappings: [{
      identityProvider: "graph.facebook.com",
      type: "Rules",
      ambiguousRoleResolution: "Deny",
      mappingRules: [{ ${rule}, roleArn: "arn:aws:iam::123456789012:role/users" }],
    }],`;

const program = (pool: string, rule: string) => `
  import { IdentityPool, IdentityPoolRoleAttachment } from "pulumi-cognito-identity";
  const pool = new IdentityPool("people", {
    supportedLoginProviders: { "graph.facebook.com": "1" },
    ${pool}
  });
  new IdentityPoolRoleAttachment("roles", {
    ${attached(rule)}
  });`;

/** A plugin that takes the place of the AWS provider, of which the policies see the resources alone. */
const awsPlugin = `
const { main } = require("@pulumi/pulumi/provider");
const aws = {
  version: "7.16.0",
  check: async (_urn, _olds, inputs) => ({ inputs }),
  diff: async () => ({ changes: false }),
  create: async (_urn, inputs) => ({ id: "made", outs: inputs }),
};
main(aws, process.argv.slice(2));
`;

/** The same mistakes, or none, in resources of the AWS provider: a pool, its roles with one rule, and a role. */
const awsProgram = (pool: object, rule: object, condition: object, isProtected = false) => `
  import * as pulumi from "@pulumi/pulumi";
  class Aws extends pulumi.CustomResource {}
  const pool = new Aws("aws:cognito/identityPool:IdentityPool", "people", {
    identityPoolName: "people",
    supportedLoginProviders: { "graph.facebook.com": "1" },
    ...${JSON.stringify(pool)},
  }, { protect: ${isProtected} });
  const statement = { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: "cognito-identity.amazonaws.com" }, Condition: ${JSON.stringify(condition)} };
  const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  new Aws("aws:iam/role:Role", "users", { assumeRolePolicy });
  new Aws("aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment", "roles", {
    ${attached(`...${JSON.stringify(rule)}`)}
  });`;

describe("the policy pack on the real engine", () => {
  let workspace: Workspace;
  const pack = () => join(workspace.folder, "pack");
  before(async () => {
    workspace = await createWorkspace({
      program: { "index.ts": "" },
      config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
    });
    cpSync(join(root, "examples/policies"), pack(), { recursive: true });
    symlinkSync(join(workspace.project, "node_modules"), join(pack(), "node_modules"), "dir");
    writeFileSync(join(pack(), "analyzer"), analyzer, { mode: 0o755 });
    const aws = join(workspace.project, "aws");
    mkdirSync(aws);
    writeFileSync(join(aws, "plugin.js"), awsPlugin);
    const command = `#!/bin/sh\nexec node "${join(aws, "plugin.js")}" "$@"\n`;
    writeFileSync(join(aws, "pulumi-resource-aws"), command, { mode: 0o755 });
    const plugins = { providers: [{ name: "aws", path: "./aws" }] };
    workspace.write({ "Pulumi.yaml": JSON.stringify({ name: "test", runtime: "nodejs", plugins }) });
  });
  after(() => workspace.dispose());

  const check = async (program: string) => {
    workspace.write({ "index.ts": program });
    const { code, stdout } = await workspace.preview(["--policy-pack", join(pack(), "analyzer")], { mayFail: true });
    const found = [...stdout.matchAll(/\] {2}(cognito-identity-[a-z-]+) /g)].map(([, name]) => name);
    return { code, found: found.sort() };
  };

  it("lets a program pass that follows it", async () => {
    const rule = 'claim: "tier", matchType: "Equals", value: "gold"';
    const { code, found } = await check(program("allowClassicFlow: false, deletionProtection: true", rule));
    assert.deepEqual([code, found], [0, []]);
  });

  it("refuses a program that does not, and names each policy", async () => {
    const userPool =
      '{ clientId: "4k2example", providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc" }';
    const settings = `allowUnauthenticatedIdentities: true, cognitoIdentityProviders: [${userPool}]`;
    const { code, found } = await check(program(settings, 'claim: "iss", matchType: "Contains", value: "a"'));
    assert.notEqual(code, 0);
    assert.deepEqual(found, [
      "cognito-identity-deletion-protection",
      "cognito-identity-no-classic-flow",
      "cognito-identity-no-guests",
      "cognito-identity-no-role-for-everyone",
      "cognito-identity-server-side-token-check",
    ]);
  });

  const issuer = "cognito-identity.amazonaws.com";
  const amr = { "ForAnyValue:StringLike": { [`${issuer}:amr`]: "authenticated" } };
  const id = "eu-central-1:3b1a5c1e-8f0d-4c58-9d3e-0123456789ab";

  it("lets resources of the AWS provider pass that follow it", async () => {
    const pool = { allowUnauthenticatedIdentities: false, allowClassicFlow: false };
    const condition = { ...amr, StringEquals: { [`${issuer}:aud`]: id } };
    const rule = { claim: "tier", matchType: "Equals", value: "gold" };
    const { code, found } = await check(awsProgram(pool, rule, condition, true));
    assert.deepEqual([code, found], [0, []]);
  });

  it("refuses resources of the AWS provider that do not, and names each policy", async () => {
    const userPool = {
      clientId: "4k2example",
      providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc",
    };
    const pool = { allowUnauthenticatedIdentities: true, allowClassicFlow: true, cognitoIdentityProviders: [userPool] };
    const rule = { claim: "tier", matchType: "NotEqual", value: "free" };
    const { code, found } = await check(awsProgram(pool, rule, amr));
    assert.notEqual(code, 0);
    assert.deepEqual(found, [
      "cognito-identity-bound-trust-policy",
      "cognito-identity-deletion-protection",
      "cognito-identity-no-classic-flow",
      "cognito-identity-no-guests",
      "cognito-identity-no-role-for-everyone",
      "cognito-identity-server-side-token-check",
    ]);
  });
});
