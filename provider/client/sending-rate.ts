import type { RateLimiter } from "@smithy/core/retry";
import { untilAborted } from "./abort";

/**
 * The rate of smithy's adaptive mode. The calls wait in a line, of which only the first asks the limiter; what it gives to
 * one that was cancelled meanwhile goes to the next.
 */
export class SendingRate {
  #endOfLine: Promise<void> = Promise.resolve();
  /** Asked for, and not taken by a call yet. */
  #token?: Promise<void>;
  /** The limiter as the strategy sees it: it reports the answers, and does not wait, as `take` does. */
  readonly measured: RateLimiter;

  constructor(private readonly limiter: RateLimiter) {
    this.measured = {
      getSendToken: async () => {},
      updateClientSendingRate: (response) => limiter.updateClientSendingRate(response),
    };
  }

  /** Waits until the rate allows a request; throws when the signal is aborted. */
  take(signal?: AbortSignal): Promise<void> {
    this.#endOfLine = this.#endOfLine.then(async () => {
      if (signal?.aborted) return;
      this.#token ??= this.limiter.getSendToken();
      await this.#token;
      if (!signal?.aborted) this.#token = undefined;
    });
    return untilAborted(this.#endOfLine, signal);
  }
}
