import type { Clock } from "../model/clock";
import { untilAborted } from "./abort";
import { wait } from "./backoff";

/** In milliseconds. */
const second = 1000;
/** In calls a second. */
const leastRate = 1;
/** How much more than it let through lately the service is asked for, so that all that it allows is used. */
const margin = 1.1;
/** By how many calls a second the rate grows each second. */
const growth = 2;

/**
 * How fast calls are sent: without a limit until the service throttles one, then at the rate at which it lets calls through,
 * and faster each second until it throttles again.
 */
export class AllowedRate {
  /** In calls a second, at the time when it was set. */
  #rate = Number.POSITIVE_INFINITY;
  #setAt = Number.NEGATIVE_INFINITY;
  /** When the last call was sent that had to wait for its turn. */
  #sentAt = 0;
  #endOfLine: Promise<void> = Promise.resolve();
  /** When calls were let through, the last second's. */
  #allowed: number[] = [];

  constructor(private readonly clock: Clock) {}

  /** Waits until a call may be sent; throws when the signal is aborted. */
  async take(signal?: AbortSignal): Promise<void> {
    if (this.#rate === Number.POSITIVE_INFINITY) return;
    // Only the first in the line asks for the rate, which changes while the others wait.
    this.#endOfLine = this.#endOfLine.then(async () => {
      if (signal?.aborted) return;
      const now = this.#now();
      await wait(this.clock, this.#sentAt + second / this.#rateAt(now) - now, signal).catch(() => {});
      if (!signal?.aborted) this.#sentAt = this.#now();
    });
    await untilAborted(this.#endOfLine, signal);
  }

  /** Notes that the service let a call through. */
  allowed(): void {
    const now = this.#now();
    if ((this.#allowed[0] ?? now) < now - 2 * second) this.#allowed = this.#lately(now);
    this.#allowed.push(now);
  }

  /** Notes that the service throttled a call; the calls that were sent with it are as good as one. */
  throttled(): void {
    const now = this.#now();
    if (now < this.#setAt + second) return;
    this.#rate = Math.max(leastRate, this.#lately(now).length * margin);
    this.#setAt = now;
  }

  #lately(now: number): number[] {
    return this.#allowed.filter((time) => time > now - second);
  }

  #rateAt(now: number): number {
    return this.#rate + (growth * (now - this.#setAt)) / second;
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}
