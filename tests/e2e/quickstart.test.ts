import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DescribeIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import { creationTag } from "../../provider/model/creation-tag";
import { createWorkspace, isUnchanged, type Workspace } from "../support/engine";
import { connect } from "../support/stack";

const root = resolve(__dirname, "../..");

describe("the quickstart on the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace({ program: { "Pulumi.yaml": readFileSync(join(root, "Pulumi.yaml"), "utf8") } });
    mkdirSync(join(workspace.project, "examples"));
    cpSync(join(root, "examples/quickstart"), join(workspace.project, "examples/quickstart"), { recursive: true });
  });
  after(() => workspace.dispose());

  it("makes a pool that other clients see, and two users of one identity", async () => {
    await workspace.up();
    const outputs = await workspace.outputs();
    assert.deepEqual(outputs.usersOfAlice, ["alice", "alice@phone"]);
    assert.deepEqual(outputs.identities, [{ identityId: outputs.aliceIdentity, logins: ["login.example.com"] }]);
    assert.equal(outputs.poolArn, `arn:aws:cognito-identity:eu-central-1:000000000000:identitypool/${outputs.poolId}`);
    const { aws, stop } = await connect(join(workspace.project, ".local/cognito.db"));
    try {
      const { $metadata, ...pool } = await aws.send(
        new DescribeIdentityPoolCommand({ IdentityPoolId: outputs.poolId }),
      );
      const { [creationTag]: _mark, ...IdentityPoolTags } = pool.IdentityPoolTags ?? {};
      assert.deepEqual(
        { ...pool, IdentityPoolTags },
        {
          IdentityPoolId: outputs.poolId,
          IdentityPoolName: outputs.poolName,
          AllowUnauthenticatedIdentities: false,
          DeveloperProviderName: "login.example.com",
          SupportedLoginProviders: { "accounts.google.com": "123456789.apps.googleusercontent.com" },
          IdentityPoolTags: { project: "quickstart" },
        },
      );
    } finally {
      await stop();
    }
  });

  it("finds everything unchanged in a second run", async () => {
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("goes without a trace", async () => {
    await workspace.destroy();
    assert.deepEqual((await workspace.exportState()).deployment.resources ?? [], []);
  });
});
