import assert from "node:assert/strict";
import type { RetryErrorType, RetryToken } from "@smithy/types";
import { CognitoIdentityError } from "../../../provider/client";
import { createRetries } from "../../../provider/client/retry";

const error = new CognitoIdentityError({ code: "X", message: "m" });

describe("The retries of bulk work", () => {
  let now = 1_800_000_000_000;
  let waited: number[] = [];

  beforeEach(() => {
    waited = [];
  });

  /** How often a call that fails so is sent. */
  async function attempts(failures: Iterable<RetryErrorType>): Promise<number> {
    const clock = {
      now: () => new Date(now),
      wait: async (milliseconds: number) => {
        now += milliseconds;
        waited.push(milliseconds);
      },
    };
    const settings = { mode: "adaptive", maxAttempts: 25, maxOtherAttempts: 3 } as const;
    const retries = createRetries(settings, clock, () => 0.5);
    let token: RetryToken | undefined = await retries.begin("scope");
    let sent = 1;
    for (const errorType of failures) {
      token = await retries.next("scope", token, { error, errorType });
      if (!token) return sent;
      sent++;
    }
    return sent;
  }
  const always = (errorType: RetryErrorType) => Array.from({ length: 100 }, () => errorType);

  it("are many where the service throttles, and few after other failures", async () => {
    assert.equal(await attempts(always("THROTTLING")), 25);
    assert.equal(await attempts(always("TRANSIENT")), 3);
    assert.equal(await attempts(["CLIENT_ERROR"]), 1);
  });

  it("count the two apart", async () => {
    const throttled = Array.from({ length: 20 }, () => "THROTTLING" as const);
    assert.equal(await attempts(["TRANSIENT", ...throttled, "TRANSIENT"]), 23);
    assert.equal(await attempts(["TRANSIENT", ...throttled, "TRANSIENT", "TRANSIENT"]), 23);
  });

  it("wait for their turn four times, the first of which is at once, and then longer each time, by half a random share here", async () => {
    // A call a second, and two more each second, as long as none is let through.
    await attempts(Array.from({ length: 8 }, () => "THROTTLING" as const));
    const turns = waited.splice(0, 3);
    assert.deepEqual(waited, [500, 1000, 2000, 4000]);
    for (const turn of turns) assert.ok(turn > 100 && turn <= 1000, String(turns));
    waited = [];
    await attempts(["TRANSIENT", "TRANSIENT"]);
    assert.deepEqual(waited, [25, 50]);
  });

  it("wait no longer than twenty seconds, and for minutes in all", async () => {
    await attempts(always("THROTTLING"));
    assert.equal(Math.max(...waited), 10_000);
    assert.ok(waited.reduce((total, one) => total + one, 0) > 120_000);
  });

  it("end when the signal is aborted", async () => {
    const clock = { now: () => new Date(now), wait: () => new Promise<void>(() => {}) };
    const retries = createRetries({ mode: "adaptive", maxAttempts: 25, maxOtherAttempts: 3 }, clock, () => 0.5);
    const token = await retries.begin("scope");
    const abort = new AbortController();
    const next = retries.next("scope", token, { error, errorType: "THROTTLING" }, abort.signal);
    abort.abort();
    await assert.rejects(next, { code: "AbortError" });
  });
});
