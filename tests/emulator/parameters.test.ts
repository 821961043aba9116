import assert from "node:assert/strict";
import { createLocalService, type RequestRecord } from "../../emulator";
import { applySeed } from "../../emulator/control/seed";
import { startServer } from "../../emulator/hosts/http";
import { rawRequest } from "./support/targets";

const date = "2026-03-04T05:06:07.000Z";
const uuid = "01010101-0101-4101-8101-010101010101";
const random = (size: number) => Buffer.alloc(size, 1);
const now = () => new Date(date);

describe("the clock and the randomness of a service", () => {
  it("are those of a request that its host refuses, which is logged", async () => {
    const log: RequestRecord[] = [];
    const server = await startServer({ db: ":memory:", now, random, log: (record) => log.push(record) });
    try {
      const answer = await fetch(server.url, { method: "POST", body: Buffer.alloc(2 ** 20 + 1) });
      assert.equal(answer.status, 413);
      assert.equal(answer.headers.get("x-amzn-requestid"), uuid);
      assert.equal(answer.headers.get("date"), "Wed, 04 Mar 2026 05:06:07 GMT");
      const [{ duration, ...record } = {}] = log as Partial<RequestRecord>[];
      assert.deepEqual(record, {
        time: now(),
        operation: "POST /",
        status: 413,
        code: "RequestEntityTooLargeException",
        requestId: uuid,
      });
      assert.ok(duration !== undefined && duration >= 0);
    } finally {
      await server.close();
    }
  });

  it("are those of a seed", async () => {
    const service = createLocalService({ path: ":memory:", now, random });
    const pool = { IdentityPoolName: "x", AllowUnauthenticatedIdentities: true, Region: "us-east-1", Identities: [{}] };
    await applySeed(service, { IdentityPools: [pool] });
    const identity = service.store.identities.find(`us-east-1:${uuid}`);
    assert.equal(identity?.created, now().getTime());
    assert.ok(service.store.pools.find(`us-east-1:${uuid}`));
    service.close();
  });

  it("are waited by in a delay", async () => {
    const waits: number[] = [];
    const service = createLocalService({
      path: ":memory:",
      faults: [{ kind: "delay", delay: 3_600_000 }],
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    });
    await service.handle(rawRequest("GetId", {}));
    assert.deepEqual(waits, [3_600_000]);
    service.close();
  });
});
