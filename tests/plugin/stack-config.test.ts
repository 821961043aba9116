import assert from "node:assert/strict";
import { createWorkspace, type Workspace } from "../support/engine";
import { installPlugin, projectWithPlugin } from "./support/plugin-stack";

const program = `
import { IdentityPool, listIdentityPools, Provider } from "pulumi-cognito-identity/plugin";
const own = process.env.OWN ? { provider: new Provider("own", { region: "eu-west-1", endpoint: "local:own.db" }) } : {};
if (process.env.ASK) listIdentityPools({}, own);
else new IdentityPool("users", {}, own);
`;

describe("a stack's config that the plugin can't see", () => {
  let workspace: Workspace;
  const preview = (env: Record<string, string> = {}) => workspace.preview([], { mayFail: true, env });
  before(async () => {
    workspace = await createWorkspace({
      program: { "index.ts": program, "Pulumi.yaml": projectWithPlugin() },
      config: { "cognito-identity:endpoint": "local:stack.db", "aws:region": "eu-central-1", "aws:profile": "dev" },
    });
    installPlugin(workspace.project);
  });
  after(() => workspace?.dispose());

  it("is refused for resources and functions, in one line, before anything is done", async () => {
    for (const env of [{ ASK: "" }, { ASK: "1" }]) {
      const { code, stdout, stderr } = await preview(env);
      assert.notEqual(code, 0);
      assert.match(stdout + stderr, /can't see keys of aws:.*cognito-identity:region in the place of aws:region/);
      assert.match(stdout + stderr, /cognito-identity:profile in the place of aws:profile/);
      assert.doesNotMatch(stdout + stderr, /^\s+at /m);
    }
  });

  it("does not count where there is an explicit provider", async () => {
    const { code, stdout } = await preview({ OWN: "1" });
    assert.equal(code, 0, stdout);
  });

  it("is no longer refused once the own keys say it", async () => {
    await workspace.setConfig("cognito-identity:region", "eu-central-1");
    await workspace.pulumi(["config", "rm", "aws:profile"]);
    const { code, stdout } = await preview();
    assert.equal(code, 0, stdout);
  });
});
