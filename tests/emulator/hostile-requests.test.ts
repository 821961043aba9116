import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { HttpRequest } from "@smithy/protocol-http";
import { createLocalService, localCredentials } from "../../emulator";
import { applySeed } from "../../emulator/control/seed";
import { operationNames, operations } from "../../provider/model/operations";
import type { Shape } from "../../provider/model/shapes";
import { existing, HostileValues, saml } from "../support/hostile-values";
import { sign } from "./support/sign";
import { rawRequest } from "./support/targets";

/** COGNITO_IDENTITY_HOSTILE and COGNITO_IDENTITY_SEED ask for others. */
const requests = Number(process.env.COGNITO_IDENTITY_HOSTILE ?? 10_000);
const seed = Number(process.env.COGNITO_IDENTITY_SEED ?? 20_260_305);

const bounds = {
  /** Milliseconds for one request, where a machine that is not busy needs a hundred at most. */
  time: 3000,
  /** Characters of an error, and of the header that repeats it. */
  error: 16_000,
  header: 2048,
  /** Bytes that one request allocates. */
  allocated: 100 * 2 ** 20,
  /** Bytes that stay. */
  growth: 24 * 2 ** 20,
};

const megabyte = 2 ** 20;
const { IdentityPoolId, IdentityId } = existing;

class HostileBodies extends HostileValues {
  body(shape: Shape, room: number): string {
    const text = JSON.stringify(this.value(shape, room)) ?? "";
    if (this.isOne(30)) return text.slice(0, this.upTo(text.length));
    if (this.isOne(60)) return this.one(["[", '{"a":']).repeat(this.upTo(room));
    return text.length > megabyte ? text.slice(0, megabyte) : text;
  }
}

describe("hostile requests", () => {
  it(`of up to a megabyte, ${requests} of them, are answered in bounded time and memory`, async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const warnings: string[] = [];
    const service = createLocalService({ path: ":memory:", warn: (message) => warnings.push(message) });
    const pool = {
      IdentityPoolId,
      Region: "us-east-1",
      IdentityPoolName: "hostile",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: "dev",
      SupportedLoginProviders: { "accounts.google.com": "app" },
      SamlProviderARNs: [saml],
      Identities: [{ IdentityId }],
    };
    const { store } = service;
    /** Makes again what a request has deleted. */
    const restore = async () => {
      if (store.identities.find(IdentityId)) return;
      const rest = store.pools.find(IdentityPoolId);
      if (rest) await store.write(() => store.pools.delete(rest));
      await applySeed(service, { IdentityPools: [pool] });
    };
    const generator = new HostileBodies(seed);
    const codes = new Map<string, number>();
    const slowest = { time: 0, what: "" };
    let early = 0;
    let allocated = 0;
    for (let i = 0; i < requests; i++) {
      if (i === Math.floor(requests / 2)) early = heap();
      await restore();
      const name = generator.one(operationNames);
      const room = generator.isOne(100) ? 300_000 : generator.one([10, 10, 100, 1000]);
      const request = rawRequest(name, generator.body(operations[name].input, room));
      const signed = operations[name].signed
        ? await sign(new HttpRequest({ ...request, hostname: "127.0.0.1" }), {
            region: "us-east-1",
            credentials: localCredentials,
          })
        : request;
      const isLarge = request.body.length > 10_000;
      const heapUsed = isLarge ? process.memoryUsage().heapUsed : 0;
      const started = performance.now();
      const { status, headers, body } = await service.handle({ ...request, headers: signed.headers });
      const time = performance.now() - started;
      if (isLarge) allocated = Math.max(allocated, process.memoryUsage().heapUsed - heapUsed);
      const what = `${i}: ${name} of ${request.body.length} bytes`;
      if (time > slowest.time) Object.assign(slowest, { time, what });
      assert.ok(status === 200 || status === 400, `${what}: ${status} ${body.slice(0, 300)}`);
      const { __type } = body ? (JSON.parse(body) as { __type?: string }) : {};
      if (status === 400) {
        assert.ok(__type && body.length < bounds.error, `${what}: ${body.length} characters`);
        assert.ok((headers["x-amzn-ErrorMessage"] ?? "").length <= bounds.header, what);
      }
      codes.set(__type ?? "none", (codes.get(__type ?? "none") ?? 0) + 1);
    }
    const growth = heap() - early;
    service.close();
    assert.ok(slowest.time < bounds.time, `${slowest.what} took ${slowest.time} ms`);
    assert.ok(allocated < bounds.allocated, `one request allocated ${allocated} bytes`);
    assert.ok(growth < bounds.growth, `the heap grew by ${growth} bytes`);
    assert.deepEqual(
      warnings.filter((warning) => /failed/.test(warning)),
      [],
    );
    for (const code of ["none", "SerializationException", "ValidationException", "ResourceNotFoundException"]) {
      assert.ok((codes.get(code) ?? 0) > requests / 200, `${code}: ${JSON.stringify([...codes])}`);
    }
    if (process.env.COGNITO_IDENTITY_HOSTILE) console.log({ slowest, allocated, growth, codes });
  }).timeout(300_000);
});
