import type { RateLimiter } from "@smithy/core/retry";
import type { RetryErrorType, RetryStrategyV2, RetryToken, StandardRetryToken } from "@smithy/types";
import type { Clock, Random } from "../model/clock";
import type { CognitoIdentityError } from "../model/errors";
import { untilAborted } from "./abort";

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

export interface RetrySettings {
  readonly mode: "standard" | "adaptive";
  readonly maxAttempts: number;
  /** In the place of the strategy that the other two describe. */
  readonly strategy?: RetryStrategyV2;
}

/** A failure as a retry strategy sees it. */
export interface RetryableFailure {
  readonly error: CognitoIdentityError;
  readonly errorType: RetryErrorType;
  /** When the service asks for the next attempt. */
  readonly retryAfter?: Date;
}

/** Decides whether and when a request is sent again. */
export interface Retries {
  /** Waits until a first attempt is allowed. */
  begin(scope: string, signal?: AbortSignal): Promise<RetryToken>;
  /** Waits until the next attempt; answers undefined when there is none, throws when the signal is aborted. */
  next(
    scope: string,
    token: RetryToken | undefined,
    failure: RetryableFailure,
    signal?: AbortSignal,
  ): Promise<RetryToken | undefined>;
  succeeded(token: RetryToken): void;
}

/** Whether they delay first attempts as well; the standard mode does nothing until a request fails. */
export const delayFirstAttempts = ({ strategy, mode }: RetrySettings): boolean => !!strategy || mode === "adaptive";

export function createRetries(settings: RetrySettings, clock: Clock, random: Random): Retries {
  return settings.strategy ? new GivenRetries(settings.strategy, clock) : new ModeRetries(settings, clock, random);
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
    private readonly clock: Clock,
    private readonly random: Random,
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
    await wait(this.clock, this.#delay(errorType, current.getRetryCount(), retryAfter), signal);
    return refreshed;
  }

  succeeded(token: RetryToken): void {
    this.#strategy.recordSuccess(token as StandardRetryToken);
  }

  /** Full jitter, as smithy's backoff has it; the service's Retry-After counts for at most five seconds more. */
  #delay(errorType: RetryErrorType, retries: number, retryAfter?: Date): number {
    const { MAXIMUM_RETRY_DELAY, Retry } = library();
    const base = errorType === "THROTTLING" ? Retry.throttlingDelay() : Retry.delay();
    const delay = Math.floor(this.random() * Math.min(base * 2 ** retries, MAXIMUM_RETRY_DELAY));
    if (!retryAfter) return delay;
    return Math.max(delay, Math.min(retryAfter.getTime() - this.clock.now().getTime(), delay + 5_000));
  }
}

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

/** Waits without holding the process, or a listener of the signal for each wait, once the signal is aborted. */
async function wait(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
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

/** Loaded at the first failure: a call that succeeds at once does not pay for it. */
const library = () => require("@smithy/core/retry") as typeof import("@smithy/core/retry");
