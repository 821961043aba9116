import { type ServiceError, status } from "@grpc/grpc-js";
import type { ConfigTexts } from "../config";
import { type Context, createContext } from "../context";
import type { Request } from "../lifecycle";
import { PartialFailure } from "../resource-error";
import { showError } from "../show-error";
import { EngineLog } from "./engine-log";
import { callFailure, isCallFailure, partialFailure } from "./failure";
import { markSecrets } from "./struct";
import type { Subject } from "./subject";

/** What a call of the engine is about, and how long it may take; `timeout` is in seconds, 0 for as long as it takes. */
export interface Call {
  readonly subject: Subject;
  readonly timeout?: number;
  readonly preview?: boolean;
}

/** What the calls of an engine share: the context that it configured, its messages, and the end of what is in flight. */
export class Session {
  #context: Context | undefined;
  #log: EngineLog | undefined;
  #cancellation = new AbortController();
  readonly #warnings = new Set<string>();

  /** Sends messages to the engine at an address. */
  attach(address: string): void {
    this.#log?.close();
    this.#log = new EngineLog(address);
  }

  /** Warns of a provider, which may not be configured yet, once however often the engine asks. */
  async warn(message: string, urn: string): Promise<void> {
    const warning = `${urn} ${message}`;
    if (this.#warnings.has(warning)) return;
    this.#warnings.add(warning);
    this.#log?.write("warning", message, { urn });
    await this.#log?.flush();
  }

  /** Begins a new update: nothing is remembered of those before. */
  configure(texts: ConfigTexts): void {
    this.#cancellation = new AbortController();
    this.#context = createContext(texts, { log: (severity, message) => this.#log?.write(severity, message) });
  }

  /** Ends all calls in flight. */
  cancel(): void {
    this.#cancellation.abort(new Error("The operation was cancelled."));
  }

  /** Does the work of a call; what it fails with is shown as the engine can record and print it. */
  async run<T>({ subject, timeout = 0, preview }: Call, work: (request: Request) => Promise<T>): Promise<T> {
    const { urn, name } = subject;
    const cancelled = this.#cancellation.signal;
    const late = timeout > 0 ? AbortSignal.timeout(timeout * 1000) : undefined;
    try {
      return await work({
        context: this.#contextOf(urn),
        name,
        urn,
        preview,
        signal: late ? AbortSignal.any([cancelled, late]) : cancelled,
        timeout: timeout > 0 ? timeout * 1000 : undefined,
        progress: (message) => this.#log?.write("info", message, { urn, ephemeral: true }),
      });
    } catch (error) {
      if (isCallFailure(error)) throw error;
      const shown = showError(error, subject.title);
      if (cancelled.aborted)
        throw failure(error, `${subject.title} was cancelled: ${shown}`, subject, status.CANCELLED);
      if (late?.aborted) throw failure(error, `${subject.title} took more than ${timeout} s: ${shown}`, subject);
      throw failure(error, shown, subject);
    } finally {
      await this.#log?.flush();
    }
  }

  #contextOf(urn: string | undefined): Context {
    if (!this.#context) throw callFailure("The provider is not configured yet.", status.FAILED_PRECONDITION);
    return { ...this.#context, log: (severity, message) => this.#log?.write(severity, message, { urn }) };
  }

  close(): void {
    this.#log?.close();
  }
}

function failure(error: unknown, message: string, { definition }: Subject, code?: status): ServiceError {
  if (!(error instanceof PartialFailure)) return callFailure(message, code);
  const { id, state } = error.recorded;
  const recorded = definition ? markSecrets({ ...definition.inputs, ...definition.outputs }, state) : state;
  return partialFailure(message, { id, state: recorded }, definition?.readFirst);
}
