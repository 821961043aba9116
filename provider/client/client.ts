import { CognitoIdentityError } from "../model/errors";
import { isLocal } from "../model/local";
import {
  type Input,
  isOperationName,
  type OperationName,
  type Output,
  operations,
  type PaginatedName,
} from "../model/operations";
import { explainAll, violations } from "../model/validate";
import { untilAborted } from "./abort";
import { Call } from "./call";
import type { CallOptions, ClientOptions } from "./options";
import { type Pages, paginate } from "./paginate";
import { loadSigner, openSession, type Session } from "./session";
import { checkTimeout, loadStsEndpoint } from "./settings/settings";
import type { Trace } from "./trace";
import { TransportError } from "./transport/error";

export type { CallOptions, CallRecord, ClientOptions } from "./options";

/**
 * A client of Amazon Cognito Identity: all operations by their wire names, over one pool of connections.
 * @example
 * const client = new CognitoIdentityClient({ region: "eu-central-1" });
 * const pool = await client.call("DescribeIdentityPool", { IdentityPoolId });
 */
export class CognitoIdentityClient {
  readonly #options: ClientOptions;
  #opening?: Promise<Session>;
  #session?: Session;
  #account?: Promise<string>;

  /** Reads nothing and connects to nothing: settings and credentials are looked for at the first call that needs them. */
  constructor(options: ClientOptions = {}) {
    this.#options = options;
  }

  /** The region that the client works in. */
  async region(): Promise<string> {
    return (await this.#open()).region;
  }

  /**
   * The AWS account of the client's credentials, which ARNs hold and no operation of Amazon Cognito returns: the
   * credentials' own `accountId`, else the answer of STS GetCallerIdentity. STS is asked once; an error is not remembered.
   * @param options A signal that ends the wait.
   * @returns The account's id: 000000000000 with a `local:` endpoint; empty with another custom endpoint when STS does not
   * answer, neither there nor at an endpoint of its own that is set.
   * @throws CognitoIdentityError with STS's code, or one of the client's own.
   * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
   * @example
   * const account = await client.accountId();
   */
  async accountId({ signal }: Pick<CallOptions, "signal"> = {}): Promise<string> {
    if (!this.#account) {
      const finding = this.#findAccount();
      this.#account = finding;
      finding.catch(() => {
        if (this.#account === finding) this.#account = undefined;
      });
    }
    return abortable(this.#account, signal);
  }

  /**
   * Rejects when there are no credentials; neither the service nor STS is asked for it.
   * @internal
   */
  async findCredentials(): Promise<void> {
    const session = await this.#open();
    if (isLocal(session.endpoint)) return;
    const { findCredentials } = require("./settings/find-credentials") as typeof import("./settings/find-credentials");
    await findCredentials(this.#options, session);
  }

  /**
   * Calls one operation, and again where it makes sense.
   * @param name The operation's name, for example `DescribeIdentityPool`.
   * @param input Its members, by their names in the API reference; checked before they are sent.
   * @param options A signal that cancels the call, and a time limit of its own for each attempt.
   * @returns The members of the answer, with dates as `Date`.
   * @throws CognitoIdentityError with the service's code, or one of the client's own.
   * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_Operations.html
   * @example
   * const { IdentityId } = await client.call("GetId", { IdentityPoolId }, { signal: AbortSignal.timeout(5_000) });
   */
  call<N extends OperationName>(name: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> {
    const trace: Trace = { attempts: 0 };
    const { onCall } = this.#options;
    return onCall ? this.#observe(name, input, options, trace, onCall) : this.#call(name, input, options, trace);
  }

  /**
   * Walks an operation's pages, the next one fetched while the last one is looked at.
   * @example
   * for await (const page of client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 })) { … }
   * for await (const identity of client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 }).items()) { … }
   */
  paginate<N extends PaginatedName>(name: N, input: Input<N>, options: CallOptions = {}): Pages<N> {
    if (!isOperationName(name) || !("pages" in operations[name]))
      throw refused(name, "is no operation that answers in pages");
    return paginate(name, input, options.signal, (pageInput, signal) =>
      this.call(name, pageInput, { ...options, signal }),
    );
  }

  /** Closes the connections; a call after it opens new ones. */
  destroy(): void {
    this.#opening?.then(
      ({ transport }) => transport.destroy?.(),
      () => {},
    );
    this.#opening = undefined;
    this.#session = undefined;
    this.#account = undefined;
  }

  async #findAccount(): Promise<string> {
    const session = await this.#open();
    const { findAccount } = require("./sts") as typeof import("./sts");
    return findAccount(session, () => loadStsEndpoint(this.#options, session.stsRegion));
  }

  #open(): Promise<Session> {
    if (!this.#opening) {
      const opening = openSession(this.#options);
      this.#opening = opening;
      opening.then(
        (session) => {
          if (this.#opening === opening) this.#session = session;
        },
        () => {
          if (this.#opening === opening) this.#opening = undefined;
        },
      );
    }
    return this.#opening;
  }

  async #call<N extends OperationName>(name: N, given: Input<N>, options: CallOptions, trace: Trace) {
    const input = given ?? ({} as Input<N>);
    const { signal } = options;
    const requestTimeout =
      options.requestTimeout === undefined ? undefined : checkTimeout("requestTimeout", options.requestTimeout);
    const body = this.#serialize(name, input);
    const session = this.#session ?? (await this.#opened(name, signal));
    return new Call(name, input, body, session, trace, requestTimeout ?? session.requestTimeout, signal).perform();
  }

  async #opened(operation: OperationName, signal: AbortSignal | undefined): Promise<Session> {
    const opening = this.#open();
    // In the time in which the configuration files are read.
    if (operations[operation].signed) loadSigner();
    return abortable(opening, signal, operation);
  }

  async #observe<N extends OperationName>(
    name: N,
    input: Input<N>,
    options: CallOptions,
    trace: Trace,
    onCall: NonNullable<ClientOptions["onCall"]>,
  ): Promise<Output<N>> {
    const start = performance.now();
    const report = (error?: CognitoIdentityError) => {
      // An `onCall` that throws, or rejects later, must not change the result of the call.
      const warn = (thrown: unknown) =>
        process.emitWarning(`onCall threw: ${thrown instanceof Error ? thrown.message : typeof thrown}`);
      try {
        const result = onCall({
          operation: name,
          duration: performance.now() - start,
          ...trace,
          ...(error && { error }),
        });
        Promise.resolve(result).catch(warn);
      } catch (thrown) {
        warn(thrown);
      }
    };
    let output: Output<N>;
    try {
      output = await this.#call(name, input, options, trace);
    } catch (error) {
      report(error as CognitoIdentityError);
      throw error;
    }
    report();
    return output;
  }

  #serialize(name: OperationName, input: unknown): string {
    if (!isOperationName(name)) throw refused(name, "Amazon Cognito Identity has no operation of this name");
    let text: string | undefined;
    let wrong = "";
    try {
      if (this.#options.validate !== false) {
        wrong = explainAll(violations(operations[name].input, input));
      }
      text = JSON.stringify(input);
      // What is null counts as left out.
      if (text?.includes("null")) text = JSON.stringify(input, (_name, value) => value ?? undefined);
    } catch (error) {
      throw refused(name, `the input can't be written as JSON: ${(error as Error)?.message ?? error}`);
    }
    if (wrong) throw refused(name, wrong);
    if (!text?.startsWith("{")) throw refused(name, "the input is no object that can be written as JSON");
    return text;
  }
}

const refused = (operation: OperationName, message: string) =>
  new CognitoIdentityError({ code: "ValidationException", operation, message: `${operation}: ${message}` });

/** Waits for what a call needs, but no longer than until the signal is aborted. */
async function abortable<T>(promise: Promise<T>, signal?: AbortSignal, operation?: OperationName): Promise<T> {
  try {
    return await untilAborted(promise, signal);
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    const message = operation ? `${operation}: ${error.message}` : error.message;
    throw new CognitoIdentityError({ code: error.code, operation, message, cause: error.cause });
  }
}
