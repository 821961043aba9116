import assert from "node:assert/strict";
import { GetIdentityPoolRolesCommand, GetPrincipalTagAttributeMapCommand } from "@aws-sdk/client-cognito-identity";
import { createWorkspace, isUnchanged, type Run, type Workspace } from "../support/engine";
import { connect } from "../support/stack";
import { installPlugin, projectWithPlugin } from "./support/plugin-stack";

/**
 * A pool that another provider's process keeps, which here is that of dynamic resources, and what the plugin adds to it;
 * `changed` changes the pool, and adds what needs the change, in one update.
 */
const program = (changed: boolean) => `
import { IdentityPool } from "pulumi-cognito-identity";
import {
  DeveloperIdentityLink, IdentityPoolProviderPrincipalTag, IdentityPoolRoleMapping,
} from "pulumi-cognito-identity/plugin";

const changed = ${changed};
const google = "accounts.google.com";
const facebook = "graph.facebook.com";
const pool = new IdentityPool("users", {
  identityPoolName: "users",
  developerProviderName: changed ? "login.example.com" : undefined,
  supportedLoginProviders: { [google]: "1", ...(changed && { [facebook]: "2" }) },
});
export const id = pool.id;
new IdentityPoolProviderPrincipalTag("google", {
  identityPoolId: pool.id, identityProviderName: google, principalTags: { email: "email" },
});
if (changed) {
  new DeveloperIdentityLink("alice", { identityPoolId: pool.id, developerUserIdentifier: "alice" });
  new IdentityPoolRoleMapping("facebook", {
    identityPoolId: pool.id, identityProvider: facebook, type: "Token", ambiguousRoleResolution: "AuthenticatedRole",
  });
  new IdentityPoolProviderPrincipalTag("facebook", {
    identityPoolId: pool.id, identityProviderName: facebook, principalTags: { email: "email" },
  });
}
`;

describe("a pool that another provider keeps, with what the plugin adds to it, on the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace({
      program: { "index.ts": program(false), "Pulumi.yaml": projectWithPlugin() },
      config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
    });
    installPlugin(workspace.project);
    await workspace.up();
  });
  after(() => workspace?.dispose());

  const planned = (run: Run) =>
    run.steps.filter(({ op }) => op !== "same" && op !== "refresh").map(({ op, name }) => [op, name]);

  it("is previewed as it is updated, where one update changes the pool and adds what needs the change", async () => {
    workspace.write({ "index.ts": program(true) });
    const preview = await workspace.preview();
    const run = await workspace.up();
    assert.deepEqual(planned(preview).sort(), planned(run).sort());
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
    const { aws, stop } = await connect(`${workspace.project}/cognito.db`);
    try {
      const { id: IdentityPoolId } = await workspace.outputs();
      const { RoleMappings = {} } = await aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
      assert.deepEqual(Object.keys(RoleMappings), ["graph.facebook.com"]);
      const IdentityProviderName = "graph.facebook.com";
      const map = await aws.send(new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName }));
      assert.deepEqual(map.PrincipalTags, { email: "email" });
    } finally {
      await stop();
    }
  });

  it("is taken back in one update, too, as the preview says", async () => {
    workspace.write({
      "index.ts": program(false).replace("developerProviderName: changed ?", "developerProviderName: true ?"),
    });
    const preview = await workspace.preview();
    const run = await workspace.up();
    assert.deepEqual(planned(preview).sort(), planned(run).sort());
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });
});
