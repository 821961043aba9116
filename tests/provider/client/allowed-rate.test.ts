import assert from "node:assert/strict";
import { seededNumbers } from "../../../emulator/random";
import { AllowedRate } from "../../../provider/client/allowed-rate";

describe("AllowedRate", () => {
  /** Sends calls, so many at once, until as many were let through; a call takes five milliseconds. */
  async function send(wanted: number, isAllowed: (now: number) => boolean, atOnce = 1) {
    const started = 1_800_000_000_000;
    let now = started;
    const waiting: { until: number; resolve: () => void }[] = [];
    const wait = (milliseconds: number) =>
      new Promise<void>((resolve) => waiting.push({ until: now + milliseconds, resolve }));
    const rate = new AllowedRate({ now: () => new Date(now), wait });
    const counts = { allowed: 0, throttled: 0 };
    let begun = 0;
    const worker = async () => {
      while (begun < wanted) {
        begun++;
        for (;;) {
          await rate.take();
          await wait(5);
          if (isAllowed(now)) break;
          counts.throttled++;
          rate.throttled();
        }
        counts.allowed++;
        rate.allowed();
      }
    };
    const workers = Array.from({ length: atOnce }, worker);
    while (counts.allowed < wanted) {
      await new Promise(setImmediate);
      waiting.sort((a, b) => b.until - a.until);
      const next = waiting.pop();
      if (!next) continue;
      now = next.until;
      next.resolve();
    }
    await Promise.all(workers);
    return { ...counts, seconds: (now - started) / 1000 };
  }

  /** A bucket of as many calls as a second allows, which fills again. */
  function bucket(callsPerSecond: number): (now: number) => boolean {
    let [tokens, filled] = [callsPerSecond, 0];
    return (now) => {
      tokens = Math.min(callsPerSecond, tokens + ((now - filled) / 1000) * callsPerSecond);
      filled = now;
      if (tokens < 1) return false;
      tokens--;
      return true;
    };
  }

  for (const callsPerSecond of [2, 10, 50]) {
    for (const atOnce of [1, 8, 64, 300]) {
      it(`uses what is allowed, ${callsPerSecond} calls a second, with ${atOnce} at once`, async () => {
        const wanted = callsPerSecond * 30;
        const { seconds, throttled } = await send(wanted, bucket(callsPerSecond), atOnce);
        assert.ok(seconds < 31, String(seconds));
        assert.ok(throttled < atOnce + wanted * (callsPerSecond < 10 ? 1 : 0.35), String(throttled));
      });
    }
  }

  it("does not come to a halt where calls are throttled at random", async () => {
    const number = seededNumbers(1);
    const { seconds } = await send(300, () => number() > 0.2);
    assert.ok(seconds < 40, String(seconds));
  });

  it("has no limit where nothing is throttled", async () => {
    assert.equal((await send(100, () => true)).seconds, 0.5);
  });
});
