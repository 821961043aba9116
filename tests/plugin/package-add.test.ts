import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { createWorkspace, killTree, type Workspace } from "../support/engine";
import { installPlugin, yamlEnvironment } from "./support/plugin-stack";

const root = resolve(__dirname, "../..");

const program = `
name: test
runtime: yaml
plugins:
  providers:
    - name: cognito-identity
      path: node_modules/.bin
resources:
  pool:
    type: cognito-identity:IdentityPool
outputs:
  id: \${pool.id}
`;

describe("the plugin as a package of pulumi package add", () => {
  let workspace: Workspace;
  let child: ChildProcess | undefined;
  before(async () => {
    workspace = await createWorkspace({
      program: { "Pulumi.yaml": program },
      config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
      env: await yamlEnvironment(),
    });
    installPlugin(workspace.project);
  });
  after(() => {
    if (child) killTree(child);
    workspace.dispose();
  });

  it("is added by its command, and serves the program then", async () => {
    const added = await workspace.pulumi(["package", "add", "./node_modules/.bin/pulumi-resource-cognito-identity"]);
    assert.match(added.stdout, /SDK for the cognito-identity package/);
    await workspace.up();
    assert.match((await workspace.outputs()).id, /^eu-central-1:/);
  });

  it("runs out of a clone as Pulumi's host for Node runs the folder plugin", async () => {
    const runner = resolve(root, "node_modules/@pulumi/pulumi/cmd/run-plugin");
    child = spawn(process.execPath, [runner, resolve(root, "plugin")], {
      cwd: workspace.project,
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise<string>((done) => child?.stdout?.once("data", (text) => done(String(text).trim())));
    assert.match(port, /^\d+$/);
    const { steps } = await workspace.destroy([], { env: { PULUMI_DEBUG_PROVIDERS: `cognito-identity:${port}` } });
    assert.deepEqual(
      steps.map(({ op, name }) => [op, name]),
      [["delete", "pool"]],
    );
  });
});
