import assert from "node:assert/strict";
import {
  GetIdCommand,
  ListIdentitiesCommand,
  CognitoIdentityClient as SdkClient,
} from "@aws-sdk/client-cognito-identity";
import { type RunningLocalService, type Seed, startLocalService } from "../../emulator/kit";
import { hasCode } from "../../provider/client";

const IdentityPoolId = "eu-central-1:00000000-0000-4000-8000-000000000001";
const IdentityId = "eu-central-1:00000000-0000-4000-8000-000000000002";
const seed: Seed = {
  IdentityPools: [
    {
      IdentityPoolId,
      Region: "eu-central-1",
      IdentityPoolName: "seeded",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: "login.example.com",
      SupportedLoginProviders: { "graph.facebook.com": "1" },
      PrincipalTags: { "graph.facebook.com": { UseDefaults: true } },
      Identities: [{ IdentityId, DeveloperUserIdentifiers: ["ann"] }],
    },
  ],
};

describe("The test kit", () => {
  let service: RunningLocalService;
  beforeEach(async () => {
    service = await startLocalService({ seed, region: "eu-central-1" });
  });
  afterEach(() => service.close());

  const guestsIn = async () => {
    const { Identities } = await service.client().call("ListIdentities", { IdentityPoolId, MaxResults: 60 });
    return Identities?.length;
  };

  it("has the seed's pools and identities, by their own ids", async () => {
    const found = await service
      .client()
      .call("LookupDeveloperIdentity", { IdentityPoolId, DeveloperUserIdentifier: "ann" });
    assert.equal(found.IdentityId, IdentityId);
  });

  it("serves a client of the AWS SDK over HTTP, and by a handler without a port", async () => {
    const { endpoint, credentials, region, handler } = service;
    const byPort = new SdkClient({ endpoint, credentials, region });
    const byHandler = new SdkClient({ credentials, region, requestHandler: handler });
    try {
      const { IdentityId: guest } = await byPort.send(new GetIdCommand({ IdentityPoolId }));
      const { Identities = [] } = await byHandler.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 9 }));
      assert.deepEqual(
        Identities.map((one) => one.IdentityId),
        [IdentityId, guest],
      );
    } finally {
      byPort.destroy();
      byHandler.destroy();
    }
  });

  it("tells the calls, those of faults, too", async () => {
    const client = service.client({ maxAttempts: 1 });
    service.faults.add({ kind: "throttle", operation: "GetId", times: 1 });
    await assert.rejects(client.call("GetId", { IdentityPoolId }), (error) =>
      hasCode(error, "TooManyRequestsException"),
    );
    await client.call("GetId", { IdentityPoolId });
    const calls = service.calls().map(({ operation, status, code }) => [operation, status, code]);
    assert.deepEqual(calls, [
      ["GetId", 400, "TooManyRequestsException"],
      ["GetId", 200, undefined],
    ]);
  });

  it("begins anew by reset: seed, faults, clock and calls", async () => {
    await service.client().call("GetId", { IdentityPoolId });
    await service.client().call("DeleteIdentities", { IdentityIdsToDelete: [IdentityId] });
    service.faults.add({ kind: "error" });
    service.clock.moveBy(3_600_000);
    await service.reset();
    assert.deepEqual([service.faults.list(), service.calls()], [[], []]);
    assert.ok(Math.abs(service.clock.now().getTime() - Date.now()) < 60_000);
    const { Identities } = await service.client().call("ListIdentities", { IdentityPoolId, MaxResults: 60 });
    assert.deepEqual(
      Identities?.map((one) => one.IdentityId),
      [IdentityId],
    );
  });

  it("puts back a snapshot, whole, also one that went through JSON, and goes on from there", async () => {
    const snapshot = JSON.parse(JSON.stringify(service.snapshot()));
    await service.client().call("DeleteIdentityPool", { IdentityPoolId });
    await service
      .client()
      .call("CreateIdentityPool", { IdentityPoolName: "new", AllowUnauthenticatedIdentities: false });
    await service.restore(snapshot);
    assert.deepEqual(service.snapshot(), snapshot);
    const { IdentityPools } = await service.client().call("ListIdentityPools", { MaxResults: 60 });
    assert.deepEqual(
      IdentityPools?.map((one) => one.IdentityPoolName),
      ["seeded"],
    );
    assert.equal(await guestsIn(), 1);
    await service.client().call("GetId", { IdentityPoolId });
    assert.equal(await guestsIn(), 2);
    const map = await service.client().call("GetPrincipalTagAttributeMap", {
      IdentityPoolId,
      IdentityProviderName: "graph.facebook.com",
    });
    assert.equal(map.UseDefaults, true);
  });

  it("restores nothing rather than half of a snapshot", async () => {
    const snapshot = service.snapshot();
    const broken = { ...snapshot, logins: [{ nothing: 1 }] };
    await assert.rejects(service.restore(broken));
    assert.deepEqual(service.snapshot(), snapshot);
  });

  it("refuses a wrong seed", async () => {
    const wrong = { IdentityPools: [{ Region: "eu-central-1", IdentityPoolNam: "x" }] } as unknown as Seed;
    await assert.rejects(startLocalService({ seed: wrong }), /IdentityPoolNam/);
  });

  it("does the same for other languages over HTTP", async () => {
    const ask = async (method: string, path: string, body?: object, headers = {}) => {
      const options = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const answer = await fetch(`${service.endpoint}/_local/${path}`, options);
      const answered = (await answer.json()) as {
        calls?: { operation: string }[];
        message?: string;
        snapshot?: number;
      };
      return { ...answered, status: answer.status };
    };
    await service.client().call("GetId", { IdentityPoolId });
    const { calls = [] } = await ask("GET", "calls");
    assert.deepEqual(
      calls.map(({ operation }) => operation),
      ["GetId"],
    );
    assert.deepEqual(await ask("POST", "snapshot"), { status: 200, snapshot: 1 });
    assert.deepEqual(await ask("POST", "reset"), { status: 200 });
    assert.equal(await guestsIn(), 1);
    assert.deepEqual(await ask("POST", "restore", { snapshot: 1 }), { status: 200 });
    assert.equal(await guestsIn(), 2);
    assert.deepEqual(await ask("POST", "restore", { snapshot: 7 }), {
      status: 400,
      message: "There is no snapshot 7.",
    });
    assert.match(String((await ask("POST", "restore", { snapshots: 1 })).message), /did you mean snapshot\?/);
    await ask("DELETE", "calls");
    assert.deepEqual((await ask("GET", "calls")).calls, []);
    assert.equal((await ask("POST", "reset", undefined, { origin: "http://example.com" })).status, 403);
    assert.match(String((await ask("GET", "nothing")).message), /POST \/_local\/reset/);
  });
});
