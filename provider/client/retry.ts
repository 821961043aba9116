import type { RetryErrorType, RetryStrategyV2, RetryToken, StandardRetryToken } from "@smithy/types";
import type { Clock, Random } from "../model/clock";
import { untilAborted } from "./abort";
import { Backoff, wait } from "./backoff";
import { PatientRetries } from "./patient-retries";
import type { Retries, RetryableFailure, RetrySettings } from "./retries";
import { SendingRate } from "./sending-rate";

/** How a failure counts for the retry strategy: only throttling and transient failures are retried. */
export function retryErrorType({ code, statusCode }: { code: string; statusCode?: number }): RetryErrorType {
  if (code === "ConnectionError" || code === "TimeoutError") return "TRANSIENT";
  // A used-up quota is not restored by waiting, though other services throttle by this code.
  if (code === "LimitExceededException" || code === "AbortError") return "CLIENT_ERROR";
  const { isThrottlingError, isTransientError } = library();
  const asSdkError = Object.assign(new Error(), { name: code, $metadata: { httpStatusCode: statusCode } });
  if (isThrottlingError(asSdkError as never)) return "THROTTLING";
  if (code === "InternalErrorException" || isTransientError(asSdkError as never)) return "TRANSIENT";
  return "CLIENT_ERROR";
}

/** Whether they delay first attempts as well; the standard mode does nothing until a request fails. */
export const delayFirstAttempts = ({ strategy, mode }: RetrySettings): boolean => !!strategy || mode === "adaptive";

export function createRetries(settings: RetrySettings, clock: Clock, random: Random): Retries {
  const { strategy, maxOtherAttempts } = settings;
  if (strategy) return new GivenRetries(strategy, clock);
  const backoff = new Backoff(clock, random);
  return maxOtherAttempts === undefined
    ? new ModeRetries(settings, backoff)
    : new PatientRetries({ maxAttempts: settings.maxAttempts, maxOtherAttempts }, backoff, clock);
}

/** The option `retryStrategy`: it alone decides on attempts and waits. */
class GivenRetries implements Retries {
  constructor(
    private readonly strategy: RetryStrategyV2,
    private readonly clock: Clock,
  ) {}

  begin(scope: string, signal?: AbortSignal): Promise<RetryToken> {
    return untilAborted(this.strategy.acquireInitialRetryToken(scope), signal);
  }

  async next(
    scope: string,
    token: RetryToken | undefined,
    { error, errorType, retryAfter }: RetryableFailure,
    signal?: AbortSignal,
  ): Promise<RetryToken | undefined> {
    const current = token ?? (await this.begin(scope, signal));
    const information = { errorType, retryAfterHint: retryAfter, error: error as never };
    const asked = this.strategy.refreshRetryTokenForRetry(current, information).catch(() => undefined);
    const refreshed = await untilAborted(asked, signal);
    if (refreshed) await wait(this.clock, refreshed.getRetryDelay(), signal);
    return refreshed;
  }

  succeeded(token: RetryToken): void {
    this.strategy.recordSuccess(token as StandardRetryToken);
  }
}

/**
 * Smithy's modes `standard` and `adaptive`: they decide by attempts, quota and rate. The waits are made here, since
 * theirs can't be cancelled and keep the process alive.
 */
class ModeRetries implements Retries {
  readonly #strategy: RetryStrategyV2;
  /** Of the adaptive mode. */
  readonly #rate?: SendingRate;

  constructor(
    { mode, maxAttempts }: RetrySettings,
    private readonly backoff: Backoff,
  ) {
    const { AdaptiveRetryStrategy, DefaultRateLimiter, StandardRetryStrategy } = library();
    const options = { maxAttempts, backoff: { setDelayBase() {}, computeNextBackoffDelay: () => 0 } };
    if (mode === "adaptive") {
      this.#rate = new SendingRate(new DefaultRateLimiter());
      this.#strategy = new AdaptiveRetryStrategy(maxAttempts, { ...options, rateLimiter: this.#rate.measured });
    } else {
      this.#strategy = new StandardRetryStrategy(options) as RetryStrategyV2;
    }
  }

  async begin(scope: string, signal?: AbortSignal): Promise<RetryToken> {
    const token = await untilAborted(this.#strategy.acquireInitialRetryToken(scope), signal);
    await this.#rate?.take(signal);
    return token;
  }

  async next(
    scope: string,
    token: RetryToken | undefined,
    { error, errorType, retryAfter }: RetryableFailure,
    signal?: AbortSignal,
  ): Promise<RetryToken | undefined> {
    const current = token ?? (await this.#strategy.acquireInitialRetryToken(scope));
    // Without `retryAfterHint`, which would make smithy's strategies wait by themselves.
    const asked = this.#strategy.refreshRetryTokenForRetry(current, { errorType, error: error as never });
    const refreshed = await untilAborted(
      asked.catch(() => undefined),
      signal,
    );
    if (!refreshed) return undefined;
    await this.#rate?.take(signal);
    await this.backoff.wait({ errorType, retryAfter }, current.getRetryCount(), signal);
    return refreshed;
  }

  succeeded(token: RetryToken): void {
    this.#strategy.recordSuccess(token as StandardRetryToken);
  }
}

/** Loaded at the first failure: a call that succeeds at once does not pay for it. */
const library = () => require("@smithy/core/retry") as typeof import("@smithy/core/retry");
