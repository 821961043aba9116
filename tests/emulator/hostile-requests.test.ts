import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { HttpRequest } from "@smithy/protocol-http";
import { createLocalService, localCredentials } from "../../emulator";
import { applySeed } from "../../emulator/command/seed";
import { seededNumbers } from "../../emulator/random";
import { operationNames, operations } from "../../provider/model/operations";
import { type Shape, shapeOf } from "../../provider/model/shapes";
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
const IdentityPoolId = "us-east-1:00000000-0000-4000-8000-000000000001";
const ResourceArn = `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${IdentityPoolId}`;
const IdentityId = "us-east-1:00000000-0000-4000-8000-000000000002";

const saml = "arn:aws:iam::000000000000:saml-provider/corp";
const providers = ["accounts.google.com", saml, "dev"];
const existing = { IdentityPoolId, IdentityId, ResourceArn, DeveloperProviderName: "dev", MaxResults: 5 };

/** Values that the shapes of operations ask for, and values that they do not. `room` is how large a value may be. */
class Generator {
  readonly number: () => number;

  constructor(seed: number) {
    this.number = seededNumbers(seed);
  }

  upTo = (n: number): number => Math.floor(this.number() * n);
  isOne = (of: number): boolean => this.number() * of < 1;
  one = <T>(items: readonly T[]): T => items[this.upTo(items.length)] as T;

  text = (room: number): string =>
    this.one<() => string>([
      () => "",
      () => "a",
      () => IdentityPoolId,
      () => IdentityId,
      () => ResourceArn,
      () => this.one(["constructor", "__proto__", "toString", "accounts.google.com", "dev", "authenticated"]),
      () =>
        this.one(["\u001b[2J", "\u202e", "\r\n", "\0", "\ud800", "' OR 1=1 --", "%s%n", "../../x"]).repeat(
          1 + this.upTo(9),
        ),
      () => String.fromCharCode(...Array.from({ length: this.upTo(40) }, () => this.upTo(0x1_0000))),
      () => this.one(["x", "é", "<NameID ", "\u{1f600}", " ", "[", "."]).repeat(this.upTo(room)),
      () => this.token(room),
    ])();

  /** Something like a JWT or a SAML response. */
  token(room: number): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "").toString("base64url");
    const claims = {
      iss: this.one<unknown>(["https://accounts.google.com", "https://accounts.google.com/", this.anything(20)]),
      aud: this.one<unknown>(["app", ["app"], this.anything(room)]),
      sub: this.one<unknown>(["ann", this.anything(20)]),
      exp: this.one<unknown>([9e9, 1, this.anything(5)]),
    };
    return this.one([
      () => `${part({ alg: "RS256" })}.${part(claims)}.${part("x")}`,
      () => Buffer.from("<NameID ".repeat(this.upTo(Math.min(room, 5000)))).toString("base64"),
    ])();
  }

  anything(room: number): unknown {
    return this.one<() => unknown>([
      () => null,
      () => this.isOne(2),
      () => this.one([0, -1, 1e308, 0.5, 2 ** 53, 61]),
      () => this.text(Math.min(room, 1000)),
      () => ({ toString: 1, valueOf: null, constructor: { name: 1 } }),
      () => this.nested(Math.min(room, 2000), this.isOne(2)),
      () => Array(this.upTo(room)).fill(this.one<unknown>(["", null, 0, "x"])),
    ])();
  }

  nested(depth: number, isList: boolean): unknown {
    let value: unknown = 1;
    for (let i = this.upTo(depth); i > 0; i--) value = isList ? [value] : { a: value };
    return value;
  }

  value(shape: Shape, room: number): unknown {
    if (this.isOne(12)) return this.anything(room);
    const count = () => this.one([0, 1, 2, 12, this.upTo(room)]);
    switch (shape.type) {
      case "string":
        return shape.enum && !this.isOne(4) ? this.one(shape.enum) : this.text(room);
      case "boolean":
        return this.isOne(2);
      case "integer":
        return this.one([1, 10, 60, 0, 61, -1, 1.5, 1e300]);
      case "timestamp":
        return this.upTo(1e9);
      case "list": {
        const length = count();
        if (length > 20) return Array(length).fill(this.value(shape.of, 4));
        return Array.from({ length }, () => this.value(shape.of, room));
      }
      case "map": {
        const length = count();
        const [key, item] = [this.text(100), this.value(shape.value, 4)];
        if (length > 20) return Object.fromEntries(Array.from({ length }, (_, i) => [`${key}${i}`, item]));
        return Object.fromEntries(
          Array.from({ length }, () => [this.text(room), this.value(shape.value, room)] as const),
        );
      }
      case "structure": {
        const members = Object.entries(shape.members).filter(() => !this.isOne(8));
        const known = members.map(([name, member]) => [
          name,
          this.member(name, room) ?? this.value(shapeOf(member), room),
        ]);
        const unknown = this.isOne(10) ? [[this.text(20), this.anything(room)]] : [];
        return Object.fromEntries([...known, ...unknown]);
      }
    }
  }

  /** Most requests name what exists, so that they get further. */
  member(name: string, room: number): unknown {
    if (this.isOne(5)) return undefined;
    if (name === "Logins")
      return { [this.one(providers)]: this.one([() => this.token(room), () => this.text(room)])() };
    if (!Object.hasOwn(existing, name)) return undefined;
    return existing[name as keyof typeof existing];
  }

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
    const generator = new Generator(seed);
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
