import { CognitoIdentityError } from "../../model/errors";
import { type OperationName, operations } from "../../model/operations";
import { isSensitive } from "../../model/validate";
import { retryErrorType } from "../retry";
import type { Trace } from "../trace";
import { TransportError } from "../transport/error";
import { hide, secretsOf } from "./redact";
import { remedy } from "./remedy";

/** The call that a failure belongs to. */
export interface FailedCall {
  readonly name: OperationName;
  readonly input: object;
  readonly region: string;
  readonly endpoint: string;
  /** The proxy between here and the endpoint. */
  readonly proxy?: string;
  /** What must not show in an error, besides the secrets of the input. */
  readonly secrets: readonly string[];
}

/** What went wrong in one attempt. */
export interface Failure {
  readonly code: string;
  readonly text: string;
  readonly statusCode?: number;
  readonly outcome: "refused" | "unknown";
  readonly cause?: unknown;
}

const addressOf = ({ endpoint, proxy }: Pick<FailedCall, "endpoint" | "proxy">) =>
  proxy ? `${endpoint} (through the proxy ${proxy})` : endpoint;

/** No more of a foreign text is shown; the longest of the service's messages quote a whole request. */
const longestMessage = 4096;

const capped = (text: string) => (text.length > longestMessage ? `${text.slice(0, longestMessage)}...` : text);

/** A request that got no answer. */
export function describeTransportError(call: Pick<FailedCall, "endpoint" | "proxy">, thrown: unknown): Failure {
  const endpoint = addressOf(call);
  const error = thrown instanceof TransportError ? thrown : new TransportError(String(thrown), "ConnectionError", true);
  const { code, sent, cause } = error;
  const message = capped(error.message);
  const text = {
    AbortError: message,
    TimeoutError: sent
      ? `no answer from ${endpoint} in time (${message})`
      : `the endpoint ${endpoint} can't be reached in time (${message}): check the network and the region`,
    CertificateError: `the certificate of ${endpoint} is not trusted (${message}): check the URL, or name the authority in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS`,
    RequestHandlerError: `the requestHandler failed: ${message}`,
    InvalidResponse: `${endpoint}: ${message}`,
    ConnectionError: sent
      ? `the connection to ${endpoint} broke before the answer was complete (${message})`
      : `the endpoint ${endpoint} can't be reached (${message}): ${
          message.includes("wrong version number")
            ? "it does not speak TLS, so its URL may have to begin with http:"
            : "check that it runs, the network and the region"
        }`,
  }[code];
  return { code, text, outcome: sent ? "unknown" : "refused", cause: cause ?? error };
}

/** A request that could not be signed; an abort is thrown again. */
export function describeCredentialsError(error: unknown): Failure {
  if (error instanceof TransportError) throw error;
  const text = `the AWS credentials could not be loaded: ${capped(String((error as Error)?.message ?? error))}`;
  return { code: "CredentialsError", text, outcome: "refused", cause: error };
}

/** The refusal of expired credentials that could not be renewed. */
export const withRenewalError = (failure: Failure, cause: Error): Failure => ({
  ...failure,
  text: `${failure.text}; to renew the credentials failed: ${capped(cause.message)}`,
  cause,
});

/** An error that the service answered with. */
export function describeAnswer(
  { name, input, region }: FailedCall,
  { code, message }: { code: string; message: string },
  statusCode: number,
): Failure {
  const shown = capped(message);
  const hint = remedy({ code, message: shown, operation: name, region, input: input as Record<string, unknown> });
  const text = `${code}${shown ? `: ${shown}` : ""}${hint ? ` (${hint})` : ""}`;
  return { code, text, statusCode, outcome: isAmbiguous(code, statusCode) ? "unknown" : "refused" };
}

/** An answer that the service can't have given; it is shown in part where the operation has no tokens. */
export function describeUnreadable(
  call: FailedCall,
  answer: { readonly unreadable: string } | { readonly mismatch: string },
  statusCode: number,
): Failure {
  const endpoint = addressOf(call);
  const reason = "mismatch" in answer ? answer.mismatch.slice(0, 200) : showBody(call, answer.unreadable);
  const isSuccess = statusCode >= 200 && statusCode < 300;
  return {
    code: "InvalidResponse",
    text: `${endpoint}: the answer (HTTP ${statusCode}) is not one of Amazon Cognito: ${reason}`,
    statusCode,
    // A proxy answers 503 even when it has passed the request on to the service.
    outcome: isSuccess || statusCode >= 500 ? "unknown" : "refused",
  };
}

function showBody(call: FailedCall, body: string): string {
  if (body === "") return "it is empty";
  const { input, output } = operations[call.name];
  if (isSensitive(input) || isSensitive(output)) {
    return `its ${Buffer.byteLength(body)} bytes are not shown, as they may hold tokens`;
  }
  const safe = hideSecrets(call, body.slice(0, longestMessage));
  return JSON.stringify(safe.length > 200 ? `${safe.slice(0, 200)}...` : safe);
}

/** Errors of the service after which the request may have been carried out all the same. */
const isAmbiguous = (code: string, statusCode: number) =>
  (statusCode >= 500 && statusCode !== 503) || code === "InternalErrorException" || code === "InternalFailure";

const hideSecrets = ({ name, input, secrets }: FailedCall, text: string) =>
  hide([...secretsOf(operations[name].input, input), ...secrets], text);

/** Why this request is not sent again once its outcome is unknown; undefined where a repeat does no harm. */
export function onceBecause(name: OperationName, input: object): string | undefined {
  const { onceBecause, unlessGiven } = operations[name] as { onceBecause?: string; unlessGiven?: string };
  const given = unlessGiven && (input as Record<string, object | undefined>)[unlessGiven];
  return Object.values(given || {}).some((value) => value !== undefined && value !== null) ? undefined : onceBecause;
}

/** The error that a call ends with. */
export function toError(
  call: FailedCall,
  failure: Failure,
  { attempts, requestId, statusCode, firstAmbiguousAttempt }: Trace & { firstAmbiguousAttempt?: number },
): CognitoIdentityError {
  const { cause } = failure;
  // A proxy may repeat anything in the place of a code; what is a word is one, whatever the input holds.
  const code = /^[A-Z][A-Za-z]{2,80}$/.test(failure.code) ? failure.code : hideSecrets(call, failure.code);
  const tries = attempts > 1 ? ` (after ${attempts} attempts)` : "";
  const note = ambiguityNote(call, failure, firstAmbiguousAttempt, attempts);
  const text = `${failure.text}${tries}`;
  return new CognitoIdentityError({
    code,
    message: `${call.name}: ${hideSecrets(call, `${note ? text.replace(/\.$/, "") : text}${note}`)}`,
    operation: call.name,
    requestId,
    statusCode,
    retryable: retryErrorType(failure) !== "CLIENT_ERROR",
    outcome: firstAmbiguousAttempt === undefined ? failure.outcome : "unknown",
    attempts,
    cause,
  });
}

/** What is unknown of a call that may have been carried out. */
function ambiguityNote(
  { name, input }: FailedCall,
  { outcome }: Failure,
  firstAmbiguousAttempt: number | undefined,
  attempts: number,
): string {
  if (firstAmbiguousAttempt === undefined) return "";
  if (outcome === "refused") {
    return `. Attempt ${firstAmbiguousAttempt} of ${attempts} ended without a clear answer, and may have been carried out`;
  }
  const reason = onceBecause(name, input);
  const note = ". The request was sent, so whether it was carried out is unknown";
  return reason ? `${note}; it is not sent again, for ${reason}` : note;
}
