import * as assert from "node:assert/strict";
import { type RunningLocalService, type Seed, startLocalService } from "pulumi-cognito-identity/local";

const IdentityPoolId = "eu-central-1:3b1a5c1e-8f0d-4c58-9d3e-0123456789ab";
const seed: Seed = {
  IdentityPools: [
    {
      IdentityPoolId,
      Region: "eu-central-1",
      IdentityPoolName: "people",
      AllowUnauthenticatedIdentities: false,
      DeveloperProviderName: "login.example.com",
    },
  ],
};

describe("users", () => {
  let service: RunningLocalService;
  before(async () => {
    service = await startLocalService({ seed, region: "eu-central-1" });
  });
  beforeEach(() => service.reset());
  after(() => service.close());

  const register = (user: string) =>
    service
      .client()
      .call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins: { "login.example.com": user } });

  it("keep their identity", async () => {
    assert.equal((await register("ann")).IdentityId, (await register("ann")).IdentityId);
  });

  it("are registered though the first request is throttled", async () => {
    service.faults.add({ kind: "throttle", times: 1 });
    await register("ann");
    assert.deepEqual(
      service.calls().map(({ status }) => status),
      [400, 200],
    );
  });
});
