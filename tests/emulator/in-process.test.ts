import assert from "node:assert/strict";
import { HttpRequest } from "@smithy/protocol-http";
import { createLocalHandler, type LocalHandler } from "../../emulator";
import { temporaryFolder } from "./support/child-service";
import { rawRequest } from "./support/targets";

const IdentityPoolId = "us-east-1:00000000-0000-4000-8000-000000000001";

describe("handlers in the process", () => {
  const folder = temporaryFolder();
  const opened: LocalHandler[] = [];
  const open = (...given: Parameters<typeof createLocalHandler>) => {
    const handler = createLocalHandler(...given);
    opened.push(handler);
    return handler;
  };
  afterEach(() => {
    for (const handler of opened.splice(0)) handler.destroy();
  });
  after(() => folder.remove());

  const ask = async (handler: LocalHandler, operation: string, input: object) => {
    const { response } = await handler.handle(
      new HttpRequest({ ...rawRequest(operation, input), hostname: "127.0.0.1" }),
    );
    return { ...(JSON.parse(Buffer.from(response.body).toString()) as Record<string, string>), ...response.headers };
  };
  const createPool = ({ service: { store, clock } }: LocalHandler) =>
    store.write(() => {
      const settings = { IdentityPoolName: "x", AllowUnauthenticatedIdentities: true };
      store.pools.create(IdentityPoolId, { account: "000000000000", region: "us-east-1" }, settings, {}, clock.now());
    });

  const guestsOf = ({ service: { store } }: LocalHandler) => {
    const pool = store.pools.find(IdentityPoolId);
    return pool ? store.identities.list(pool, 0, 1000, false).length : 0;
  };

  for (const [name, path] of [
    ["one file", `${folder.path}/shared.db`],
    ["`:memory:`", ":memory:"],
  ] as const) {
    it(`of ${name} write at the same time, and none is lost`, async () => {
      const handlers = [open(path), open(path), open(path)] as const;
      await createPool(handlers[0]);
      const writes = Array.from({ length: 90 }, (_, i) =>
        ask(handlers[i % 3] as LocalHandler, "GetId", { IdentityPoolId }),
      );
      assert.equal(new Set((await Promise.all(writes)).map(({ IdentityId }) => IdentityId)).size, 90);
      assert.deepEqual(handlers.map(guestsOf), [90, 90, 90]);
    });
  }

  for (const [name, path] of [
    ["one file", `${folder.path}/options.db`],
    ["`:memory:`", ":memory:"],
  ] as const) {
    it(`of ${name} go each by its own options`, async () => {
      const years = [2001, 2002];
      const handlers = years.map((year) => open(path, { now: () => new Date(`${year}-06-01T00:00:00Z`) }));
      for (const [index, handler] of handlers.entries()) {
        const { date } = await ask(handler, "GetId", { IdentityPoolId });
        assert.match(date ?? "", new RegExp(`Jun ${years[index]}`));
      }
    });
  }

  it("of `:memory:` have a database of their own when they have options", async () => {
    const [shared, own] = [open(":memory:"), open(":memory:", {})];
    await createPool(shared);
    await ask(shared, "GetId", { IdentityPoolId });
    assert.deepEqual([shared, own, open(":memory:")].map(guestsOf), [1, 0, 1]);
  });

  it("of `:memory:` keep the database until the last one is destroyed", async () => {
    const [first, second] = [open(":memory:"), open(":memory:")];
    await createPool(first);
    first.destroy();
    assert.ok(second.service.store.pools.find(IdentityPoolId));
    second.destroy();
    assert.equal(open(":memory:").service.store.pools.find(IdentityPoolId), undefined);
  });

  it("may be destroyed twice without closing another one", async () => {
    const [first, second] = [open(":memory:"), open(":memory:")];
    first.destroy();
    first.destroy();
    await createPool(second);
  });
});
