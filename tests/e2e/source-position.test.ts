import assert from "node:assert/strict";
import { installPlugin, projectWithPlugin } from "../plugin/support/plugin-stack";
import { createWorkspace, type Workspace } from "../support/engine";

const program = (entry: string) => `import { IdentityPool } from "${entry}";
const before = Error.stackTraceLimit;
new IdentityPool("pool");
export const isAsBefore = Error.stackTraceLimit === before;
`;

for (const [shell, entry] of [
  ["dynamic resources", "pulumi-cognito-identity"],
  ["the plugin", "pulumi-cognito-identity/plugin"],
] as const) {
  describe(`the place in the program of ${shell}, on the real engine`, () => {
    let workspace: Workspace;
    before(async () => {
      workspace = await createWorkspace({
        program: {
          "index.ts": program(entry),
          ...(entry.endsWith("plugin") && { "Pulumi.yaml": projectWithPlugin() }),
        },
        config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
      });
      installPlugin(workspace.project);
    });
    after(() => workspace?.dispose());

    it("is recorded, and traces of the program's own errors are as long as before", async () => {
      await workspace.up();
      const { deployment } = await workspace.exportState();
      const pool = (deployment.resources ?? []).find(({ type }) => type.endsWith(":IdentityPool"));
      const places = JSON.stringify(pool.stackTrace);
      assert.ok(places.includes('"project:///index.ts#3,1"'), places);
      assert.equal((await workspace.outputs()).isAsBefore, true);
    });
  });
}
