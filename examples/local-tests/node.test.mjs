import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startLocalService } from "pulumi-cognito-identity/local";

let service;
before(async () => {
  service = await startLocalService();
});
after(() => service.close());

test("a pool can be made", async () => {
  const { IdentityPoolId } = await service
    .client()
    .call("CreateIdentityPool", { IdentityPoolName: "people", AllowUnauthenticatedIdentities: true });
  const guest = await service.client().call("GetId", { IdentityPoolId });
  assert.match(guest.IdentityId, /^us-east-1:/);
});
