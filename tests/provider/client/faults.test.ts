import assert from "node:assert/strict";
import { type ClientOptions, CognitoIdentityClient, type CognitoIdentityError } from "../../../provider/client";
import type { Input, OperationName } from "../../../provider/model/operations";
import { type BareServer, errorReply, pool, poolReply, type Reply, startBareServer } from "./support/bare-server";
import { Environment } from "./support/environment";
import { answer, type RawBehaviour, type RawServer, startRawServer } from "./support/raw-server";

const IdentityPoolId = "eu-west-1:11111111-2222-3333-4444-555555555555";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-key" };

/** One operation of each kind: a read, a write that may be repeated, and writes that may not. */
const kinds = {
  read: ["DescribeIdentityPool", { IdentityPoolId }],
  write: ["DeleteIdentityPool", { IdentityPoolId }],
  create: ["CreateIdentityPool", { IdentityPoolName: "p", AllowUnauthenticatedIdentities: false }],
  merge: [
    "MergeDeveloperIdentities",
    { IdentityPoolId, SourceUserIdentifier: "a", DestinationUserIdentifier: "b", DeveloperProviderName: "d" },
  ],
  guest: ["GetId", { IdentityPoolId }],
  loggedIn: ["GetId", { IdentityPoolId, Logins: { "accounts.google.com": "a-token-of-google" } }],
} as const;
type Kind = keyof typeof kinds;
const once: Kind[] = ["create", "merge", "guest"];
const repeatable: Kind[] = ["read", "write", "loggedIn"];

describe("A fault at the transport", () => {
  let raw: RawServer | undefined;
  let bare: BareServer | undefined;
  let client: CognitoIdentityClient | undefined;

  afterEach(async () => {
    client?.destroy();
    await raw?.close();
    await bare?.close();
    raw = bare = client = undefined;
  });

  const call = (kind: Kind) => {
    const [name, input] = kinds[kind] as readonly [OperationName, object];
    return (client as CognitoIdentityClient).call(name, input as Input<OperationName>);
  };

  async function fail(kind: Kind): Promise<CognitoIdentityError> {
    return call(kind).then(
      () => assert.fail("the call should have failed"),
      (error) => error,
    );
  }

  const connect = (url: string, options: ClientOptions = {}) => {
    client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: url, credentials, maxAttempts: 3, ...options });
  };

  async function faulty(behaviour: RawBehaviour, options: ClientOptions = {}) {
    raw = await startRawServer(behaviour);
    connect(raw.url, options);
  }

  async function replying(respond: (index: number) => Reply, options: ClientOptions = {}) {
    bare = await startBareServer((_request, index) => respond(index));
    connect(bare.url, options);
  }

  it("before the send, nobody listening: every operation is tried again, and nothing was done", async () => {
    for (const kind of [...once, ...repeatable]) {
      connect("http://127.0.0.1:1");
      const { code, attempts, outcome, retryable, message } = await fail(kind);
      assert.deepEqual(
        { code, attempts, outcome, retryable },
        { code: "ConnectionError", attempts: 3, outcome: "refused", retryable: true },
      );
      assert.match(
        message,
        /http:\/\/127\.0\.0\.1:1 can't be reached \(connect ECONNREFUSED .*\).* \(after 3 attempts\)/,
      );
    }
  });

  it("a host that does not exist is named", async () => {
    connect("http://no-such-host.invalid", { maxAttempts: 1 });
    const { code, outcome, message } = await fail("read");
    assert.deepEqual({ code, outcome }, { code: "ConnectionError", outcome: "refused" });
    assert.match(message, /no-such-host\.invalid.*check that it runs, the network and the region/);
  });

  const afterSend: Record<string, RawBehaviour["onRequest"]> = {
    "a reset after the send": (socket) => socket.resetAndDestroy(),
    "a close after the send": (socket) => socket.end(),
    "a reset in the head of the answer": (socket) =>
      socket.write("HTTP/1.1 200 OK\r\ncontent-le", () => socket.resetAndDestroy()),
    "a reset in mid-body": (socket) => socket.write(answer("{}").slice(0, -1), () => socket.resetAndDestroy()),
    "a close in mid-body": (socket) => socket.end(answer('{"IdentityPoolName":"p"}').slice(0, -5)),
    "a close in mid-chunk": (socket) =>
      socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{"Identi'),
  };
  for (const [title, onRequest] of Object.entries(afterSend)) {
    it(`${title}: repeated where that does no harm, else the outcome is unknown`, async () => {
      await faulty({ onRequest });
      for (const kind of repeatable) {
        const before = raw?.requests() ?? 0;
        const { code, attempts, outcome, retryable } = await fail(kind);
        assert.deepEqual(
          { kind, code, attempts, outcome, retryable },
          { kind, code: "ConnectionError", attempts: 3, outcome: "unknown", retryable: true },
        );
        assert.equal((raw?.requests() ?? 0) - before, 3);
      }
      for (const kind of once) {
        const before = raw?.requests() ?? 0;
        const { code, attempts, outcome, message } = await fail(kind);
        assert.deepEqual(
          { kind, code, attempts, outcome },
          { kind, code: "ConnectionError", attempts: 1, outcome: "unknown" },
        );
        assert.equal((raw?.requests() ?? 0) - before, 1, "the server sees it once");
        assert.match(message, /whether it was carried out is unknown; it is not sent again, for /);
      }
    });
  }

  it("one reset after the send, then an answer: a read succeeds at the second attempt", async () => {
    await faulty({
      onRequest: (socket, index) => (index === 0 ? socket.resetAndDestroy() : socket.write(answer())),
    });
    assert.deepEqual(await call("read"), pool);
    assert.equal(raw?.requests(), 2);
  });

  it("a lost answer, then a refusal: the outcome stays unknown, for the first attempt may have been carried out", async () => {
    const gone = JSON.stringify({ __type: "ResourceNotFoundException", message: "gone" });
    const refusal = `HTTP/1.1 400 Bad Request\r\ncontent-length: ${gone.length}\r\n\r\n${gone}`;
    await faulty({
      onRequest: (socket, index) => (index % 2 === 0 ? socket.resetAndDestroy() : socket.write(refusal)),
    });
    const deletion = await fail("write");
    assert.deepEqual([deletion.code, deletion.outcome, deletion.attempts], ["ResourceNotFoundException", "unknown", 2]);
    assert.match(deletion.message, /Attempt 1 of 2 ended without a clear answer, and may have been carried out/);
    const read = await fail("read");
    assert.deepEqual([read.code, read.outcome, read.attempts], ["ResourceNotFoundException", "refused", 2]);
  });

  it("a kept connection that the server closes under the next request: a read is repeated, a create is not", async () => {
    // Answers the first request of each connection, and closes without a word at the second.
    const seen = new WeakMap<object, number>();
    await faulty({
      onRequest(socket) {
        const count = (seen.get(socket) ?? 0) + 1;
        seen.set(socket, count);
        if (count === 1) socket.write(answer());
        else socket.destroy();
      },
    });
    await call("read");
    await call("read");
    assert.equal(raw?.connections(), 2);
    const error = await fail("create");
    assert.deepEqual([error.code, error.outcome, error.attempts], ["ConnectionError", "unknown", 1]);
  });

  it("a kept connection that the server closed while it was idle is not used again", async () => {
    await faulty({ onRequest: (socket) => socket.end(answer()) });
    await call("read");
    await new Promise((resolve) => setTimeout(resolve, 20));
    await call("create");
    assert.equal(raw?.connections(), 2);
  });

  it("a slow answer: the attempt ends at its time, and the request counts as sent", async () => {
    await faulty({}, { requestTimeout: 50, maxAttempts: 2 });
    const started = performance.now();
    const read = await fail("read");
    assert.deepEqual([read.code, read.outcome, read.attempts], ["TimeoutError", "unknown", 2]);
    assert.match(read.message, /no answer from http.* in time \(50 ms have passed\)/);
    assert(performance.now() - started < 1000);
    const create = await fail("create");
    assert.deepEqual([create.code, create.outcome, create.attempts], ["TimeoutError", "unknown", 1]);
  });

  it("a body that drips: the time holds for the whole answer, not only for its next byte", async () => {
    await faulty(
      {
        onRequest(socket) {
          socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
          const drip = setInterval(() => socket.write(" "), 10);
          socket.on("close", () => clearInterval(drip));
        },
      },
      { requestTimeout: 100, maxAttempts: 1 },
    );
    assert.equal((await fail("read")).code, "TimeoutError");
  });

  it("a connection that is never made: the connect timeout ends it, and nothing was sent", async () => {
    // Takes the connection and never answers the TLS handshake.
    raw = await startRawServer({});
    connect(raw.url.replace("http:", "https:"), { connectTimeout: 50, maxAttempts: 2 });
    const started = performance.now();
    const { code, outcome, attempts } = await fail("create");
    assert.deepEqual([code, outcome, attempts], ["TimeoutError", "refused", 2]);
    assert(performance.now() - started < 1000);
  });

  it("an oversized body is not read to its end, and not asked for again", async () => {
    let sent = 0;
    await faulty({
      onRequest(socket) {
        const chunk = Buffer.alloc(1024 * 1024, " ");
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${100 * chunk.length}\r\n\r\n`);
        const pour = () => {
          while (sent < 100 && !socket.destroyed) {
            sent++;
            if (!socket.write(chunk)) return;
          }
        };
        socket.on("drain", pour);
        pour();
      },
    });
    const { code, outcome, attempts, message } = await fail("read");
    assert.deepEqual([code, outcome, attempts], ["InvalidResponse", "unknown", 1]);
    assert.match(message, /exceeds 16777216 bytes/);
    assert(sent < 40, `${sent} MB were sent`);
  });

  it("a server that does not speak HTTP: not asked again", async () => {
    await faulty({ onRequest: (socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n") });
    const { code, attempts, outcome } = await fail("read");
    assert.deepEqual([code, attempts, outcome], ["InvalidResponse", 1, "unknown"]);
  });

  for (const [title, body] of Object.entries({
    "a proxy's HTML": "<html><body>Sign in to the network</body></html>",
    "truncated JSON": '{"IdentityPoolId":"eu-we',
    "a JSON list": "[]",
    "nothing at all": "",
  })) {
    it(`an answer of ${title} with status 200: shown in part, not asked for again`, async () => {
      await replying(() => ({ body }));
      for (const kind of ["read", "create"] as const) {
        const { code, attempts, outcome, statusCode, message } = await fail(kind);
        assert.deepEqual([code, attempts, outcome, statusCode], ["InvalidResponse", 1, "unknown", 200]);
        assert(message.includes(body ? JSON.stringify(body) : "it is empty"), message);
      }
    });
  }

  const statuses: [string, Reply, { attempts: number; onceAttempts: number; outcome: string; code: string }][] = [
    [
      "400 throttled",
      errorReply("TooManyRequestsException"),
      { attempts: 2, onceAttempts: 2, outcome: "refused", code: "TooManyRequestsException" },
    ],
    [
      "400 ThrottlingException",
      errorReply("ThrottlingException"),
      { attempts: 2, onceAttempts: 2, outcome: "refused", code: "ThrottlingException" },
    ],
    [
      "429 of a proxy",
      { status: 429, body: "slow down" },
      { attempts: 2, onceAttempts: 2, outcome: "refused", code: "InvalidResponse" },
    ],
    [
      "500",
      errorReply("InternalErrorException", "m", 500),
      { attempts: 2, onceAttempts: 1, outcome: "unknown", code: "InternalErrorException" },
    ],
    [
      "502 of a proxy",
      { status: 502, body: "<html>" },
      { attempts: 2, onceAttempts: 1, outcome: "unknown", code: "InvalidResponse" },
    ],
    [
      "503",
      errorReply("ServiceUnavailable", "m", 503),
      { attempts: 2, onceAttempts: 2, outcome: "refused", code: "ServiceUnavailable" },
    ],
    [
      "503 of a proxy",
      { status: 503, body: "upstream connect error or disconnect/reset before headers" },
      { attempts: 2, onceAttempts: 1, outcome: "unknown", code: "InvalidResponse" },
    ],
    [
      "400 of the service's own failure",
      errorReply("InternalErrorException"),
      { attempts: 2, onceAttempts: 1, outcome: "unknown", code: "InternalErrorException" },
    ],
    [
      "504 of a proxy",
      { status: 504, body: "" },
      { attempts: 2, onceAttempts: 1, outcome: "unknown", code: "InvalidResponse" },
    ],
    [
      "a used-up quota",
      errorReply("LimitExceededException"),
      { attempts: 1, onceAttempts: 1, outcome: "refused", code: "LimitExceededException" },
    ],
    [
      "a refusal",
      errorReply("NotAuthorizedException"),
      { attempts: 1, onceAttempts: 1, outcome: "refused", code: "NotAuthorizedException" },
    ],
    [
      "403 of a proxy",
      { status: 403, body: "<html>no</html>" },
      { attempts: 1, onceAttempts: 1, outcome: "refused", code: "InvalidResponse" },
    ],
  ];
  for (const [title, reply, expected] of statuses) {
    it(`${title}: ${expected.attempts} attempts, ${expected.onceAttempts} of what must not be repeated`, async () => {
      await replying(() => reply, { maxAttempts: 2 });
      for (const [kind, attempts] of [
        ["read", expected.attempts],
        ["create", expected.onceAttempts],
      ] as const) {
        const error = await fail(kind);
        assert.deepEqual(
          { kind, attempts: error.attempts, outcome: error.outcome, code: error.code, statusCode: error.statusCode },
          { kind, attempts, outcome: expected.outcome, code: expected.code, statusCode: reply.status },
        );
      }
    }).timeout(10_000);
  }

  it("the ids of the last answer are kept when a later attempt gets none", async () => {
    await faulty({
      onRequest(socket, index) {
        const body = '{"__type":"InternalErrorException","message":"m"}';
        if (index > 0) socket.resetAndDestroy();
        else socket.write(`HTTP/1.1 500 X\r\nx-amzn-requestid: r-1\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      },
    });
    const { code, requestId, statusCode } = await fail("read");
    assert.deepEqual([code, requestId, statusCode], ["ConnectionError", "r-1", 500]);
  });

  it("an answer that switches protocols is none", async () => {
    await faulty({
      onRequest: (socket) => socket.write("HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    });
    const { code, attempts } = await fail("read");
    assert.deepEqual([code, attempts], ["InvalidResponse", 1]);
  });

  it("a mistake in the profile's retries does not hide what the service said", async () => {
    const environment = new Environment();
    try {
      process.env.AWS_CONFIG_FILE = environment.write("config-retries", "[default]\nmax_attempts = foo\n");
      let reply = errorReply("ResourceNotFoundException");
      await replying(() => reply, { maxAttempts: undefined });
      const early = (warning: Error) => assert.fail(`a refusal needs no settings, but: ${warning.message}`);
      process.on("warning", early);
      assert.equal((await fail("write")).code, "ResourceNotFoundException");
      await new Promise(setImmediate);
      process.off("warning", early);
      reply = errorReply("InternalErrorException", "m", 500);
      const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
      const { code, outcome, attempts } = await fail("write");
      assert.deepEqual([code, outcome, attempts], ["InternalErrorException", "unknown", 1]);
      assert.match((await warned).message, /maxAttempts \(AWS_MAX_ATTEMPTS\) must be .* not "foo"/);
    } finally {
      environment.restore();
    }
  });

  it("Retry-After that is no time leaves the backoff", async () => {
    await replying(() => errorReply("TooManyRequestsException", "m", 400, { "retry-after": "99999999999999999" }), {
      maxAttempts: 2,
    });
    const started = performance.now();
    assert.equal((await fail("read")).attempts, 2);
    const waited = performance.now() - started;
    assert(waited > 4_000, `${waited} ms`);
  }).timeout(20_000);

  for (const [header, value] of [
    ["retry-after", "2"],
    ["x-amz-retry-after", "2000"],
  ] as const) {
    it(`${header} is honoured`, async () => {
      await replying((index) =>
        index === 0 ? errorReply("TooManyRequestsException", "m", 400, { [header]: value }) : poolReply,
      );
      const started = performance.now();
      await call("read");
      const waited = performance.now() - started;
      assert(waited >= 1900 && waited < 4000, `${waited} ms`);
    }).timeout(10_000);
  }
});
