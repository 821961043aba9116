import type { HttpResponse } from "@smithy/protocol-http";
import type { RetryToken } from "@smithy/types";
import type { CognitoIdentityError } from "../model/errors";
import { type Input, type Operation, type OperationName, type Output, operations } from "../model/operations";
import type { FailedCall, Failure } from "./failures/failures";
import { type Hints, readAnswer, readHints, readRequestId } from "./response";
import { retryErrorType } from "./retry";
import type { Session } from "./session";
import { Signing } from "./signing";
import type { Trace } from "./trace";
import { aborted, TransportError } from "./transport/error";

/** One operation, sent until the service answers or a retry makes no sense. */
export class Call<N extends OperationName> implements FailedCall {
  readonly region: string;
  readonly endpoint: string;
  readonly proxy?: string;
  /** The first attempt that may have been carried out though no clear answer came. */
  #firstAmbiguousAttempt?: number;
  readonly #operation: Operation;
  /** Undefined for an operation without a signature. */
  readonly #signing?: Signing;

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
    if (this.#operation.signed) this.#signing = new Signing(session, signal);
    this.region = session.region;
    this.endpoint = session.endpoint;
    this.proxy = session.proxy;
  }

  /** @throws CognitoIdentityError */
  async perform(): Promise<Output<N>> {
    const { name, session, signal } = this;
    const scope = `${session.region}:${name}`;
    let token: RetryToken | undefined;
    try {
      // An await of nothing would cost each call CPU time.
      if (session.retries) token = await session.retries.begin(scope, signal);
      for (;;) {
        const attempt = await this.#attempt();
        if ("output" in attempt) {
          if (token) session.retries?.succeeded(token);
          return attempt.output;
        }
        const { failure, hints } = attempt;
        if (failure.outcome === "unknown" && !this.#operation.readOnly) {
          this.#firstAmbiguousAttempt ??= this.trace.attempts;
        }
        const recovery = await this.#recover(attempt);
        if ("retry" in recovery) continue;
        const { error } = recovery;
        if (!this.#mayRepeat(failure)) throw error;
        const errorType = retryErrorType(failure);
        const retries = await session.retriesAfter(errorType);
        token = await retries?.next(scope, token, { error, errorType, retryAfter: hints?.retryAfter }, signal);
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
    try {
      const signed = this.#signing?.sign(request);
      if (signed) await signed;
    } catch (error) {
      return { failure: failures().describeCredentialsError(error) };
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
        : failures().describeUnreadable(this, answer, statusCode);
    return { failure, hints: readHints(headers, session.clock) };
  }

  /** Corrects a refused signature; else gives the error of this attempt, with which the call ends unless it is retried. */
  async #recover({ failure, hints }: Failed): Promise<{ retry: true } | { error: CognitoIdentityError }> {
    if (!hints || !this.#signing) return { error: this.#error(failure) };
    const { retry, cause } = await this.#signing.recover(failure.code, hints.serverDate);
    if (retry) return { retry };
    return { error: this.#error(cause ? failures().withRenewalError(failure, cause) : failure) };
  }

  #mayRepeat({ code, outcome }: Failure): boolean {
    if (code === "AbortError" || code === "CredentialsError") return false;
    return outcome === "refused" || failures().onceBecause(this.name, this.input) === undefined;
  }

  #error(failure: Failure): CognitoIdentityError {
    return failures().toError(this, failure, { ...this.trace, firstAmbiguousAttempt: this.#firstAmbiguousAttempt });
  }

  /** What must not show in an error, besides the secrets of the input. */
  get secrets(): string[] {
    return this.#signing?.secrets ?? [];
  }
}

interface Failed {
  readonly failure: Failure;
  /** Absent where no answer came. */
  readonly hints?: Hints;
}

type Attempt<N extends OperationName> = { readonly output: Output<N> } | Failed;

/** Loaded at the first failure: a call that succeeds at once does not wait for it. */
const failures = () => require("./failures/failures") as typeof import("./failures/failures");
