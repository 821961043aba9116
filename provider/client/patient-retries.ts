import type { RetryToken } from "@smithy/types";
import type { Clock } from "../model/clock";
import { AllowedRate } from "./allowed-rate";
import type { Backoff } from "./backoff";
import type { Retries, RetryableFailure } from "./retries";

/** A call of the adaptive mode, which was refused or failed so often. */
class PatientToken implements RetryToken {
  constructor(
    readonly throttled = 0,
    readonly failed = 0,
  ) {}

  getRetryCount(): number {
    return this.throttled + this.failed;
  }

  getRetryDelay(): number {
    return 0;
  }
}

/** How often a throttled call waits for its turn only. */
const quickRetries = 4;

/**
 * The adaptive mode for bulk work: the rate follows what the service allows, and a call that it throttles comes to its turn.
 * Smithy's has a quota of retries for all calls together, which some hundred calls at once use up, and a rate that falls by a
 * third whenever a call is throttled.
 */
export class PatientRetries implements Retries {
  readonly #rate: AllowedRate;

  constructor(
    private readonly limits: { readonly maxAttempts: number; readonly maxOtherAttempts: number },
    private readonly backoff: Backoff,
    clock: Clock,
  ) {
    this.#rate = new AllowedRate(clock);
  }

  async begin(_scope: string, signal?: AbortSignal): Promise<PatientToken> {
    await this.#rate.take(signal);
    return new PatientToken();
  }

  async next(
    _scope: string,
    token: RetryToken | undefined,
    { errorType, retryAfter }: RetryableFailure,
    signal?: AbortSignal,
  ): Promise<PatientToken | undefined> {
    const { throttled, failed } = token instanceof PatientToken ? token : new PatientToken();
    const isThrottled = errorType === "THROTTLING";
    if (isThrottled) this.#rate.throttled();
    else this.#rate.allowed();
    const next = isThrottled ? new PatientToken(throttled + 1, failed) : new PatientToken(throttled, failed + 1);
    const { maxAttempts, maxOtherAttempts } = this.limits;
    const isSpent = next.throttled >= maxAttempts || next.failed >= maxOtherAttempts;
    if (errorType === "CLIENT_ERROR" || isSpent) return undefined;
    // The rate alone spreads the calls, unless one is throttled again and again.
    const earlier = isThrottled ? throttled - quickRetries : failed;
    if (earlier >= 0 || retryAfter) await this.backoff.wait({ errorType, retryAfter }, Math.max(0, earlier), signal);
    await this.#rate.take(signal);
    return next;
  }

  succeeded(): void {
    this.#rate.allowed();
  }
}
