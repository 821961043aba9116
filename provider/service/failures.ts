import { CognitoIdentityError, type ErrorDetails } from "./errors";
import { type OperationName, operations } from "./operations";
import { remedy } from "./remedy";
import { UnreadableAnswer } from "./response";
import { retryErrorType } from "./retry";
import { TransportError } from "./transport";

/** Why an operation is not sent again once its outcome is unknown; undefined where a repeat does no harm. */
export const onceBecause = (name: OperationName): string | undefined =>
  (operations[name] as { onceBecause?: string }).onceBecause;

/** What is told of a failure, but for the call that it belongs to. */
export type Failure = Omit<ErrorDetails, "operation" | "attempts" | "requestId">;

/** A request that got no answer. */
export function describeTransportError(name: OperationName, endpoint: string, error: unknown): Failure {
  const { code, sent, message } =
    error instanceof TransportError ? error : foreignTransportError(error as Error & { code?: string });
  const outcome = sent ? ("unknown" as const) : ("refused" as const);
  return {
    code,
    message: `${name}: ${transportMessage(code, endpoint, message)}${outcomeNote(name, outcome)}`,
    retryable: code === "ConnectionError" || code === "TimeoutError",
    outcome,
    cause: error,
  };
}

/** Handlers that are not ours do not say what was sent: only what failed before a connection surely was not. */
function foreignTransportError(error: Error & { code?: string }) {
  const isTimeout = error.name === "TimeoutError";
  const code = error.name === "AbortError" ? "AbortError" : isTimeout ? "TimeoutError" : "ConnectionError";
  const sent = !/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(error.code ?? "");
  return { code, sent, message: error.message || error.code || "the connection failed" } as const;
}

function transportMessage(code: string, endpoint: string, message: string): string {
  if (code === "AbortError") return "the call was aborted";
  if (code === "TimeoutError") return `no answer from ${endpoint} in time (${message})`;
  if (code === "InvalidResponse") return `${endpoint}: ${message}`;
  return `the endpoint ${endpoint} can't be reached (${message}): check that it runs, the network and the region`;
}

function outcomeNote(name: OperationName, outcome: "refused" | "unknown"): string {
  if (outcome === "refused") return "";
  const reason = onceBecause(name);
  return reason
    ? `. The request was sent, so whether it was carried out is unknown; it is not sent again, for ${reason}`
    : ". The request was sent, so whether it was carried out is unknown";
}

/** An error that the service answered with. */
export function describeAnswer(
  name: OperationName,
  { code, message }: { code: string; message: string },
  statusCode: number,
  input: object,
  region: string,
) {
  const hint = remedy({ code, message, operation: name, region, input: input as Record<string, unknown> });
  const outcome = isAmbiguous(statusCode) ? ("unknown" as const) : ("refused" as const);
  const error = new CognitoIdentityError({ code, message, statusCode });
  return {
    code,
    message: `${name}: ${code}${message ? `: ${message}` : ""}${hint ? ` (${hint})` : ""}${outcomeNote(name, outcome)}`,
    statusCode,
    retryable: retryErrorType(error) !== "CLIENT_ERROR",
    outcome,
  };
}

/** An answer that can't be read. */
export function describeUnreadable(name: OperationName, endpoint: string, statusCode: number, error: unknown) {
  const isSuccess = statusCode >= 200 && statusCode < 300;
  const outcome = isSuccess || isAmbiguous(statusCode) ? ("unknown" as const) : ("refused" as const);
  const isUnreadable = error instanceof UnreadableAnswer;
  return {
    code: isUnreadable ? "InvalidResponse" : "ConnectionError",
    message: `${name}: ${endpoint}: ${(error as Error).message}${outcomeNote(name, outcome)}`,
    statusCode,
    retryable: !isUnreadable || statusCode === 429 || statusCode >= 500,
    outcome,
    cause: error,
  };
}

/** After these the service, or a proxy before it, can't tell whether the request was carried out. */
const isAmbiguous = (statusCode: number) => statusCode >= 500 && statusCode !== 503;
