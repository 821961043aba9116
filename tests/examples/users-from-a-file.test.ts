import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { createWorkspace, isUnchanged, type Workspace } from "../support/engine";

describe("the example of users from a file on the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace({ program: join(resolve(__dirname, "../.."), "examples/users-from-a-file") });
  });
  after(() => workspace.dispose());

  it("gives everybody an identity, and a second name that of the first", async () => {
    await workspace.up();
    const { identities, secondNames } = await workspace.outputs();
    assert.deepEqual(Object.keys(identities).sort(), ["alice", "bob", "carol"]);
    assert.equal(new Set(Object.values(identities)).size, 3);
    assert.deepEqual(secondNames, { "alice@phone": identities.alice });
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("follows the file, and changes nobody else's identity", async () => {
    const { identities } = await workspace.outputs();
    workspace.write({ "users.csv": "user,same person as\nalice,\nbob,\nbob@phone,bob\ndave,\n" });
    const run = await workspace.up();
    assert.deepEqual(run.changes, { create: 1, delete: 1, update: 1, same: 2 });
    const { identities: now, secondNames } = await workspace.outputs();
    assert.deepEqual(Object.keys(now).sort(), ["alice", "bob", "dave"]);
    assert.deepEqual([now.alice, now.bob], [identities.alice, identities.bob]);
    assert.deepEqual(secondNames, { "bob@phone": identities.bob });
    await workspace.destroy();
  });
});
