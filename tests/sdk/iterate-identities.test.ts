import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { CognitoIdentityClient } from "../../provider/client";
import { iterateIdentities } from "../../sdk/iterate-identities";
import { type RecordedService, recordService } from "../support/recorder";

describe("iterateIdentities", () => {
  let service: RecordedService;
  let identityPoolId: string;
  before(async () => {
    service = await recordService();
    const config = {
      "cognito-identity:region": "eu-central-1",
      "cognito-identity:endpoint": service.url,
      "cognito-identity:accessKey": "local",
      "cognito-identity:secretKey": "local",
    };
    pulumi.runtime.setAllConfig(config);
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const client = new CognitoIdentityClient({ region: "eu-central-1", endpoint: service.url, credentials });
    const made = await client.call("CreateIdentityPool", {
      IdentityPoolName: "users",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: "login.example.com",
    });
    identityPoolId = made.IdentityPoolId;
    const Logins = { "login.example.com": "alice" };
    await client.call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId: identityPoolId, Logins });
    for (let i = 0; i < 9; i++) await client.call("GetId", { IdentityPoolId: identityPoolId });
  });
  after(async () => {
    pulumi.runtime.setAllConfig({});
    await service?.close();
  });
  beforeEach(() => service.clear());

  it("gives what the filter lets through, page by page", async () => {
    const filter = ({ logins }: { logins?: string[] }) => logins === undefined;
    let count = 0;
    for await (const { identityId, logins } of iterateIdentities({ identityPoolId, maxResults: 2, filter })) {
      assert.match(identityId, /^eu-central-1:/);
      assert.equal(logins, undefined);
      count++;
    }
    assert.equal(count, 9);
    assert.equal(service.calls.length, 5);
  });

  it("reads no further than the program does, or its limit says", async () => {
    for await (const _first of iterateIdentities({ identityPoolId, maxResults: 2 })) break;
    assert.ok(service.calls.length <= 2, `${service.calls}`);
    service.clear();
    const found: string[] = [];
    for await (const { identityId } of iterateIdentities({ identityPoolId, maxResults: 2, limit: 3 }))
      found.push(identityId);
    assert.equal(found.length, 3);
    assert.ok(service.calls.length <= 3, `${service.calls}`);
  });

  it("fails with the function's error", async () => {
    const [identities] = [iterateIdentities({ identityPoolId: "users" })];
    await assert.rejects(async () => {
      for await (const _one of identities) assert.fail();
    }, /listIdentities: identityPoolId must be the id of an identity pool/);
  });

  it("refuses what can't be its arguments, without a call", async () => {
    const wrong: [unknown[], RegExp][] = [
      [[], /^iterateIdentities: the arguments must be an object, not undefined\.$/],
      [[{ identityPoolId, filter: "guests" }], /^iterateIdentities: filter must be a function, not a string\.$/],
      [[{ identityPoolId, limt: 5 }], /: limt does not exist; did you mean limit\?$/],
      [[{}], /: identityPoolId is required$/],
    ];
    for (const [args, message] of wrong) {
      await assert.rejects(Reflect.apply(iterateIdentities, undefined, args).next(), {
        message,
        __pulumiRunError: true,
      });
    }
    assert.deepEqual(service.calls, []);
  });
});
