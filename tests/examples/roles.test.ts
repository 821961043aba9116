import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { createWorkspace, isUnchanged, type Workspace } from "../support/engine";

describe("the example of roles on the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace({ program: join(resolve(__dirname, "../.."), "examples/roles") });
  });
  after(() => workspace.dispose());

  it("makes a pool, trust policies for it alone, and attaches the roles", async () => {
    await workspace.up();
    const { poolId, trust, roles } = await workspace.outputs();
    assert.deepEqual(trust.Statement, [
      {
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
        Condition: {
          StringEquals: { "cognito-identity.amazonaws.com:aud": poolId },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
      },
    ]);
    assert.deepEqual(roles, {
      authenticated: "arn:aws:iam::000000000000:role/customers",
      unauthenticated: "arn:aws:iam::000000000000:role/guests",
    });
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
    await workspace.destroy();
  });
});
