import type { HttpResponse } from "@smithy/protocol-http";
import type { AwsCredentialIdentity, HttpRequest, RetryToken } from "@smithy/types";
import type { CognitoIdentityError } from "../model/errors";
import { type Input, type Operation, type OperationName, type Output, operations } from "../model/operations";
import { untilAborted } from "./abort";
import type { FailedCall, Failure } from "./failures/failures";
import { readAnswer } from "./response";
import { retryErrorType } from "./retry";
import type { Session } from "./session";
import { aborted, TransportError } from "./transport/error";

/** What is told of a call while it goes on. */
export interface Trace {
  attempts: number;
  requestId?: string;
  statusCode?: number;
}

/** One operation, asked of the service until it answers or until asking again makes no sense. */
export class Call<N extends OperationName> implements FailedCall {
  readonly region: string;
  readonly endpoint: string;
  /** The first attempt that may have been carried out though no answer came. */
  #doubtful?: number;
  readonly #operation: Operation;
  #credentials?: AwsCredentialIdentity;
  /** The correction of the clock that the last attempt was signed with. */
  #clockOffset = 0;
  /** What was mended already. */
  #renewedCredentials = false;
  #correctedClock = false;

  constructor(
    readonly name: N,
    readonly input: Input<N>,
    private readonly body: string,
    private readonly session: Session,
    private readonly trace: Trace,
    private readonly requestTimeout: number,
    private readonly signal?: AbortSignal,
  ) {
    this.#operation = operations[name];
    this.region = session.region;
    this.endpoint = session.endpoint;
  }

  /** @throws CognitoIdentityError */
  async perform(): Promise<Output<N>> {
    const { name, session, signal } = this;
    const { retries } = session;
    const scope = `${session.region}:${name}`;
    let token: RetryToken | undefined;
    try {
      // Where nothing has to be waited for, nothing is awaited: it would cost each call its share.
      const granted = retries.begin(scope, signal);
      if (granted) token = await granted;
      for (;;) {
        const attempt = await this.#attempt();
        if ("output" in attempt) {
          retries.succeeded(token);
          return attempt.output;
        }
        const { failure, hints } = attempt;
        if (failure.outcome === "unknown" && !this.#operation.readOnly) this.#doubtful ??= this.trace.attempts;
        const mended = hints && (await this.#mend(failure, hints));
        if (mended === true) continue;
        const error = this.#error(mended ? withCause(failure, mended) : failure);
        if (!this.#mayRepeat(failure)) throw error;
        const errorType = retryErrorType(failure);
        token = await retries.next(scope, token, { error, errorType, retryAfter: hints?.retryAfter }, signal);
        if (!token) throw error;
      }
    } catch (error) {
      throw error instanceof TransportError ? this.#error(failures().describeTransportError(this, error)) : error;
    }
  }

  async #attempt(): Promise<Attempt<N>> {
    const { name, session, trace, signal, requestTimeout } = this;
    if (signal?.aborted) throw aborted(false, signal.reason);
    const request = session.request(name, this.body);
    if (this.#operation.signed) {
      const signing = this.#sign(request);
      const failure = signing && (await signing);
      if (failure) return { failure };
    }
    trace.attempts++;
    let response: HttpResponse;
    try {
      ({ response } = await session.transport.handle(request, { abortSignal: signal, requestTimeout }));
    } catch (error) {
      return { failure: failures().describeTransportError(this, error) };
    }
    const { statusCode, headers } = response;
    trace.statusCode = statusCode;
    trace.requestId = readRequestId(headers);
    const answer = readAnswer(name, response);
    if ("output" in answer) return answer;
    const failure =
      "code" in answer
        ? failures().describeAnswer(this, answer, statusCode)
        : failures().describeUnreadable(this, answer.unreadable, statusCode);
    return { failure, hints: readHints(headers) };
  }

  /** Answers a promise only where credentials, or the key of the day, are still to come, or did not come. */
  #sign(request: HttpRequest): Promise<Failure | undefined> | undefined {
    const { credentials } = this.session;
    try {
      const current = credentials.current();
      const signed = current
        ? this.#signWith(current, request)
        : untilAborted(credentials.get(), this.signal).then((loaded) => this.#signWith(loaded, request));
      return signed instanceof Promise ? signed.then(() => undefined, describeCredentialsError) : undefined;
    } catch (error) {
      return Promise.resolve(describeCredentialsError(error));
    }
  }

  #signWith(credentials: AwsCredentialIdentity, request: HttpRequest): HttpRequest | Promise<HttpRequest> {
    this.#credentials = credentials;
    this.#clockOffset = this.session.clockOffset;
    return this.session.sign(request, credentials);
  }

  /**
   * Mends what made the service refuse a signature, once for each reason. Answers whether another attempt makes sense, or
   * the error that the mending ended with.
   */
  async #mend({ code }: Failure, { serverDate }: Hints): Promise<boolean | Error> {
    const { session } = this;
    if (!this.#operation.signed) return false;
    if (expired.has(code) && !this.#renewedCredentials) {
      this.#renewedCredentials = true;
      const stale = this.#credentials;
      try {
        if (!stale) return true;
        return !isSame(await untilAborted(session.credentials.renew(stale), this.signal), stale);
      } catch (error) {
        if (error instanceof TransportError) throw error;
        return error instanceof Error ? error : new Error(String(error));
      }
    }
    if (skewed.has(code) && serverDate) {
      const offset = serverDate.getTime() - session.now().getTime();
      // Other calls may have corrected the clock since this one was signed.
      if (Math.abs(offset - this.#clockOffset) > maxTolerableSkew && !this.#correctedClock) {
        this.#correctedClock = true;
        session.clockOffset = offset;
        return true;
      }
    }
    return false;
  }

  #mayRepeat({ code, outcome }: Failure): boolean {
    if (code === "AbortError" || code === "CredentialsError") return false;
    return outcome === "refused" || failures().onceBecause(this.name, this.input) === undefined;
  }

  #error(failure: Failure): CognitoIdentityError {
    return failures().toError(this, failure, { ...this.trace, doubtful: this.#doubtful });
  }

  /** What must not show in an error, besides the secrets of the input. */
  get secrets(): string[] {
    const { secretAccessKey, sessionToken } = this.#credentials ?? {};
    return [secretAccessKey, sessionToken].filter((secret) => secret !== undefined);
  }
}

function describeCredentialsError(error: unknown): Failure {
  if (error instanceof TransportError) throw error;
  const text = `the AWS credentials could not be loaded: ${(error as Error)?.message ?? error}`;
  return { code: "CredentialsError", text, outcome: "refused", cause: error };
}

const isSame = (a: AwsCredentialIdentity, b: AwsCredentialIdentity) =>
  a.accessKeyId === b.accessKeyId && a.secretAccessKey === b.secretAccessKey && a.sessionToken === b.sessionToken;

const withCause = (failure: Failure, cause: Error): Failure => ({
  ...failure,
  text: `${failure.text}; to renew the credentials failed: ${cause.message}`,
  cause,
});

interface Hints {
  readonly serverDate?: Date;
  readonly retryAfter?: Date;
}

interface Failed {
  readonly failure: Failure;
  /** Absent where no answer came. */
  readonly hints?: Hints;
}

type Attempt<N extends OperationName> = { readonly output: Output<N> } | Failed;

const expired = new Set(["ExpiredTokenException", "ExpiredToken"]);

/** The service signs for no more than five minutes of difference; these codes have other causes as well. */
const maxTolerableSkew = 4 * 60_000;
const skewed = new Set([
  "RequestTimeTooSkewed",
  "RequestExpired",
  "RequestInTheFuture",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
]);

/** Under the names that AWS has for it; what does not look like an id may be anything that a proxy repeats. */
function readRequestId(headers: Record<string, string>): string | undefined {
  const id = headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"];
  return id && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

function readHints(headers: Record<string, string>): Hints {
  const { date, "retry-after": retryAfter = "", "x-amz-retry-after": milliseconds = "" } = headers;
  const inMilliseconds = (time: number) => new Date(Date.now() + Math.min(time, longestRetryAfter));
  return {
    serverDate: parseDate(date),
    retryAfter: isNumber(milliseconds)
      ? inMilliseconds(Number(milliseconds))
      : isNumber(retryAfter)
        ? inMilliseconds(Number(retryAfter) * 1000)
        : parseDate(retryAfter),
  };
}

/** A day; what is longer may be no date at all. */
const longestRetryAfter = 86_400_000;

const isNumber = (text: string) => /^\d+(\.\d+)?$/.test(text);

function parseDate(text: string | undefined): Date | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** Loaded at the first failure: a call that succeeds at once does not wait for it. */
const failures = () => require("./failures/failures") as typeof import("./failures/failures");
