import assert from "node:assert/strict";
import { join } from "node:path";
import Database from "libsql";
import { createLocalService } from "../../emulator";
import { createWorkspace, isUnchanged, type Json, type Run, type Workspace } from "../support/engine";

/** A stack with the database of its service, as `make-fixtures.mjs` made them with the code of an earlier commit. */
async function restore(fixture: string): Promise<Workspace> {
  const workspace = await createWorkspace({ program: join(__dirname, "fixtures", fixture) });
  await workspace.pulumi(["stack", "import", "--file", "state.json"]);
  // The present code may have tables that the earlier one had not.
  createLocalService({ path: database(workspace) }).close();
  return workspace;
}

const database = ({ project }: Workspace) => join(project, "cognito.db");

/** All rows of the service's database, but for its own keys and secrets. */
function contents(workspace: Workspace): Record<string, unknown[]> {
  const db = new Database(database(workspace));
  const all = (sql: string) => db.prepare(sql).all([]) as { name: string }[];
  try {
    const tables = all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .map(({ name }) => name)
      .filter((name) => name !== "meta" && name !== "signing_keys");
    return Object.fromEntries(tables.map((name) => [name, all(`SELECT * FROM ${name}`)]));
  } finally {
    db.close();
  }
}

/** The id and the outputs of each resource in the state, and the stack's own outputs; secrets are shown. */
async function recorded(workspace: Workspace): Promise<Record<string, Json>> {
  const { stdout } = await workspace.pulumi(["stack", "export", "--show-secrets"]);
  const resources: Json[] = JSON.parse(stdout).deployment.resources ?? [];
  return Object.fromEntries(resources.map(({ urn, id, outputs }) => [urn, { id, outputs }]));
}

/** The resources on which an operation was done. */
const done = ({ steps }: Run, op: string) =>
  steps
    .filter((step) => step.op === op)
    .map(({ urn }) => urn)
    .sort();

function assertUnchanged(run: Run): void {
  assert.ok(isUnchanged(run), run.stdout);
  assert.deepEqual(
    run.steps.filter(({ diffs, detailedDiff }) => diffs.length > 0 || Object.keys(detailedDiff).length > 0),
    [],
  );
}

async function assertDestroyed(workspace: Workspace): Promise<void> {
  await workspace.destroy();
  assert.deepEqual(await recorded(workspace), {});
  const { pools, identities, logins } = contents(workspace);
  assert.deepEqual({ pools, identities, logins }, { pools: [], identities: [], logins: [] });
}

describe("the stack of an earlier commit with every resource, on the real engine", () => {
  let workspace: Workspace;
  let stateBefore: Record<string, Json>;
  let rowsBefore: Record<string, unknown[]>;
  before(async () => {
    workspace = await restore("everything");
    stateBefore = await recorded(workspace);
    rowsBefore = contents(workspace);
  });
  after(() => workspace?.dispose());

  it("is unchanged in a preview", async () => {
    assertUnchanged(await workspace.preview());
  });

  it("is unchanged in a refresh, which records the same", async () => {
    assertUnchanged(await workspace.refresh());
    assert.deepEqual(await recorded(workspace), stateBefore);
  });

  it("is unchanged in an update, which records the same and writes nothing to the service", async () => {
    assertUnchanged(await workspace.up());
    assert.deepEqual(await recorded(workspace), stateBefore);
    assert.deepEqual(contents(workspace), rowsBefore);
  });

  it("is updated in place, and is then what its state says", async () => {
    const ours = Object.keys(stateBefore).filter((urn) => urn.includes("pulumi-nodejs:dynamic/cognito-identity:"));
    // What was looked up isn't managed; nothing about an identity can be changed but its tokens.
    const updated = ours.filter((urn) => !urn.includes("::found-") && !urn.includes(":Identity::"));
    await workspace.setConfig("changed", "true");
    const run = await workspace.up();
    assert.deepEqual(done(run, "update"), updated.sort(), run.stdout);
    assert.deepEqual(
      Object.keys(run.changes).filter((op) => !["same", "read", "update"].includes(op)),
      [],
    );
    assertUnchanged(await workspace.refresh());
  });

  it("is destroyed, and leaves nothing in the service", () => assertDestroyed(workspace));
});

describe("the stack of an earlier commit, left as it is, on the real engine", () => {
  it("is destroyed by the present code, and leaves nothing in the service", async () => {
    const workspace = await restore("everything");
    try {
      await assertDestroyed(workspace);
    } finally {
      workspace.dispose();
    }
  });
});

describe("the stack of an earlier commit with a half-made change, on the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await restore("half-changed");
  });
  after(() => workspace?.dispose());

  it("gets the rest of the change, and is unchanged then", async () => {
    const run = await workspace.up();
    assert.deepEqual(run.changes, { same: 1, create: 1, update: 1 }, run.stdout);
    const { pool } = await workspace.outputs();
    assert.deepEqual(pool.tagsAll, { owner: "aws", team: "web" });
    assertUnchanged(await workspace.refresh());
    assertUnchanged(await workspace.up());
  });

  it("is destroyed, and leaves nothing in the service", () => assertDestroyed(workspace));
});
