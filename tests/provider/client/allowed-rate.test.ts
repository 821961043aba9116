import assert from "node:assert/strict";
import { seededNumbers } from "../../../emulator/random";
import { AllowedRate } from "../../../provider/client/allowed-rate";

describe("AllowedRate", () => {
  /** Sends calls until so many were let through; a call takes five milliseconds. */
  async function send(wanted: number, isAllowed: (now: number) => boolean) {
    let now = 1_800_000_000_000;
    const started = now;
    const rate = new AllowedRate({
      now: () => new Date(now),
      wait: async (milliseconds) => {
        now += milliseconds;
      },
    });
    const counts = { allowed: 0, throttled: 0 };
    while (counts.allowed < wanted) {
      await rate.take();
      now += 5;
      if (isAllowed(now)) {
        counts.allowed++;
        rate.allowed();
      } else {
        counts.throttled++;
        rate.throttled();
      }
    }
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
    it(`uses what a service allows that lets ${callsPerSecond} calls a second through`, async () => {
      const { seconds, allowed, throttled } = await send(callsPerSecond * 30, bucket(callsPerSecond));
      assert.ok(seconds < 31, String(seconds));
      assert.ok(throttled < allowed * (callsPerSecond < 10 ? 1 : 0.3), String(throttled));
    });
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
