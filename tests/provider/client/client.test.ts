import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  type CallRecord,
  type ClientOptions,
  CognitoIdentityClient,
  CognitoIdentityError,
  hasCode,
  isNotFound,
} from "../../../provider/client";
import { type BareServer, errorReply, pool, poolReply, type Respond, startBareServer } from "./support/bare-server";

const IdentityPoolId = "eu-west-1:11111111-2222-3333-4444-555555555555";
const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "the-secret-access-key",
  sessionToken: "the-session-token",
};
const secretLogin = "eyJhbGciOi.a-login-token.c2ln";

describe("CognitoIdentityClient", () => {
  let server: BareServer;
  let client: CognitoIdentityClient;

  afterEach(async () => {
    client?.destroy();
    await server?.close();
  });

  async function start(respond?: Respond, options: ClientOptions = {}) {
    server = await startBareServer(respond);
    client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: server.url, credentials, ...options });
  }

  const describePool = () => client.call("DescribeIdentityPool", { IdentityPoolId });
  const rejection = (promise: Promise<unknown>): Promise<CognitoIdentityError> =>
    promise.then(
      () => assert.fail("the call should have failed"),
      (error) => error,
    );

  describe("an answer", () => {
    it("has dates as Date, unknown members and odd keys kept", async () => {
      const body =
        '{"IdentityId":"i","CreationDate":1538078988.077,"New":{"Date":1},"__proto__":{"a":1},"Logins":null}';
      await start(() => ({ body }));
      const output = await client.call("DescribeIdentity", { IdentityId: IdentityPoolId });
      assert.deepEqual(output.CreationDate, new Date("2018-09-27T20:09:48.077Z"));
      assert.deepEqual((output as Record<string, unknown>).New, { Date: 1 });
      assert.deepEqual(Object.keys(output).sort(), ["CreationDate", "IdentityId", "Logins", "New", "__proto__"]);
      assert.equal(Object.getPrototypeOf(output), Object.prototype);
    });

    it("has dates that came as text, and may be empty where it has no members", async () => {
      await start(({ body }) => ({
        body: body.includes("TagKeys") ? "" : '{"IdentityId":"i","CreationDate":"1538078988.077"}',
      }));
      const output = await client.call("DescribeIdentity", { IdentityId: IdentityPoolId });
      assert.deepEqual(output.CreationDate, new Date("2018-09-27T20:09:48.077Z"));
      const ResourceArn = `arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/${IdentityPoolId}`;
      assert.deepEqual(await client.call("UntagResource", { ResourceArn, TagKeys: ["a"] }), {});
    });

    it("may come in many chunks that cut characters", async () => {
      const name = "ü€𝒳".repeat(40_000);
      await start(() => ({ body: JSON.stringify({ ...pool, IdentityPoolName: name }) }));
      assert.equal((await describePool()).IdentityPoolName, name);
    });
  });

  describe("unsigned operations", () => {
    it("need no credentials and send none", async () => {
      const Credentials = { AccessKeyId: "a", SecretKey: "b", SessionToken: "c", Expiration: 1 };
      await start(() => ({ body: JSON.stringify({ IdentityId: "i", Token: "t", Credentials }) }), {
        credentials: () => Promise.reject(new Error("must not be asked")),
      });
      const Logins = { "accounts.google.com": secretLogin };
      const IdentityId = IdentityPoolId;
      await client.call("GetId", { IdentityPoolId });
      await client.call("GetOpenIdToken", { IdentityId });
      await client.call("GetCredentialsForIdentity", { IdentityId });
      await client.call("UnlinkIdentity", { IdentityId, Logins, LoginsToRemove: [] });
      for (const { headers } of server.received) assert.equal(headers.authorization, undefined);
      assert.equal((await rejection(describePool())).code, "CredentialsError");
      assert.equal(server.received.length, 4);
    });

    it("that meet expired credentials have none to renew", async () => {
      let asked = 0;
      await start(() => errorReply("ExpiredTokenException"), {
        credentials: async () => ({ accessKeyId: `KEY${++asked}`, secretAccessKey: "s" }),
      });
      const error = await rejection(client.call("GetId", { IdentityPoolId }));
      assert.deepEqual([error.code, error.attempts, asked], ["ExpiredTokenException", 1, 0]);
    });
  });

  describe("credentials that expired", () => {
    it("are loaded once more, and once only", async () => {
      const loads: unknown[] = [];
      const load = async (options?: unknown) => {
        loads.push(options);
        return { accessKeyId: `KEY${loads.length}`, secretAccessKey: "s" };
      };
      await start((_request, index) => (index === 1 ? poolReply : errorReply("ExpiredTokenException")), {
        credentials: load,
      });
      await describePool();
      assert.deepEqual(loads, [{ forceRefresh: false }, { forceRefresh: true }]);
      assert.match(server.received[1]?.headers.authorization ?? "", /KEY2/);
      const error = await rejection(describePool());
      assert.deepEqual([error.code, error.attempts], ["ExpiredTokenException", 2]);
      assert.equal(loads.length, 3);
    });

    it("are loaded once for all calls that met them", async () => {
      let loads = 0;
      const load = async () => ({ accessKeyId: `KEY${++loads}`, secretAccessKey: "s" });
      await start(
        ({ headers }) => (headers.authorization?.includes("KEY1/") ? errorReply("ExpiredTokenException") : poolReply),
        { credentials: load },
      );
      await Promise.all(Array.from({ length: 20 }, describePool));
      assert.equal(loads, 2);
    });

    it("that can't be renewed end the call with the reason", async () => {
      const reason = new Error("the session of the user has ended");
      await start(() => errorReply("ExpiredTokenException"), {
        credentials: async (options?: { forceRefresh?: boolean }) => {
          if (options?.forceRefresh) throw reason;
          return { accessKeyId: "a", secretAccessKey: "b" };
        },
      });
      const error = await rejection(describePool());
      assert.deepEqual([error.code, error.attempts, error.cause], ["ExpiredTokenException", 1, reason]);
      assert.match(error.message, /to renew the credentials failed: the session of the user has ended/);
    });

    it("end the call when nothing can be loaded anew", async () => {
      await start(() => errorReply("ExpiredTokenException"));
      const error = await rejection(describePool());
      assert.deepEqual([error.code, error.attempts], ["ExpiredTokenException", 1]);
      assert.match(error.message, /sign in again, or renew the credentials/);
    });
  });

  describe("a clock that is wrong", () => {
    const serverTime = new Date("2026-01-01T12:00:00Z");
    const headers = { date: serverTime.toUTCString() };

    for (const code of ["RequestTimeTooSkewed", "InvalidSignatureException", "RequestExpired"]) {
      it(`is corrected from the service's Date after ${code}, and stays so`, async () => {
        await start((_request, index) => (index === 0 ? errorReply(code, "m", 400, headers) : poolReply), {
          now: () => new Date("2026-01-01T10:00:00Z"),
        });
        await describePool();
        await describePool();
        const dates = server.received.map((request) => request.headers["x-amz-date"]);
        assert.deepEqual(dates, ["20260101T100000Z", "20260101T120000Z", "20260101T120000Z"]);
      });
    }

    it("is corrected for all calls that are under way", async () => {
      const signedAt = (date: unknown) => String(date).startsWith("20260101T12");
      await start(
        (request) =>
          signedAt(request.headers["x-amz-date"])
            ? poolReply
            : errorReply("InvalidSignatureException", "Signature expired", 400, headers),
        { now: () => new Date("2026-01-01T10:00:00Z") },
      );
      await Promise.all(Array.from({ length: 32 }, describePool));
      assert(server.received.length <= 64);
    });

    it("is left alone when it is right, or when the correction did not help", async () => {
      await start(() => errorReply("InvalidSignatureException", "m", 400, headers), { now: () => serverTime });
      assert.equal((await rejection(describePool())).attempts, 1);
      client = new CognitoIdentityClient({
        region: "eu-west-1",
        endpoint: server.url,
        credentials,
        now: () => new Date(0),
      });
      assert.equal((await rejection(describePool())).attempts, 2);
    });
  });

  describe("cancellation", () => {
    it("before the call sends nothing", async () => {
      await start();
      const reason = new Error("no longer needed");
      const error = await rejection(
        client.call("DescribeIdentityPool", { IdentityPoolId }, { signal: AbortSignal.abort(reason) }),
      );
      assert.deepEqual([error.code, error.outcome, error.attempts, error.cause], ["AbortError", "refused", 0, reason]);
      assert.equal(server.received.length, 0);
      await describePool();
      const again = client.call("DescribeIdentityPool", { IdentityPoolId }, { signal: AbortSignal.abort() });
      assert.equal((await rejection(again)).attempts, 0);
      assert.equal(server.received.length, 1);
    });

    it("during the request says that the outcome is unknown", async () => {
      const controller = new AbortController();
      await start(() => {
        setTimeout(() => controller.abort(), 10);
        return { delay: 5_000 };
      });
      const call = client.call("DeleteIdentityPool", { IdentityPoolId }, { signal: controller.signal });
      const error = await rejection(call);
      assert.deepEqual(
        [error.code, error.outcome, error.attempts, error.retryable],
        ["AbortError", "unknown", 1, false],
      );
    });

    it("during the wait for a retry throws an AbortError at once, not the earlier error", async () => {
      const controller = new AbortController();
      await start(() => {
        setTimeout(() => controller.abort(), 20);
        return errorReply("TooManyRequestsException", "m", 400, { "retry-after": "4" });
      });
      const started = performance.now();
      const error = await rejection(
        client.call("DescribeIdentityPool", { IdentityPoolId }, { signal: controller.signal }),
      );
      assert.deepEqual([error.code, error.outcome, error.attempts], ["AbortError", "refused", 1]);
      assert(performance.now() - started < 1_000);
    });

    it("while credentials are loaded", async () => {
      await start(undefined, { credentials: () => new Promise(() => {}) });
      const error = await rejection(
        client.call("DescribeIdentityPool", { IdentityPoolId }, { signal: AbortSignal.timeout(20) }),
      );
      assert.deepEqual([error.code, error.attempts], ["AbortError", 0]);
    });

    it("of one call leaves the others and their shared signal's listeners alone", async () => {
      await start(() => ({ ...poolReply, delay: 5 }));
      const { signal } = new AbortController();
      const warnings: Error[] = [];
      const note = (warning: Error) => warnings.push(warning);
      process.on("warning", note);
      await Promise.all(
        Array.from({ length: 40 }, () => client.call("DescribeIdentityPool", { IdentityPoolId }, { signal })),
      );
      await new Promise(setImmediate);
      process.off("warning", note);
      assert.deepEqual(warnings, []);
    });
  });

  describe("what can't be right", () => {
    const wrong: [title: string, options: ClientOptions, message: RegExp][] = [
      ["a negative timeout", { requestTimeout: -1 }, /^requestTimeout must be a number of milliseconds, .* not -1/],
      ["a timeout that is no number", { connectTimeout: Number.NaN }, /^connectTimeout must be .* not NaN/],
      ["a region with an endpoint of its own", { region: "Frankfurt" }, /"Frankfurt" is no AWS region/],
      ["an endpoint that is no string", { endpoint: new URL("http://h") as never }, /must be a string, not http/],
      ["a path that is a folder", { endpoint: `local:${__dirname}` }, /^The local service can't be opened at local:/],
      [
        "keys for another service than the local one",
        { localLoginKeys: "k" },
        /^localLoginKeys are for an endpoint local:/,
      ],
      [
        "keys that are not there",
        { endpoint: "local::memory:", localLoginKeys: "none.json" },
        /^The local service can't be opened at local::memory:: none.json can't be read as JSON/,
      ],
      ["a file that is no database", { endpoint: `local:${__filename}` }, /^The local service can't be opened/],
    ];
    for (const [title, options, message] of wrong) {
      it(`is a ConfigurationError: ${title}`, async () => {
        await start(undefined, options);
        const error = await rejection(describePool());
        assert(error instanceof CognitoIdentityError);
        assert.equal(error.code, "ConfigurationError");
        assert.match(error.message, message);
        assert.equal(server.received.length, 0);
      });
    }

    it("is refused for one call, too", async () => {
      await start();
      await assert.rejects(client.call("DescribeIdentityPool", { IdentityPoolId }, { requestTimeout: -1 }), {
        code: "ConfigurationError",
      });
      const paginate = () => client.paginate("DescribeIdentityPool" as never, { IdentityPoolId } as never);
      assert.throws(paginate, { code: "ValidationException", message: /no operation that answers in pages/ });
    });

    it("is not a time without end", async () => {
      await start(undefined, { requestTimeout: Number.POSITIVE_INFINITY, connectTimeout: 1e12 });
      assert.deepEqual(await describePool(), pool);
    });
  });

  describe("onCall", () => {
    it("tells of each call once, without a secret", async () => {
      const records: CallRecord[] = [];
      await start(
        ({ body }, index) =>
          index === 0
            ? errorReply("TooManyRequestsException")
            : index === 1
              ? {
                  body: JSON.stringify({ IdentityId: "i", Token: "token-of-the-answer" }),
                  headers: { "x-amzn-requestid": "r-2" },
                }
              : errorReply("InvalidParameterException", `what is ${body}?`),
        { onCall: (record) => records.push(record) },
      );
      const input = { IdentityId: IdentityPoolId, Logins: { "accounts.google.com": secretLogin } };
      await client.call("GetOpenIdToken", input);
      const error = await rejection(client.call("GetOpenIdToken", input));
      assert.equal(records.length, 2);
      const { duration, ...first } = records[0] as CallRecord;
      assert.deepEqual(first, { operation: "GetOpenIdToken", attempts: 2, requestId: "r-2", statusCode: 200 });
      assert(duration > 0);
      assert.equal(records[1]?.error, error);
      const shown = inspect([records, error], { depth: 9, showHidden: true });
      for (const secret of [secretLogin, "token-of-the-answer", "the-secret-access-key", "the-session-token"]) {
        assert(!shown.includes(secret), `${secret} is shown`);
      }
    });

    it("that throws changes nothing", async () => {
      await start(undefined, {
        onCall: () => {
          throw new Error("a broken logger");
        },
      });
      const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
      assert.deepEqual(await describePool(), pool);
      assert.match((await warned).message, /a broken logger/);
    });

    it("that rejects later changes nothing", async () => {
      await start(undefined, { onCall: async () => Promise.reject(new Error("a slow broken logger")) });
      const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
      assert.deepEqual(await describePool(), pool);
      assert.match((await warned).message, /a slow broken logger/);
    });
  });

  describe("an input that JSON would not hold as it is", () => {
    const refused: [title: string, input: unknown, message: RegExp][] = [
      [
        "a Map of logins",
        { IdentityPoolId, Logins: new Map([["p", "t"]]) },
        /Logins must be a map, not an instance of Map/,
      ],
      [
        "a class's instance",
        new (class Pool {
          IdentityPoolId = IdentityPoolId;
        })(),
        /input must be an object, not an inst/,
      ],
      ["text", "text", /input must be an object, not a string/],
      ["a value that JSON leaves out", { toJSON: () => undefined, IdentityPoolId }, /no object that can be written/],
      [
        "a cycle",
        (() => {
          const input: Record<string, unknown> = { IdentityPoolId };
          input.self = input;
          return input;
        })(),
        /can't be written as JSON/,
      ],
      [
        "a getter that throws",
        {
          get IdentityPoolId() {
            throw new Error("no");
          },
        },
        /can't be written as JSON: no/,
      ],
    ];
    for (const [title, input, message] of refused) {
      it(`is refused: ${title}`, async () => {
        await start();
        const error = await rejection(client.call("GetId", input as never));
        assert.equal(error.code, "ValidationException");
        assert.match(error.message, message);
        assert.equal(server.received.length, 0);
      });
    }

    it("is one without a login's token, which would make a guest of a user", async () => {
      await start();
      const Logins = { "accounts.google.com": undefined };
      const error = await rejection(client.call("GetId", { IdentityPoolId, Logins } as never));
      assert.match(error.message, /Logins\.accounts\.google\.com must be a string, not undefined/);
      const role = "arn:aws:iam::123456789012:role/r";
      await client.call("SetIdentityPoolRoles", {
        IdentityPoolId,
        Roles: { authenticated: role, unauthenticated: undefined },
      });
      assert.deepEqual(JSON.parse(server.received[0]?.body ?? "").Roles, { authenticated: role });
    });

    it("goes out without what is null", async () => {
      await start(() => ({ body: '{"IdentityPools":[]}' }));
      await client.call("ListIdentityPools", { MaxResults: 1, NextToken: null } as never);
      assert.deepEqual(JSON.parse(server.received[0]?.body ?? ""), { MaxResults: 1 });
    });
  });

  describe("a check", () => {
    it("shows no token that stands in the wrong place", async () => {
      await start();
      const token = `eyJhbGciOiJSUzI1NiJ9.${"x".repeat(200)}.signature`;
      for (const input of [
        { IdentityPoolId, Logins: { [token]: "accounts.google.com" } },
        { IdentityPoolId, Logins: { [token]: 1 } },
        { IdentityPoolId: token },
      ]) {
        const { message } = await rejection(client.call("GetId", input as never));
        assert(!message.includes("xxxx") && !message.includes("signature"), message);
        assert.match(message, /\(it has 231 characters\)|not 231/);
      }
    });
  });

  it("a service that repeats a secret in the places of its own does not get it into an error", async () => {
    await start(({ body }) => {
      const token = JSON.parse(body).Logins["accounts.google.com"];
      return errorReply(token, token, 400, { "x-amzn-requestid": token });
    });
    const Logins = { "accounts.google.com": secretLogin };
    const error = await rejection(client.call("GetOpenIdToken", { IdentityId: IdentityPoolId, Logins }));
    assert(!inspect(error, { depth: 9, showHidden: true }).includes(secretLogin));
    assert.deepEqual([error.code, error.requestId], ["[secret]", undefined]);
  });

  it("a code is kept though a user is called like it", async () => {
    await start(() => errorReply("ThrottlingException"), { maxAttempts: 2 });
    const Logins = { "login.example.com": "Throttling" };
    const { code, attempts } = await rejection(
      client.call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins }),
    );
    assert.deepEqual([code, attempts], ["ThrottlingException", 2]);
  });

  describe("errors", () => {
    it("are of one class with the facts of the failure", async () => {
      await start(() => errorReply("ResourceNotFoundException", "no such pool"));
      const error = await rejection(describePool());
      assert(error instanceof CognitoIdentityError && error instanceof Error);
      assert.deepEqual(
        [isNotFound(error), hasCode(error, "ResourceNotFoundException"), hasCode(error, "AbortError")],
        [true, true, false],
      );
      const { name, code, operation, requestId, statusCode, retryable, outcome, attempts } = error;
      assert.deepEqual(
        { name, code, operation, requestId, statusCode, retryable, outcome, attempts },
        {
          name: "CognitoIdentityError",
          code: "ResourceNotFoundException",
          operation: "DescribeIdentityPool",
          requestId: "request-1",
          statusCode: 400,
          retryable: false,
          outcome: "refused",
          attempts: 1,
        },
      );
      assert.equal(error.message, "DescribeIdentityPool: ResourceNotFoundException: no such pool");
    });

    it("never repeat a secret that an answer echoes", async () => {
      const echoes: Respond[] = [
        ({ body }) => errorReply("ValidationException", `Value '${body}' at 'logins' failed`),
        ({ body }) => ({ status: 200, body: `<html>${body}</html>` }),
        ({ body }) => ({ status: 200, body: `<html>${"x".repeat(100)}${body}</html>` }),
        () => errorReply("ValidationException", JSON.stringify({ v: 'quote"in-the-token' })),
      ];
      await start();
      for (const echo of echoes) {
        server.respond = echo;
        const error = await rejection(
          client.call("GetId", {
            IdentityPoolId,
            Logins: { "accounts.google.com": secretLogin, "graph.facebook.com": 'quote"in-the-token' },
          }),
        );
        const shown = inspect(error, { depth: 9, showHidden: true });
        assert(!/a-login-token|in-the-token/.test(shown), shown);
      }
    });

    it("refuse an input before anything is sent, unless checks are off", async () => {
      await start();
      const bad = { IdentityPoolId: "no pool id", Logins: { "a.b": "" } };
      const error = await rejection(client.call("GetId", bad));
      assert.deepEqual([error.code, error.operation, error.attempts], ["ValidationException", "GetId", 0]);
      assert.match(
        error.message,
        /^GetId: IdentityPoolId must be the id of an identity pool, REGION:UUID, not "no pool id"; Logins\.a\.b must have at least 1 /,
      );
      assert.equal(server.received.length, 0);
      server.respond = () => ({ body: '{"IdentityId":"i"}' });
      client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: server.url, credentials, validate: false });
      await client.call("GetId", bad);
      assert.deepEqual(JSON.parse(server.received[0]?.body ?? ""), bad);
    });

    it("show the length of a secret that is too long, not the secret", async () => {
      await start();
      const token = "secret-".repeat(8_000);
      const error = await rejection(client.call("GetId", { IdentityPoolId, Logins: { "a.b": token } }));
      assert.match(error.message, /Logins\.a\.b must have at most 50000 characters, not 56000$/);
    });

    it("come for what JavaScript lets through, too", async () => {
      await start();
      const loose = client as unknown as { call(name: string, input: unknown): Promise<unknown> };
      const circular: Record<string, unknown> = { IdentityPoolId };
      circular.self = circular;
      for (const [name, input] of [
        ["NoSuchOperation", {}],
        ["constructor", {}],
        ["DescribeIdentityPool", undefined],
        ["DescribeIdentityPool", { IdentityPoolId, n: 1n }],
        ["DescribeIdentityPool", circular],
      ] as const) {
        assert.equal((await rejection(loose.call(name, input))).code, "ValidationException");
      }
    });
  });

  it("opens new connections after destroy()", async () => {
    await start();
    await describePool();
    client.destroy();
    await describePool();
    assert.equal(server.connections(), 2);
  });

  it("sends no more requests at once than its pool has connections", async () => {
    await start(() => ({ ...poolReply, delay: 5 }));
    await Promise.all(Array.from({ length: 200 }, describePool));
    assert.equal(server.connections(), 64);
    assert.equal(server.received.length, 200);
  });
});
