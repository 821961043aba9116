import { startLocalService } from "pulumi-cognito-identity/local";
import { afterAll, beforeAll, expect, test } from "vitest";

let service;
beforeAll(async () => {
  service = await startLocalService();
});
afterAll(() => service.close());

test("a pool can be made", async () => {
  const { IdentityPoolId } = await service
    .client()
    .call("CreateIdentityPool", { IdentityPoolName: "people", AllowUnauthenticatedIdentities: true });
  expect((await service.client().call("GetId", { IdentityPoolId })).IdentityId).toMatch(/^us-east-1:/);
});
