import type { RetryErrorType } from "@smithy/types";
import type { Clock, Random } from "../model/clock";
import { untilAborted } from "./abort";

/** The waits between the attempts of a call. */
export class Backoff {
  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** Waits after a failure that `retries` others came before; throws when the signal is aborted. */
  wait(failure: Failed, retries: number, signal?: AbortSignal): Promise<void> {
    return wait(this.clock, this.#delay(failure, retries), signal);
  }

  /** Full jitter, as smithy's backoff has it; the service's Retry-After counts for at most five seconds more. */
  #delay({ errorType, retryAfter }: Failed, retries: number): number {
    const { MAXIMUM_RETRY_DELAY, Retry } = require("@smithy/core/retry") as typeof import("@smithy/core/retry");
    const base = errorType === "THROTTLING" ? Retry.throttlingDelay() : Retry.delay();
    const delay = Math.floor(this.random() * Math.min(base * 2 ** retries, MAXIMUM_RETRY_DELAY));
    if (!retryAfter) return delay;
    return Math.max(delay, Math.min(retryAfter.getTime() - this.clock.now().getTime(), delay + 5_000));
  }
}

interface Failed {
  readonly errorType: RetryErrorType;
  /** When the service asks for the next attempt. */
  readonly retryAfter?: Date;
}

/** Waits without holding the process, or a listener of the signal for each wait, once the signal is aborted. */
export async function wait(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return;
  const timer = new AbortController();
  const waiting = clock.wait(milliseconds, timer.signal);
  waiting.catch(() => {});
  try {
    await untilAborted(waiting, signal);
  } finally {
    timer.abort();
  }
}
