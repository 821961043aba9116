import type { HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, RetryStrategyV2 } from "@smithy/types";
import type { EndpointVariant } from "./endpoint";
import { CognitoIdentityError } from "./errors";
import { describeAnswer, describeTransportError, describeUnreadable, type Failure, onceBecause } from "./failures";
import { type Input, type OperationName, type Output, operations, type PaginatedName } from "./operations";
import { type Pages, paginate } from "./paginate";
import { readAnswer } from "./response";
import { retryErrorType } from "./retry";
import { buildRequest, openSession, type Session } from "./session";
import { createSigner } from "./sign";
import type { Transport } from "./transport";
import { explain, violations } from "./validate";

export interface ClientOptions extends EndpointVariant {
  /** The AWS region; by default AWS_REGION, AWS_DEFAULT_REGION or the profile's. */
  readonly region?: string;
  /** An http(s) URL, or `local:PATH`: the local service in this process on a SQLite file. By default the region's. */
  readonly endpoint?: string;
  /** Credentials, or a function that loads them; by default the standard AWS chain. Loaded only to sign. */
  readonly credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** A profile of the shared AWS config files; by default AWS_PROFILE. */
  readonly profile?: string;
  /** The ARN of a role to assume. */
  readonly assumeRoleArn?: string;
  /** How often a request is sent at most; by default AWS_MAX_ATTEMPTS or 3. */
  readonly maxAttempts?: number;
  /** By default AWS_RETRY_MODE or `standard`. */
  readonly retryMode?: "standard" | "adaptive";
  /** Replaces the strategy that `maxAttempts` and `retryMode` describe. */
  readonly retryStrategy?: RetryStrategyV2;
  /** How long an answer may take, in milliseconds; 60,000 by default, 0 for ever. */
  readonly requestTimeout?: number;
  /** Whether inputs are checked before they are sent; true by default. */
  readonly validate?: boolean;
  /** Called once for each call, after its end. */
  readonly onCall?: (record: CallRecord) => void;
  /** Sends requests in the place of the network. */
  readonly requestHandler?: Transport;
  /** The clock; by default the system's. */
  readonly now?: () => Date;
}

/** What a log may say of a call: no input, no output, no secret. */
export interface CallRecord {
  readonly operation: OperationName;
  readonly attempts: number;
  /** From the call to its end, in milliseconds, waits for retries included. */
  readonly duration: number;
  readonly requestId?: string;
  readonly statusCode?: number;
  /** The error that the call ended with. */
  readonly error?: CognitoIdentityError;
}

export interface CallOptions {
  /** Cancels the call. */
  readonly signal?: AbortSignal;
  /** How long an answer may take, in milliseconds. */
  readonly requestTimeout?: number;
}

const maxTolerableSkew = 4 * 60_000;

/**
 * A client of Amazon Cognito Identity: all operations by their wire names, over one pool of connections.
 * @example
 * const client = new CognitoIdentityClient({ region: "eu-central-1" });
 * const pool = await client.call("DescribeIdentityPool", { IdentityPoolId });
 */
export class CognitoIdentityClient {
  readonly #options: ClientOptions;
  readonly #now: () => Date;
  #session?: Promise<Session>;
  #clockOffset = 0;

  constructor(options: ClientOptions = {}) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** The region that the client works in. */
  async region(): Promise<string> {
    return (await this.#open()).settings.region;
  }

  /**
   * Calls one operation.
   * @throws CognitoIdentityError with the service's code, or one of the client's own.
   */
  async call<N extends OperationName>(name: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> {
    const { onCall } = this.#options;
    if (!onCall) return this.#call(name, input, options, { attempts: 0 });
    const started = performance.now();
    const trace: Trace = { attempts: 0 };
    try {
      const output = await this.#call(name, input, options, trace);
      onCall({ operation: name, duration: performance.now() - started, ...trace });
      return output;
    } catch (error) {
      onCall({
        operation: name,
        duration: performance.now() - started,
        ...trace,
        error: error as CognitoIdentityError,
      });
      throw error;
    }
  }

  /**
   * Walks an operation's pages, the next one fetched while the last one is looked at.
   * @example
   * for await (const page of client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 })) { … }
   * for await (const identity of client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 }).items()) { … }
   */
  paginate<N extends PaginatedName>(name: N, input: Input<N>, options: CallOptions = {}): Pages<N> {
    return paginate(name, input, (pageInput) => this.call(name, pageInput, options));
  }

  /** Closes the connections. */
  destroy(): void {
    this.#session?.then(
      ({ transport }) => transport.destroy?.(),
      () => {},
    );
    this.#session = undefined;
  }

  #open(): Promise<Session> {
    this.#session ??= openSession(this.#options, this.#now).catch((error) => {
      this.#session = undefined;
      throw error;
    });
    return this.#session;
  }

  async #call<N extends OperationName>(name: N, input: Input<N>, options: CallOptions, trace: Trace) {
    if (this.#options.validate !== false) checkInput(name, input);
    const session = await this.#open();
    const { retries } = session.settings;
    const body = JSON.stringify(input);
    const scope = `${session.settings.region}:${name}`;
    const renewed = new Set<string>();
    let token = await retries.acquireInitialRetryToken(scope);
    for (;;) {
      trace.attempts++;
      const failure = await this.#attempt(name, input, body, session, options, trace);
      if ("output" in failure) {
        retries.recordSuccess(token);
        return failure.output;
      }
      const { error, serverDate, retryAfter } = failure;
      if (await this.#renew(error, serverDate, session, renewed)) continue;
      const errorType = retryErrorType(error);
      if (errorType === "CLIENT_ERROR" || (error.outcome === "unknown" && onceBecause(name))) throw error;
      try {
        token = await withAbort(
          retries.refreshRetryTokenForRetry(token, { errorType, retryAfterHint: retryAfter }),
          options.signal,
        );
      } catch {
        throw error;
      }
    }
  }

  async #attempt<N extends OperationName>(
    name: N,
    input: Input<N>,
    body: string,
    session: Session,
    options: CallOptions,
    trace: Trace,
  ): Promise<Attempt<N>> {
    const { signed } = operations[name];
    const fail = (details: Failure, rest: Partial<Failed> = {}): Failed => ({
      error: new CognitoIdentityError({
        ...details,
        operation: name,
        attempts: trace.attempts,
        requestId: trace.requestId,
      }),
      ...rest,
    });
    let request = buildRequest(name, body, session);
    try {
      if (signed) request = await this.#sign(request, session);
    } catch (error) {
      return fail({
        code: "CredentialsError",
        message: `${name}: the AWS credentials could not be loaded: ${(error as Error).message}`,
        cause: error,
      });
    }
    let response: HttpResponse;
    try {
      const { requestTimeout = this.#options.requestTimeout ?? 60_000, signal } = options;
      ({ response } = await session.transport.handle(request, { abortSignal: signal, requestTimeout }));
    } catch (error) {
      return fail(describeTransportError(name, session.settings.endpoint, error));
    }
    trace.statusCode = response.statusCode;
    trace.requestId = response.headers["x-amzn-requestid"];
    const hints = {
      serverDate: parseDate(response.headers.date),
      retryAfter: retryAfter(response.headers["retry-after"]),
    };
    try {
      const answer = await readAnswer(name, response);
      if ("output" in answer) return answer;
      return fail(describeAnswer(name, answer, response.statusCode, input, session.settings.region), hints);
    } catch (error) {
      return fail(describeUnreadable(name, session.settings.endpoint, response.statusCode, error), hints);
    }
  }

  async #sign(request: HttpRequest, session: Session): Promise<HttpRequest> {
    const credentials = await session.credentials();
    if (session.signed?.credentials !== credentials) {
      session.signed = { credentials, sign: createSigner(session.settings.region, credentials) };
    }
    return session.signed.sign(request, new Date(this.#now().getTime() + this.#clockOffset));
  }

  /** Mends what made the service refuse a signature, once for each reason; answers whether a new attempt makes sense. */
  async #renew(
    error: CognitoIdentityError,
    serverDate: Date | undefined,
    session: Session,
    renewed: Set<string>,
  ): Promise<boolean> {
    const once = (reason: string) => !renewed.has(reason) && renewed.add(reason);
    if (isExpired(error) && session.canRefresh && once("credentials")) {
      await session.credentials({ forceRefresh: true }).catch(() => undefined);
      return true;
    }
    if (isSkewed(error) && serverDate) {
      const offset = serverDate.getTime() - this.#now().getTime();
      if (Math.abs(offset - this.#clockOffset) > maxTolerableSkew && once("clock")) {
        this.#clockOffset = offset;
        return true;
      }
    }
    return false;
  }
}

interface Trace {
  attempts: number;
  requestId?: string;
  statusCode?: number;
}

interface Failed {
  readonly error: CognitoIdentityError;
  readonly serverDate?: Date;
  readonly retryAfter?: Date;
}

type Attempt<N extends OperationName> = { readonly output: Output<N> } | Failed;

function checkInput(name: OperationName, input: unknown): void {
  const found = violations(operations[name].input, input);
  if (found.length === 0) return;
  const lines = found.map((violation) => `${violation.path.join(".") || "input"} ${explain(violation)}`);
  throw new CognitoIdentityError({
    code: "ValidationException",
    operation: name,
    message: `${name}: ${lines.join("; ")}`,
  });
}

const isExpired = ({ code }: CognitoIdentityError) => code === "ExpiredTokenException" || code === "ExpiredToken";

const isSkewed = ({ code, message }: CognitoIdentityError) =>
  code === "RequestTimeTooSkewed" ||
  code === "RequestExpired" ||
  (code === "InvalidSignatureException" && /expired|not yet current/i.test(message));

function parseDate(text: string | undefined): Date | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** Seconds, or a date. */
function retryAfter(text: string | undefined): Date | undefined {
  if (!text) return undefined;
  return /^\d+(\.\d+)?$/.test(text) ? new Date(Date.now() + Number(text) * 1000) : parseDate(text);
}

async function withAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  signal.throwIfAborted();
  let abort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
