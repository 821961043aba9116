import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ListIdentityPoolsCommand, CognitoIdentityClient as SdkClient } from "@aws-sdk/client-cognito-identity";
import { decodeJwt } from "jose";
import { CognitoIdentityClient, type CognitoIdentityError, developerCredentials } from "../../../provider/client";
import { Environment } from "./support/environment";

const provider = "login.example.com";
const role = "arn:aws:iam::123456789012:role/users";

describe("The credentials of a backend's user", () => {
  let environment: Environment;
  let calls: string[];
  let failing: boolean;
  let tokens: string[];
  let service: CognitoIdentityClient;
  let client: Pick<CognitoIdentityClient, "call">;
  let identityPoolId: string;

  beforeEach(async () => {
    environment = new Environment();
    calls = [];
    tokens = [];
    failing = false;
    const onCall = ({ operation }: { operation: string }) => calls.push(operation);
    const endpoint = `local:${join(environment.folder, "cognito.db")}`;
    service = new CognitoIdentityClient({ region: "eu-west-1", endpoint, onCall });
    client = {
      call: async (name, input, options) => {
        if (failing) throw new Error("no network");
        const output = await service.call(name, input, options);
        if ("Token" in output) tokens.push(String(output.Token));
        return output;
      },
    };
    const pool = await createPool({ DeveloperProviderName: provider });
    identityPoolId = pool.IdentityPoolId;
    await service.call("SetIdentityPoolRoles", { IdentityPoolId: identityPoolId, Roles: { authenticated: role } });
    calls.length = 0;
  });
  afterEach(() => {
    service.destroy();
    environment.restore();
  });

  const createPool = (settings: { DeveloperProviderName?: string }) =>
    service.call("CreateIdentityPool", {
      IdentityPoolName: "people",
      AllowUnauthenticatedIdentities: false,
      ...settings,
    });

  it("sign the calls of a client of the AWS SDK, by the user's own identity", async () => {
    const headers: Record<string, unknown>[] = [];
    const server = createServer((request, response) => {
      headers.push(request.headers);
      response.end('{"IdentityPools":[]}');
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    try {
      const credentials = developerCredentials({ client, identityPoolId, user: "user-1" });
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const sdk = new SdkClient({ region: "eu-west-1", endpoint, credentials });
      await sdk.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
      sdk.destroy();
      const { accessKeyId, sessionToken, identityId } = await credentials();
      assert.match(String(headers[0]?.authorization), new RegExp(`Credential=${accessKeyId}/`));
      assert.equal(headers[0]?.["x-amz-security-token"], sessionToken);
      const found = await service.call("LookupDeveloperIdentity", {
        IdentityPoolId: identityPoolId,
        DeveloperUserIdentifier: "user-1",
      });
      assert.equal(identityId, found.IdentityId);
    } finally {
      server.close();
    }
  });

  it("are got once for all who ask at the same time, and kept until five minutes before their end", async () => {
    let time = Date.now();
    const now = () => new Date(time);
    const credentials = developerCredentials({ client, identityPoolId, user: "user-1", now });
    const [first, second] = await Promise.all([credentials(), credentials()]);
    assert.equal(first, second);
    assert.deepEqual(calls, [
      "DescribeIdentityPool",
      "GetOpenIdTokenForDeveloperIdentity",
      "GetCredentialsForIdentity",
    ]);
    time = first.expiration.getTime() - 5 * 60_000 - 1;
    assert.equal(await credentials(), first);
    time += 1;
    const renewed = await credentials();
    assert.notEqual(renewed.accessKeyId, first.accessKeyId);
    // The name of the developer provider is not asked for again.
    assert.deepEqual(calls.slice(3), ["GetOpenIdTokenForDeveloperIdentity", "GetCredentialsForIdentity"]);
    assert.notEqual((await credentials({ forceRefresh: true })).accessKeyId, renewed.accessKeyId);
  });

  it("serve until they end when they can't be renewed", async () => {
    let time = Date.now();
    const now = () => new Date(time);
    const credentials = developerCredentials({ client, identityPoolId, user: "user-1", now });
    const first = await credentials();
    failing = true;
    time = first.expiration.getTime() - 1;
    assert.equal(await credentials(), first);
    time += 1;
    await assert.rejects(credentials(), /no network/);
    failing = false;
    assert.notEqual((await credentials()).accessKeyId, first.accessKeyId);
  });

  it("carry principal tags", async () => {
    const principalTags = { tenant: "blue" };
    await developerCredentials({
      client,
      identityPoolId,
      user: "user-1",
      developerProviderName: provider,
      principalTags,
    })();
    assert.deepEqual(calls, ["GetOpenIdTokenForDeveloperIdentity", "GetCredentialsForIdentity"]);
    const tags = decodeJwt(tokens[0] as string)["https://aws.amazon.com/tags"];
    assert.deepEqual(tags, { principal_tags: { tenant: ["blue"] } });
  });

  it("are refused with a role that the pool does not give", async () => {
    const roleArn = "arn:aws:iam::123456789012:role/admins";
    const refused = developerCredentials({ client, identityPoolId, user: "user-1", roleArn })();
    await assert.rejects(refused, ({ operation }: CognitoIdentityError) => operation === "GetCredentialsForIdentity");
    const { accessKeyId } = await developerCredentials({ client, identityPoolId, user: "user-1", roleArn: role })();
    assert.match(accessKeyId, /^ASIA/);
  });

  it("can't be got from a pool without a developer provider", async () => {
    const { IdentityPoolId } = await createPool({});
    const credentials = developerCredentials({ client, identityPoolId: IdentityPoolId, user: "user-1" });
    await assert.rejects(credentials(), { code: "ValidationException", message: /has no developer provider/ });
  });

  it("name the login as China's region does", async () => {
    const logins: object[] = [];
    const china = {
      call: async (_name: string, { Logins }: { Logins: object }) => {
        logins.push(Logins);
        return { IdentityId: "cn-north-1:1", Token: "token", Credentials: { Expiration: new Date() } };
      },
    } as unknown as CognitoIdentityClient;
    await developerCredentials({
      client: china,
      identityPoolId: "cn-north-1:00000000-0000-0000-0000-000000000000",
      user: "user-1",
      developerProviderName: provider,
    })();
    assert.deepEqual(logins, [{ [provider]: "user-1" }, { "cognito-identity.cn-north-1.amazonaws.com.cn": "token" }]);
  });
});
