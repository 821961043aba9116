import assert from "node:assert/strict";
import { installPlugin, projectWithPlugin } from "../plugin/support/plugin-stack";
import { createWorkspace, type Workspace } from "../support/engine";

const canary = "canary-in-a-tag";

const program = (entry: string) => `
import * as pulumi from "@pulumi/pulumi";
import { IdentityPool } from "${entry}";
const stage = process.env.STAGE ?? "test";
const hidden = new IdentityPool("hidden", { tags: { team: "web", owner: pulumi.secret("${canary}"), stage } });
const shown = new IdentityPool("shown", { tags: { team: pulumi.output("web") } });
export const hiddenTags = hidden.tagsAll;
export const shownTags = shown.tagsAll;
`;

for (const [shell, entry] of [
  ["dynamic resources", "pulumi-cognito-identity"],
  ["the plugin", "pulumi-cognito-identity/plugin"],
] as const) {
  describe(`secret tags by ${shell} on the real engine`, () => {
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

    const assertHidden = async () => {
      const { stdout: state } = await workspace.pulumi(["stack", "export"]);
      assert.ok(!state.includes(canary), "the state has the tag in plain text");
      const { stdout: outputs } = await workspace.pulumi(["stack", "output", "--json"]);
      assert.deepEqual(JSON.parse(outputs), { hiddenTags: "[secret]", shownTags: { team: "web" } });
    };

    it("are secret in all tags, too, after a creation, an update and a refresh", async () => {
      await workspace.up();
      await assertHidden();
      await workspace.up([], { env: { STAGE: "live" } });
      await assertHidden();
      await workspace.refresh();
      await assertHidden();
    });

    it("are secret where the default tags of the config are", async () => {
      await workspace.setConfig("cognito-identity:defaultTags", JSON.stringify({ cost: canary }), { secret: true });
      await workspace.up();
      const { stdout: state } = await workspace.pulumi(["stack", "export"]);
      assert.ok(!state.includes(canary), "the state has the tag in plain text");
    });
  });
}
