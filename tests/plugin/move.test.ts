import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createLocalService } from "../../emulator";
import { createWorkspace, isUnchanged, type Json, type Workspace } from "../support/engine";
import { installPlugin, projectWithPlugin } from "./support/plugin-stack";

const fixture = resolve(__dirname, "../upgrade/fixtures/everything");

/** The program of the fixture, in which nothing is changed but the import. */
const moved = Object.fromEntries(
  readdirSync(fixture)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => {
      const code = readFileSync(join(fixture, name), "utf8");
      return [name, code.replaceAll('"pulumi-cognito-identity"', '"pulumi-cognito-identity/plugin"')];
    }),
);

describe("a stack of dynamic resources that moves to the plugin, on the real engine", () => {
  let workspace: Workspace;
  const resources = async (): Promise<Json[]> => {
    const { stdout } = await workspace.pulumi(["stack", "export", "--show-secrets"]);
    return JSON.parse(stdout).deployment.resources ?? [];
  };
  const byName = (all: Json[]) =>
    Object.fromEntries(
      all
        .filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"))
        .map(({ urn, id }) => [urn.split("::").pop(), id]),
    );

  before(async () => {
    workspace = await createWorkspace({ program: fixture });
    await workspace.pulumi(["stack", "import", "--file", "state.json"]);
    createLocalService({ path: join(workspace.project, "cognito.db") }).close();
    workspace.write({ ...moved, "Pulumi.yaml": projectWithPlugin("upgrade") });
    installPlugin(workspace.project);
  });
  after(() => workspace?.dispose());

  it("is unchanged, its explicit provider and its component, too", async () => {
    const before = byName(await resources());
    // What is only looked up is looked up again, and the state forgets the look-up of before.
    const lookups = ["read", "discard"];
    for (const run of [await workspace.preview(), await workspace.up()]) {
      const changing = Object.keys(run.changes).filter((op) => op !== "same" && !lookups.includes(op));
      assert.deepEqual(changing, [], run.stdout);
    }
    const after = await resources();
    assert.deepEqual(byName(after), before);
    assert.deepEqual(
      after.filter(({ type }) => type.includes("pulumi-nodejs")),
      [],
    );
  });

  it("forgets what only dynamic resources need with the next refresh, and stays unchanged", async () => {
    await workspace.refresh();
    const left = (await resources()).filter(({ outputs }) => outputs?.__provider !== undefined);
    assert.deepEqual(left, []);
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("is updated in place", async () => {
    await workspace.setConfig("changed", "true");
    const run = await workspace.up();
    assert.deepEqual(
      Object.keys(run.changes).filter((op) => !["same", "read", "update"].includes(op)),
      [],
    );
    assert.ok((run.changes.update ?? 0) > 10, run.stdout);
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("is destroyed", async () => {
    await workspace.destroy();
    assert.deepEqual(await resources(), []);
  });
});
