import { isThrottlingError, isTransientError } from "@smithy/core/retry";
import type { RetryErrorType } from "@smithy/types";
import type { CognitoIdentityError } from "./errors";

/** How a failure counts for the retry strategy: only throttling and what passes by itself is tried again. */
export function retryErrorType({ code, statusCode }: CognitoIdentityError): RetryErrorType {
  if (code === "ConnectionError" || code === "TimeoutError") return "TRANSIENT";
  // A used-up quota does not pass by waiting, though other services throttle by this code.
  if (code === "LimitExceededException" || code === "AbortError") return "CLIENT_ERROR";
  const asSdkError = Object.assign(new Error(), { name: code, $metadata: { httpStatusCode: statusCode } });
  if (isThrottlingError(asSdkError as never)) return "THROTTLING";
  if (code === "InternalErrorException" || isTransientError(asSdkError as never)) return "TRANSIENT";
  return "CLIENT_ERROR";
}
