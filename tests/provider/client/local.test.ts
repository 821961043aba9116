import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
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

  it("verifies login tokens by the keys that it is given", async () => {
    const environment = new Environment();
    try {
      const google = "accounts.google.com";
      const [own, other] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
      const localLoginKeys = join(environment.folder, "keys.json");
      const keys = [{ ...(await exportJWK(own.publicKey)), alg: "RS256" }];
      writeFileSync(localLoginKeys, JSON.stringify({ [google]: { keys } }));
      const endpoint = `local:${join(environment.folder, "cognito.db")}`;
      const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint, localLoginKeys });
      const { IdentityPoolId } = await client.call("CreateIdentityPool", {
        IdentityPoolName: "people",
        AllowUnauthenticatedIdentities: false,
        SupportedLoginProviders: { [google]: "app" },
      });
      const getId = async ({ privateKey }: typeof own) => {
        const token = new SignJWT({}).setIssuer(`https://${google}`).setAudience("app").setSubject("ann");
        const Logins = {
          [google]: await token.setProtectedHeader({ alg: "RS256" }).setExpirationTime("1h").sign(privateKey),
        };
        return client.call("GetId", { IdentityPoolId, Logins });
      };
      assert.match((await getId(own)).IdentityId, /^eu-west-1:/);
      await assert.rejects(getId(other), { code: "NotAuthorizedException", message: /Couldn't verify signed token/ });
      client.destroy();
    } finally {
      environment.restore();
    }
  });
});
