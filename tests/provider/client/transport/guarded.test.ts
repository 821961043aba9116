import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { HttpRequest } from "@smithy/protocol-http";
import { type ClientOptions, CognitoIdentityClient } from "../../../../provider/client";
import type { HttpHandler } from "../../../../provider/client/transport/transport";
import { pool, startBareServer } from "../support/bare-server";
import { startRawServer } from "../support/raw-server";

const IdentityPoolId = "eu-west-1:1";
const options = {
  region: "eu-west-1",
  endpoint: "http://in-process",
  credentials: { accessKeyId: "a", secretAccessKey: "b" },
  maxAttempts: 1,
};

const clientOn = (handle: (request: HttpRequest) => unknown, more: ClientOptions = {}) =>
  new CognitoIdentityClient({ ...options, requestHandler: { handle } as unknown as HttpHandler, ...more });
const describePool = (client: CognitoIdentityClient, signal?: AbortSignal) =>
  client.call("DescribeIdentityPool", { IdentityPoolId }, { signal });
const answering =
  (body: unknown, headers = {}) =>
  async () => ({ response: { statusCode: 200, headers, body } });
const answered = { ...pool, IdentityPoolName: "ü" };
const json = JSON.stringify(answered);
/** In the middle of a character. */
const cut = Buffer.from(json).indexOf("ü") + 1;

describe("A requestHandler of one's own", () => {
  const bodies: Record<string, () => unknown> = {
    text: () => json,
    bytes: () => new TextEncoder().encode(json),
    "a stream": () => Readable.from([Buffer.from(json).subarray(0, cut), Buffer.from(json).subarray(cut)]),
    "a web stream": () => new Blob([json]).stream(),
  };
  for (const [title, body] of Object.entries(bodies)) {
    it(`may answer with ${title}`, async () => {
      assert.deepEqual(await describePool(clientOn(answering(body()))), answered);
    });
  }

  it("gets a smithy HttpRequest, signed", async () => {
    let seen: HttpRequest | undefined;
    await describePool(
      clientOn((request) => {
        seen = request;
        return answering(json)();
      }),
    );
    assert(HttpRequest.isInstance(seen) && seen instanceof HttpRequest);
    assert.match(seen.headers.authorization ?? "", /^AWS4-HMAC-SHA256/);
    assert.equal(seen.headers["x-amz-target"], "AWSCognitoIdentityService.DescribeIdentityPool");
  });

  it("may write headers in any case", async () => {
    const handle = async () => ({
      response: {
        statusCode: 400,
        headers: { "x-amzn-RequestId": "r", "X-Amzn-ErrorType": "SomeException:" },
        body: "{}",
      },
    });
    await assert.rejects(describePool(clientOn(handle)), { code: "SomeException", requestId: "r" });
  });

  it("that never answers ends at the timeout and at the signal", async () => {
    const client = clientOn(() => new Promise(() => {}), { requestTimeout: 30 });
    await assert.rejects(describePool(client), { code: "TimeoutError", outcome: "unknown" });
    const silent = clientOn(() => new Promise(() => {}));
    await assert.rejects(describePool(silent, AbortSignal.timeout(30)), { code: "AbortError", outcome: "unknown" });
  });

  it("whose stream never ends is ended, at the timeout and at the bound of its size", async () => {
    const stalled = new Readable({ read() {} });
    const client = clientOn(answering(stalled), { requestTimeout: 30 });
    await assert.rejects(describePool(client), { code: "TimeoutError" });
    assert(stalled.destroyed);
    let megabytes = 0;
    const endless = new Readable({
      read() {
        megabytes++;
        this.push(Buffer.alloc(2 ** 20));
      },
    });
    await assert.rejects(describePool(clientOn(answering(endless))), { code: "InvalidResponse", message: /exceeds/ });
    assert(endless.destroyed && megabytes < 30);
  });

  it("that fails: only what failed before a connection existed was surely not sent", async () => {
    const failures = [
      [Object.assign(new Error("refused"), { code: "ECONNREFUSED" }), "ConnectionError", "refused"],
      [Object.assign(new Error("reset"), { code: "ECONNRESET" }), "ConnectionError", "unknown"],
      [Object.assign(new Error("late"), { name: "TimeoutError" }), "TimeoutError", "unknown"],
      [new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }), "ConnectionError", "refused"],
      [new TypeError("terminated", { cause: { code: "UND_ERR_SOCKET" } }), "ConnectionError", "unknown"],
      [new TypeError("fetch failed", { cause: { code: "UND_ERR_CONNECT_TIMEOUT" } }), "ConnectionError", "refused"],
      [Object.assign(new Error("other"), { code: "ERR_TLS_CERT_ALTNAME_INVALID" }), "CertificateError", "refused"],
      [Object.assign(new Error("hang up"), { code: "ECONNRESET", name: "TimeoutError" }), "ConnectionError", "unknown"],
    ] as const;
    for (const [thrown, code, outcome] of failures) {
      const client = clientOn(() => Promise.reject(thrown));
      await assert.rejects(describePool(client), { code, outcome });
    }
  });

  it("that fails by its own fault is asked once, and its error is the cause", async () => {
    const failures: [title: string, handle: () => unknown][] = [
      ["an assertion", () => assert.equal(1, 2)],
      ["a type error", () => (undefined as never as { x: number }).x],
      ["no error at all", () => Promise.reject("no error at all")],
      ["no answer", () => undefined],
      ["an answer without a status", () => ({ response: {} })],
      ["a body that can't be read", () => ({ response: { statusCode: 200, body: { a: 1 } } })],
      ["a file that is not there", () => Promise.reject(Object.assign(new Error("no file"), { code: "ENOENT" }))],
    ];
    for (const [title, handle] of failures) {
      let asked = 0;
      const count = () => {
        asked++;
        return handle();
      };
      const error = await describePool(clientOn(count, { maxAttempts: 3 })).catch((thrown) => thrown);
      assert.equal(error.code, "RequestHandlerError", title);
      assert.match(error.message, /the requestHandler failed: /);
      assert.equal(error.outcome, "unknown");
      assert.equal(asked, 1, title);
    }
    const error = await describePool(clientOn(() => assert.equal(1, 2))).catch((thrown) => thrown);
    assert(error.cause instanceof assert.AssertionError);
    let asked = 0;
    const second = clientOn(
      () => {
        if (asked++ > 0) throw new Error("at the second attempt");
        return { response: { statusCode: 429, headers: {}, body: "{}" } };
      },
      { maxAttempts: 4 },
    );
    await assert.rejects(describePool(second), { code: "RequestHandlerError", attempts: 2, retryable: false });
  });

  it("may be smithy's NodeHttpHandler, with its streams, faults and aborts", async () => {
    const server = await startBareServer(() => ({ body: json }));
    const handler = new NodeHttpHandler();
    const client = new CognitoIdentityClient({ ...options, endpoint: server.url, requestHandler: handler });
    assert.deepEqual(await describePool(client), answered);
    server.respond = () => ({ delay: 5_000 });
    await assert.rejects(describePool(client, AbortSignal.timeout(30)), { code: "AbortError" });
    client.destroy();
    await server.close();
    const raw = await startRawServer({
      onRequest: (socket) =>
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{", () => socket.resetAndDestroy()),
    });
    const cut = new CognitoIdentityClient({ ...options, endpoint: raw.url, requestHandler: new NodeHttpHandler() });
    await assert.rejects(describePool(cut), { code: "ConnectionError", outcome: "unknown" });
    cut.destroy();
    await raw.close();
  });
});
