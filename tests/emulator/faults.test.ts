import assert from "node:assert/strict";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { localCredentials } from "../../emulator";
import { type RunningServer, startServer } from "../../emulator/hosts/http";
import { failure } from "./support/targets";

describe("faults", () => {
  let server: RunningServer;
  let aws: CognitoIdentity;

  beforeEach(async () => {
    server = await startServer({ db: ":memory:", faults: [{ kind: "throttle", operation: "TagResource", times: 1 }] });
    aws = new CognitoIdentity({
      region: "us-east-1",
      endpoint: server.url,
      credentials: localCredentials,
      maxAttempts: 1,
    });
  });
  afterEach(async () => {
    aws.destroy();
    await server.close();
  });

  const admin = async (method: string, path: string, body?: object, headers = {}) => {
    const answer = await fetch(`${server.url}/_local/${path}`, { method, body: body && JSON.stringify(body), headers });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const create = () => aws.createIdentityPool({ IdentityPoolName: "x", AllowUnauthenticatedIdentities: true });
  const count = async () => (await aws.listIdentityPools({ MaxResults: 60 })).IdentityPools?.length;

  it("meet one operation, a number of times, after a number of calls", async () => {
    await admin("POST", "faults", { operation: "CreateIdentityPool", kind: "throttle", skip: 1, times: 2 });
    await create();
    for (let i = 0; i < 2; i++) {
      assert.deepEqual(await failure(create()), {
        name: "TooManyRequestsException",
        message: "Rate exceeded",
        status: 400,
      });
    }
    await create();
    assert.equal(await count(), 2);
  });

  it("answer 500 and ConcurrentModificationException", async () => {
    await admin("POST", "faults", { kind: "error", times: 1 });
    await admin("POST", "faults", { kind: "concurrent-modification", times: 1 });
    const errors = [await failure(create()), await failure(create())];
    assert.deepEqual(
      errors.map(({ name, status }) => [name, status]),
      [
        ["InternalErrorException", 500],
        ["ConcurrentModificationException", 400],
      ],
    );
    assert.equal(await count(), 0);
  });

  it("drop the answer before and after the commit", async () => {
    await admin("POST", "faults", { operation: "CreateIdentityPool", kind: "drop-before", times: 1 });
    assert.match((await failure(create())).message, /socket hang up|ECONNRESET/);
    assert.equal(await count(), 0);
    await admin("POST", "faults", { operation: "CreateIdentityPool", kind: "drop-after", times: 1 });
    assert.match((await failure(create())).message, /socket hang up|ECONNRESET/);
    assert.equal(await count(), 1);
  });

  it("let an operation run after its connection broke, or hide its answer behind a proxy's page", async () => {
    await admin("POST", "faults", { operation: "CreateIdentityPool", kind: "drop-late", delay: 150, times: 1 });
    assert.match((await failure(create())).message, /socket hang up|ECONNRESET/);
    assert.equal(await count(), 0);
    await new Promise((later) => setTimeout(later, 250));
    assert.equal(await count(), 1);
    await admin("POST", "faults", { operation: "CreateIdentityPool", kind: "bad-gateway", times: 1 });
    assert.equal((await failure(create())).status, 502);
    assert.equal(await count(), 2);
  });

  it("delay", async () => {
    await admin("POST", "faults", { kind: "delay", delay: 150, times: 1 });
    const started = performance.now();
    await create();
    assert.ok(performance.now() - started >= 145);
  });

  it("come with a probability that a seed fixes", async () => {
    const run = async () => {
      await admin("DELETE", "faults");
      await admin("POST", "faults", { operation: "CreateIdentityPool", kind: "error", probability: 0.5, seed: 7 });
      const results: boolean[] = [];
      for (let i = 0; i < 40; i++)
        results.push(
          await create().then(
            () => true,
            () => false,
          ),
        );
      return results;
    };
    const first = await run();
    assert.deepEqual(await run(), first);
    const passed = first.filter(Boolean).length;
    assert.ok(passed > 8 && passed < 32, String(passed));
  });

  it("are listed with their hits, taken away, and checked", async () => {
    const { body } = await admin("GET", "faults");
    assert.deepEqual(body.faults, [{ id: 1, hits: 0, kind: "throttle", operation: "TagResource", times: 1 }]);
    const added = await admin("POST", "faults", { kind: "error" });
    assert.deepEqual((await admin("DELETE", "faults/1")).body.faults, [{ id: added.body.id, hits: 0, kind: "error" }]);
    await admin("DELETE", "faults");
    await create();
    for (const wrong of [
      { kind: "explode" },
      { kind: "error", operation: "Nothing" },
      { kind: "delay", delay: "long" },
      { kind: "error", tmes: 1 },
      { kind: "delay", delay: 2 ** 31 },
      { kind: "error", constructor: 1 },
      { kind: ["error"] },
      { operation: "GetId" },
      ["error"],
      { kind: "error", probability: 2 },
    ]) {
      assert.equal((await admin("POST", "faults", wrong)).status, 400);
    }
    assert.equal((await admin("GET", "nothing")).status, 404);
  });

  it("and the clock have no unknown members", async () => {
    for (const [path, method, wrong, text] of [
      ["faults", "POST", { kind: "error", tmes: 1 }, "A fault has no tmes; did you mean times?"],
      ["faults", "POST", { kind: "throtle" }, /did you mean throttle\?$/],
      ["faults", "POST", { kind: "error", operation: "getid" }, "There is no operation getid; did you mean GetId?"],
      ["clock", "PUT", { moveby: 5 }, "There is no moveby; did you mean moveBy?"],
      ["clock", "PUT", { moveBy: 5, until: 1 }, "There is no until; use now, moveBy"],
    ] as const) {
      const { status, body } = await admin(method, path, wrong);
      assert.equal(status, 400);
      if (typeof text === "string") assert.equal(body.message, text);
      else assert.match(String(body.message), text);
    }
  });

  it("are not for web pages", async () => {
    const { status } = await admin("POST", "faults", { kind: "error" }, { origin: "http://localhost" });
    assert.equal(status, 403);
  });

  it("move the time", async () => {
    const { IdentityPoolId } = await create();
    const moved = await admin("PUT", "clock", { moveBy: 3600 });
    assert.equal(moved.body.movedBy, 3600);
    const { IdentityId } = await aws.getId({ IdentityPoolId });
    // The SDK corrects its clock by the answer's Date header.
    const client = new CognitoIdentity({ region: "us-east-1", endpoint: server.url, credentials: localCredentials });
    const { CreationDate } = await client.describeIdentity({ IdentityId });
    client.destroy();
    assert.ok((CreationDate?.getTime() ?? 0) > Date.now() + 3_500_000);
    assert.match(
      String((await admin("PUT", "clock", { now: "2030-01-01T00:00:00Z" })).body.now),
      /^2030-01-01T00:00:0/,
    );
    assert.equal((await admin("PUT", "clock", { now: "soon" })).status, 400);
    for (const wrong of [{ moveBy: 1e300 }, { moveBy: -1e300 }, { moveBy: -2e9 }, { now: "+275760-09-13T00:00:00Z" }]) {
      const { status, body } = await admin("PUT", "clock", wrong);
      assert.deepEqual([status, body.message], [400, "The time must be in the years 1970 to 9999."]);
    }
    assert.match(String((await admin("GET", "clock")).body.now), /^2030-01-01T00:00:/);
    assert.equal((await admin("DELETE", "clock")).body.movedBy, 0);
  });
});
