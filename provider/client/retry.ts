import type { RateLimiter } from "@smithy/core/retry";
import type { RetryErrorType, RetryStrategyV2, RetryToken, StandardRetryToken } from "@smithy/types";
import type { CognitoIdentityError } from "../model/errors";
import { untilAborted } from "./abort";

/** How a failure counts for the retry strategy: only throttling and what passes by itself is tried again. */
export function retryErrorType({ code, statusCode }: { code: string; statusCode?: number }): RetryErrorType {
  if (code === "ConnectionError" || code === "TimeoutError") return "TRANSIENT";
  // A used-up quota does not pass by waiting, though other services throttle by this code.
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

/**
 * Smithy's retry strategies: they decide whether a request is sent again, by attempts, quota and rate. The waits are made
 * here, since theirs can't be cancelled and keep the process alive.
 */
export class Retries {
  #strategy?: RetryStrategyV2;
  /** Of the adaptive mode. */
  #rate?: SendingRate;

  /** Settings that are a function are asked for when something fails. */
  constructor(private settings: RetrySettings | (() => Promise<RetrySettings>)) {
    if (typeof settings === "function") return;
    // Only these ration first attempts; the standard one has nothing to say until something fails.
    if (settings.strategy || settings.mode === "adaptive") this.#load(settings);
  }

  /** Asks for a first attempt; undefined when there is nothing to wait for. */
  begin(scope: string, signal?: AbortSignal): Promise<RetryToken> | undefined {
    return this.#strategy && this.#grant(this.#strategy.acquireInitialRetryToken(scope), signal);
  }

  /** Waits until the request may be sent again; answers undefined when it may not, throws when the signal fires. */
  async next(
    scope: string,
    token: RetryToken | undefined,
    failure: { error: CognitoIdentityError; errorType: RetryErrorType; retryAfter?: Date },
    signal?: AbortSignal,
  ): Promise<RetryToken | undefined> {
    const { errorType } = failure;
    const settings = await this.#settled(errorType);
    if (!settings) return undefined;
    const strategy = this.#load(settings);
    const current = token ?? (await strategy.acquireInitialRetryToken(scope));
    // Its hint would make smithy's own strategies wait by themselves.
    const retryAfterHint = settings.strategy && failure.retryAfter;
    const information = { errorType, retryAfterHint, error: failure.error as never };
    const refreshed = await this.#grant(
      strategy.refreshRetryTokenForRetry(current, information).catch(() => undefined),
      signal,
    );
    if (!refreshed) return undefined;
    const delay = settings.strategy
      ? refreshed.getRetryDelay()
      : backoff(errorType, current.getRetryCount(), failure.retryAfter);
    if (delay > 0) await wait(delay, signal);
    return refreshed;
  }

  succeeded(token: RetryToken | undefined): void {
    if (token) this.#strategy?.recordSuccess(token as StandardRetryToken);
  }

  /** The settings; undefined where they are not known yet and it needs none to say no. */
  async #settled(errorType: RetryErrorType): Promise<RetrySettings | undefined> {
    if (typeof this.settings !== "function") return this.settings;
    if (errorType === "CLIENT_ERROR") return undefined;
    try {
      this.settings = await this.settings();
      return this.settings;
    } catch (error) {
      // What the service has answered matters more than a mistake in the profile.
      process.emitWarning(`No request is sent again: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** What the strategy grants, as soon as the rate allows a request. */
  async #grant<T extends RetryToken | undefined>(asked: Promise<T>, signal?: AbortSignal): Promise<T> {
    const token = await untilAborted(asked, signal);
    if (token) await this.#rate?.take(signal);
    return token;
  }

  #load({ mode, maxAttempts, strategy }: RetrySettings): RetryStrategyV2 {
    if (!this.#strategy) {
      const { AdaptiveRetryStrategy, DefaultRateLimiter, StandardRetryStrategy } = library();
      const options = { maxAttempts, backoff: { setDelayBase() {}, computeNextBackoffDelay: () => 0 } };
      if (strategy) {
        this.#strategy = strategy;
      } else if (mode === "adaptive") {
        this.#rate = new SendingRate(new DefaultRateLimiter());
        this.#strategy = new AdaptiveRetryStrategy(maxAttempts, { ...options, rateLimiter: this.#rate.measured });
      } else {
        this.#strategy = new StandardRetryStrategy(options) as RetryStrategyV2;
      }
    }
    return this.#strategy;
  }
}

/**
 * The rate of smithy's adaptive mode. The calls wait in a line, of which only the first asks the limiter; what it gives to
 * one that was cancelled meanwhile goes to the next.
 */
export class SendingRate {
  #last: Promise<void> = Promise.resolve();
  /** Asked for, and not taken by a call yet. */
  #token?: Promise<void>;
  /** For the strategy: it tells the limiter what requests came to, and leaves the waiting to `take`. */
  readonly measured: RateLimiter;

  constructor(private readonly limiter: RateLimiter) {
    this.measured = {
      getSendToken: async () => {},
      updateClientSendingRate: (response) => limiter.updateClientSendingRate(response),
    };
  }

  /** Waits until the rate allows a request; throws when the signal fires. */
  take(signal?: AbortSignal): Promise<void> {
    this.#last = this.#last.then(async () => {
      if (signal?.aborted) return;
      this.#token ??= this.limiter.getSendToken();
      await this.#token;
      if (!signal?.aborted) this.#token = undefined;
    });
    return untilAborted(this.#last, signal);
  }
}

/** Full jitter, as smithy's backoff has it; the service's Retry-After counts for at most five seconds more. */
function backoff(errorType: RetryErrorType, retries: number, retryAfter?: Date): number {
  const { MAXIMUM_RETRY_DELAY, Retry } = library();
  const base = errorType === "THROTTLING" ? Retry.throttlingDelay() : Retry.delay();
  const delay = Math.floor(Math.random() * Math.min(base * 2 ** retries, MAXIMUM_RETRY_DELAY));
  return retryAfter ? Math.max(delay, Math.min(retryAfter.getTime() - Date.now(), delay + 5_000)) : delay;
}

/** Waits without holding the process when the signal fires. */
async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await untilAborted(
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      }),
      signal,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Loaded at the first failure: a call that succeeds at once does not pay for it. */
const library = () => require("@smithy/core/retry") as typeof import("@smithy/core/retry");
