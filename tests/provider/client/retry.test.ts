import assert from "node:assert/strict";
import { CognitoIdentityClient, CognitoIdentityError, type ErrorCode } from "../../../provider/client";
import { createRetries, retryErrorType } from "../../../provider/client/retry";
import { SendingRate } from "../../../provider/client/sending-rate";
import { type BareServer, errorReply, poolReply, startBareServer } from "./support/bare-server";

const credentials = { accessKeyId: "a", secretAccessKey: "b" };
const IdentityPoolId = "eu-west-1:1";

describe("retryErrorType", () => {
  const expected: Record<string, [ErrorCode, number?][]> = {
    THROTTLING: [
      ["TooManyRequestsException", 400],
      ["ThrottlingException", 400],
      ["InvalidResponse", 429],
    ],
    TRANSIENT: [
      ["ConnectionError"],
      ["TimeoutError"],
      ["InternalErrorException", 500],
      ["InvalidResponse", 502],
      ["X", 503],
    ],
    CLIENT_ERROR: [
      ["LimitExceededException", 400],
      ["AbortError"],
      ["InvalidParameterException", 400],
      ["ConcurrentModificationException", 400],
      ["ExternalServiceException", 400],
      ["InvalidResponse", 200],
    ],
  };
  for (const [type, cases] of Object.entries(expected)) {
    for (const [code, statusCode] of cases) {
      it(`of ${code} ${statusCode ?? ""} is ${type}`, () => assert.equal(retryErrorType({ code, statusCode }), type));
    }
  }
});

describe("SendingRate", () => {
  it("gives in the order of the line, and gives to the next what a cancelled call no longer wants", async () => {
    const given: (() => void)[] = [];
    const limiter = {
      getSendToken: () => new Promise<void>((resolve) => given.push(resolve)),
      updateClientSendingRate: () => {},
    };
    const rate = new SendingRate(limiter);
    const turn = () => new Promise(setImmediate);
    const order: number[] = [];
    const controllers = Array.from({ length: 5 }, () => new AbortController());
    const calls = controllers.map(({ signal }, index) => rate.take(signal).then(() => order.push(index)));
    const cancelled = [0, 1, 3];
    for (const index of cancelled) calls[index]?.catch(() => {});
    await turn();
    for (const index of cancelled) controllers[index]?.abort();
    await turn();
    assert.equal(given.length, 1);
    given[0]?.();
    await turn();
    assert.deepEqual(order, [2]);
    assert.equal(given.length, 2);
    given[1]?.();
    await turn();
    assert.deepEqual(order, [2, 4]);
    for (const index of cancelled) await assert.rejects(calls[index] as Promise<unknown>, { code: "AbortError" });
  });
});

describe("The waits between attempts", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  const error = new CognitoIdentityError({ code: "X", message: "m" });
  const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);

  /** The waits of four failures, by a clock that does not wait. */
  async function waits(random: number, failure: { errorType: "THROTTLING" | "TRANSIENT"; retryAfter?: Date }) {
    const waited: number[] = [];
    const clock = { now: () => now, wait: async (milliseconds: number) => void waited.push(milliseconds) };
    const retries = createRetries({ mode: "standard", maxAttempts: 5 }, clock, () => random);
    let token = await retries.begin("scope");
    for (;;) {
      const next = await retries.next("scope", token, { error, ...failure });
      if (!next) return waited;
      token = next;
    }
  }

  it("are a random part of a bound that doubles, longer for throttling", async () => {
    const transient = await waits(0.5, { errorType: "TRANSIENT" });
    assert.equal(transient.length, 4);
    transient.reduce((last, next) => {
      assert.equal(next, 2 * last);
      return next;
    });
    const throttled = await waits(0.5, { errorType: "THROTTLING" });
    assert((throttled[0] as number) > (transient[0] as number));
    assert.deepEqual(await waits(0, { errorType: "THROTTLING" }), []);
  });

  it("are as long as the service asks for, by the given clock, and at most five seconds more than the bound", async () => {
    const failure = { errorType: "THROTTLING", retryAfter: inSeconds(3) } as const;
    assert.deepEqual(await waits(0, failure), [3_000, 3_000, 3_000, 3_000]);
    assert.equal((await waits(0, { ...failure, retryAfter: inSeconds(60) }))[0], 5_000);
    assert.deepEqual(await waits(0, { ...failure, retryAfter: inSeconds(-60) }), []);
  });

  it("end at once when the signal is aborted, and the clock stops waiting", async () => {
    let stopped = false;
    const controller = new AbortController();
    const wait = (_milliseconds: number, signal?: AbortSignal) => {
      setImmediate(() => controller.abort());
      return new Promise<void>(() => signal?.addEventListener("abort", () => (stopped = true)));
    };
    const retries = createRetries({ mode: "standard", maxAttempts: 2 }, { now: () => now, wait }, () => 0.5);
    const failure = { error, errorType: "THROTTLING" } as const;
    await assert.rejects(retries.next("scope", undefined, failure, controller.signal), { code: "AbortError" });
    assert(stopped);
  });
});

describe("Retries", () => {
  let server: BareServer;
  beforeEach(async () => {
    server = await startBareServer();
  });
  afterEach(() => server.close());

  const options = () => ({ region: "eu-west-1", endpoint: server.url, credentials });

  it("in the standard mode end when the quota is used up, and not only at the attempts of a call", async () => {
    server.respond = () => ({ status: 503, body: "" });
    const client = new CognitoIdentityClient({ ...options(), maxAttempts: 2 });
    const attempts: number[] = [];
    for (let i = 0; i < 40; i++) {
      await client.call("DescribeIdentityPool", { IdentityPoolId }).catch((error) => attempts.push(error.attempts));
    }
    // 500 tokens at 14 for each retry.
    assert.equal(attempts.filter((count) => count === 2).length, 35);
    assert.equal(attempts.filter((count) => count === 1).length, 5);
    client.destroy();
  });

  it("in the adaptive mode slow down after throttling", async () => {
    const client = new CognitoIdentityClient({ ...options(), maxAttempts: 1, retryMode: "adaptive" });
    const call = () => client.call("DescribeIdentityPool", { IdentityPoolId });
    server.respond = () => poolReply;
    const fast = await timed(() => Promise.all(Array.from({ length: 20 }, call)));
    server.respond = () => errorReply("ThrottlingException");
    await call().catch(() => {});
    server.respond = () => poolReply;
    const slow = await timed(call);
    assert(slow > fast, `${slow} ms for one call, after ${fast} ms for twenty`);
    assert(slow > 200, `${slow} ms`);
    client.destroy();
  }).timeout(10_000);

  it("in the adaptive mode let a cancelled call go without its part of the rate", async () => {
    const client = new CognitoIdentityClient({ ...options(), maxAttempts: 1, retryMode: "adaptive" });
    const call = (signal?: AbortSignal) => client.call("DescribeIdentityPool", { IdentityPoolId }, { signal });
    server.respond = () => errorReply("ThrottlingException");
    await call().catch(() => {});
    server.respond = () => poolReply;
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
    const before = timers();
    const controller = new AbortController();
    const cancelled = Promise.all(
      Array.from({ length: 40 }, () => assert.rejects(call(controller.signal), { code: "AbortError", attempts: 0 })),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    controller.abort();
    await cancelled;
    assert(timers() <= before + 1, `${timers()} timers, where ${before} were before`);
    // At one request in two seconds, forty that were still in the line would take longer than this test may.
    await call();
    assert.equal(server.received.length, 2);
    client.destroy();
  }).timeout(20_000);

  it("of a strategy of one's own decide alone, but for what must not be repeated", async () => {
    server.respond = () => errorReply("ResourceNotFoundException");
    const asked: unknown[] = [];
    const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 });
    const client = new CognitoIdentityClient({
      ...options(),
      retryStrategy: {
        acquireInitialRetryToken: async () => token(0),
        refreshRetryTokenForRetry: async (last, { errorType, error }) => {
          asked.push([errorType, (error as unknown as { code: string }).code]);
          if (last.getRetryCount() === 4) throw new Error("enough");
          return token(last.getRetryCount() + 1);
        },
        recordSuccess: () => {},
      },
    });
    await assert.rejects(client.call("DescribeIdentityPool", { IdentityPoolId }), { attempts: 5 });
    assert.deepEqual(asked[0], ["CLIENT_ERROR", "ResourceNotFoundException"]);
    server.respond = () => errorReply("InternalErrorException", "m", 500);
    const count = asked.length;
    const aborted = client.call("DescribeIdentityPool", { IdentityPoolId }, { signal: AbortSignal.abort() });
    await assert.rejects(aborted, { code: "AbortError" });
    server.respond = () => ({ delay: 5_000 });
    const late = client.call("DescribeIdentityPool", { IdentityPoolId }, { signal: AbortSignal.timeout(20) });
    await assert.rejects(late, { code: "AbortError", attempts: 1 });
    assert.equal(asked.length, count, "what was cancelled is not asked about");
    server.respond = () => errorReply("InternalErrorException", "m", 500);
    const create = client.call("CreateIdentityPool", { IdentityPoolName: "p", AllowUnauthenticatedIdentities: true });
    await assert.rejects(create, { attempts: 1, outcome: "unknown" });
    client.destroy();
  });
});

async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}
