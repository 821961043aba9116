import assert from "node:assert/strict";
import { join } from "node:path";
import { CognitoIdentityClient, isNotFound } from "../../../provider/client";
import { Environment } from "./support/environment";

describe("A local: endpoint", () => {
  it("is the local service in this process, with no credentials and no network", async () => {
    const environment = new Environment();
    try {
      const endpoint = `local:${join(environment.folder, "cognito.db")}`;
      const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint });
      const pool = await client.call("CreateIdentityPool", {
        IdentityPoolName: "people",
        AllowUnauthenticatedIdentities: true,
      });
      const { IdentityId } = await client.call("GetId", { IdentityPoolId: pool.IdentityPoolId });
      const listed = [];
      const identities = client.paginate("ListIdentities", { IdentityPoolId: pool.IdentityPoolId, MaxResults: 60 });
      for await (const identity of identities.items()) listed.push(identity.IdentityId);
      assert.deepEqual(listed, [IdentityId]);
      await client.call("DeleteIdentityPool", { IdentityPoolId: pool.IdentityPoolId });
      const gone = client.call("DescribeIdentityPool", { IdentityPoolId: pool.IdentityPoolId });
      await assert.rejects(gone, isNotFound);
      client.destroy();
    } finally {
      environment.restore();
    }
  });
});
