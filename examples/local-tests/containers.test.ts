// npm install --save-dev testcontainers mocha
// The image is made of a clone of pulumi-cognito-identity: docker build --tag cognito-identity-local .
import * as assert from "node:assert/strict";
import { CognitoIdentityClient } from "pulumi-cognito-identity/client";
import { GenericContainer, type StartedTestContainer, Wait } from "testcontainers";

describe("users", () => {
  let container: StartedTestContainer;
  let client: CognitoIdentityClient;
  before(async () => {
    container = await new GenericContainer("cognito-identity-local")
      .withExposedPorts(4599)
      .withWaitStrategy(Wait.forHttp("/health", 4599))
      .start();
    client = new CognitoIdentityClient({
      region: "eu-central-1",
      endpoint: endpoint(),
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
  });
  beforeEach(() => fetch(`${endpoint()}/_local/reset`, { method: "POST" }));
  after(() => container.stop());

  const endpoint = () => `http://${container.getHost()}:${container.getMappedPort(4599)}`;

  it("keep their identity", async () => {
    const pool = { IdentityPoolName: "people", AllowUnauthenticatedIdentities: false };
    const provider = "login.example.com";
    const { IdentityPoolId } = await client.call("CreateIdentityPool", { ...pool, DeveloperProviderName: provider });
    const register = () =>
      client.call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins: { [provider]: "ann" } });
    assert.equal((await register()).IdentityId, (await register()).IdentityId);
  });
});
