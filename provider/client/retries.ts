import type { RetryErrorType, RetryStrategyV2, RetryToken } from "@smithy/types";
import type { CognitoIdentityError } from "../model/errors";

export interface RetrySettings {
  readonly mode: "standard" | "adaptive";
  readonly maxAttempts: number;
  /** How often at most after other failures than throttling, where that differs; of the adaptive mode. */
  readonly maxOtherAttempts?: number;
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
