import type { OperationName } from "./operations";
import { inOneLine } from "./printable";

/** Codes of the service, and of this client where no answer of the service exists. */
export type ErrorCode =
  | "ConcurrentModificationException"
  | "DeveloperUserAlreadyRegisteredException"
  | "ExternalServiceException"
  | "InternalErrorException"
  | "InvalidIdentityPoolConfigurationException"
  | "InvalidParameterException"
  | "LimitExceededException"
  | "NotAuthorizedException"
  | "ResourceConflictException"
  | "ResourceNotFoundException"
  | "TooManyRequestsException"
  | "ThrottlingException"
  | "ValidationException"
  | "AccessDeniedException"
  | "ExpiredTokenException"
  | "InvalidSignatureException"
  | "RequestTimeTooSkewed"
  | "UnrecognizedClientException"
  /** No region, or options that contradict one another. */
  | "ConfigurationError"
  /** No credentials were found, or they could not be loaded. */
  | "CredentialsError"
  /** The endpoint could not be reached, or the connection broke. */
  | "ConnectionError"
  /** The endpoint's certificate is not trusted, or not its own. */
  | "CertificateError"
  | "TimeoutError"
  | "AbortError"
  /** A `requestHandler` of one's own threw what no network can have caused. */
  | "RequestHandlerError"
  /** The answer was not one of this service: cut off, too large or no JSON. */
  | "InvalidResponse"
  | (string & {});

export interface ErrorDetails {
  readonly code: ErrorCode;
  readonly message: string;
  readonly operation?: OperationName;
  readonly requestId?: string;
  readonly statusCode?: number;
  readonly retryable?: boolean;
  readonly outcome?: "refused" | "unknown";
  readonly attempts?: number;
  readonly cause?: unknown;
}

/** The one error of this client: branch on `code`. */
export class CognitoIdentityError extends Error {
  /** The entries of this package, and its copies in one program, know each other's errors. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "CognitoIdentityError";
  }

  /** The name of the class. */
  override readonly name = "CognitoIdentityError";
  /** What went wrong: the service's code, or one of the client's own. */
  readonly code: ErrorCode;
  /** The operation that was called. */
  readonly operation?: OperationName;
  /** The service's id of the request, for AWS support. */
  readonly requestId?: string;
  /** The HTTP status of the answer, if there was one. */
  readonly statusCode?: number;
  /** Whether the same call may succeed later: throttling, and failures that pass. */
  readonly retryable: boolean;
  /** `refused`: nothing was changed. `unknown`: the request was sent, and whether it was carried out can't be told. */
  readonly outcome: "refused" | "unknown";
  /** How often the request was sent. */
  readonly attempts: number;

  constructor({ message, cause, retryable = false, outcome = "refused", attempts = 0, ...details }: ErrorDetails) {
    super(inOneLine(message), cause === undefined ? undefined : { cause });
    this.code = inOneLine(details.code);
    this.operation = details.operation;
    this.requestId = details.requestId;
    this.statusCode = details.statusCode;
    this.retryable = retryable;
    this.outcome = outcome;
    this.attempts = attempts;
  }
}

/** Whether an error has one of the codes. */
export const hasCode = (error: unknown, ...codes: ErrorCode[]): error is CognitoIdentityError =>
  error instanceof CognitoIdentityError && codes.includes(error.code);

/** Whether it can't be told if what was asked for was done. */
export const isAmbiguous = (error: unknown): error is CognitoIdentityError =>
  error instanceof CognitoIdentityError && error.outcome === "unknown";

/** Whether the service says that the pool, identity or user does not exist. */
export const isNotFound = (error: unknown): error is CognitoIdentityError =>
  hasCode(error, "ResourceNotFoundException");

/** An answer, or undefined when the service says that what was asked for does not exist. */
export async function absentIfNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
