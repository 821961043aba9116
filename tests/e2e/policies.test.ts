import assert from "node:assert/strict";
import { cpSync, symlinkSync, writeFileSync } from "node:fs";
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

const program = (pool: string, rule: string) => `
  import { IdentityPool, IdentityPoolRoleAttachment } from "pulumi-cognito-identity";
  const pool = new IdentityPool("people", {
    supportedLoginProviders: { "graph.facebook.com": "1" },
    ${pool}
  });
  new IdentityPoolRoleAttachment("roles", {
    identityPoolId: pool.id,
    roles: { authenticated: "arn:aws:iam::123456789012:role/users" },
    roleMappings: [{
      identityProvider: "graph.facebook.com",
      type: "Rules",
      ambiguousRoleResolution: "Deny",
      mappingRules: [{ ${rule}, roleArn: "arn:aws:iam::123456789012:role/users" }],
    }],
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
  });
  after(() => workspace.dispose());

  const check = async (pool: string, rule: string) => {
    workspace.write({ "index.ts": program(pool, rule) });
    const { code, stdout } = await workspace.preview(["--policy-pack", join(pack(), "analyzer")], { mayFail: true });
    const found = [...stdout.matchAll(/\] {2}(cognito-identity-[a-z-]+) /g)].map(([, name]) => name);
    return { code, found: found.sort() };
  };

  it("lets a program pass that follows it", async () => {
    const rule = 'claim: "tier", matchType: "Equals", value: "gold"';
    const { code, found } = await check("allowClassicFlow: false, deletionProtection: true", rule);
    assert.deepEqual([code, found], [0, []]);
  });

  it("refuses a program that does not, and names each policy", async () => {
    const userPool =
      '{ clientId: "4k2example", providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc" }';
    const settings = `allowUnauthenticatedIdentities: true, cognitoIdentityProviders: [${userPool}]`;
    const { code, found } = await check(settings, 'claim: "iss", matchType: "Contains", value: "a"');
    assert.notEqual(code, 0);
    assert.deepEqual(found, [
      "cognito-identity-deletion-protection",
      "cognito-identity-no-classic-flow",
      "cognito-identity-no-guests",
      "cognito-identity-no-role-for-everyone",
      "cognito-identity-server-side-token-check",
    ]);
  });
});
