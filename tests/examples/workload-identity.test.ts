import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { startLocalService } from "../../emulator/kit";
import { getToken } from "../../examples/workload-identity/workload";
import { createWorkspace, isUnchanged, type Workspace } from "../support/engine";

describe("the example of a workload's identity on the real engine", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await createWorkspace({
      program: join(resolve(__dirname, "../.."), "examples/workload-identity"),
      env: { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" },
    });
  });
  after(() => workspace.dispose());

  it("makes an identity whose token another cloud verifies by issuer, audience and subject", async () => {
    const service = await startLocalService({ region: "eu-central-1" });
    try {
      await workspace.setConfig("cognito-identity:endpoint", service.endpoint);
      await workspace.up();
      const { policy, identityPoolId, logins, issuer, audience, subject } = await workspace.outputs();
      const { endpoint, credentials, region } = service;
      const token = await getToken(identityPoolId, logins, { endpoint, credentials, region });
      const keys = createRemoteJWKSet(new URL("/.well-known/jwks_uri", endpoint));
      const { payload } = await jwtVerify(token, keys, { issuer, audience, subject });
      assert.equal(Number(payload.exp) - Number(payload.iat), 300);
      assert.equal(await getToken(identityPoolId, logins, { endpoint, credentials, region }).then(subjectOf), subject);
      // Over HTTP there is no STS that tells the account.
      assert.deepEqual(policy.Statement, [
        {
          Effect: "Allow",
          Action: ["cognito-identity:GetOpenIdTokenForDeveloperIdentity"],
          Resource: `arn:aws:cognito-identity:eu-central-1::identitypool/${identityPoolId}`,
        },
      ]);
      const again = await workspace.up();
      assert.ok(isUnchanged(again), again.stdout);
      await workspace.destroy();
    } finally {
      await service.close();
    }
  });
});

const subjectOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split(".")[1] as string, "base64url").toString()).sub;
