import assert from "node:assert/strict";
import { installPlugin, projectWithPlugin } from "../plugin/support/plugin-stack";
import { createWorkspace, type Workspace } from "../support/engine";

const program = (load: string) => `${load}
const { stackTraceLimit, prepareStackTrace } = Error;
new IdentityPool("pool");
exports.isAsBefore = Error.stackTraceLimit === stackTraceLimit && Error.prepareStackTrace === prepareStackTrace;
`;

const javaScript = JSON.stringify({ name: "test", runtime: { name: "nodejs", options: { typescript: false } } });

for (const [title, files] of [
  ["dynamic resources", { "index.ts": program('import { IdentityPool } from "pulumi-cognito-identity";') }],
  [
    "dynamic resources in JavaScript",
    { "index.js": program('const { IdentityPool } = require("pulumi-cognito-identity");'), "Pulumi.yaml": javaScript },
  ],
  [
    "the plugin",
    {
      "index.ts": program('import { IdentityPool } from "pulumi-cognito-identity/plugin";'),
      "Pulumi.yaml": projectWithPlugin(),
    },
  ],
] as const) {
  describe(`the place in the program of ${title}, on the real engine`, () => {
    let workspace: Workspace;
    before(async () => {
      workspace = await createWorkspace({
        program: files,
        config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
      });
      installPlugin(workspace.project);
    });
    after(() => workspace?.dispose());

    it("is recorded, and traces of the program's own errors are as before", async () => {
      await workspace.up();
      const { deployment } = await workspace.exportState();
      const pool = (deployment.resources ?? []).find(({ type }) => type.endsWith(":IdentityPool"));
      assert.equal(pool.sourcePosition, `project:///${Object.keys(files)[0]}#3,1`);
      assert.deepEqual(pool.stackTrace[0], { sourcePosition: pool.sourcePosition });
      assert.equal((await workspace.outputs()).isAsBefore, true);
    });
  });
}
