import { type ServiceError, status } from "@grpc/grpc-js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ConfigTexts } from "../config";
import { type Context, createContext } from "../context";
import type { ResourceDefinition } from "../define";
import type { Request } from "../lifecycle";
import { PartialFailure } from "../resource-error";
import { showError } from "../show-error";
import { EngineLog } from "./engine-log";
import { callFailure, isCallFailure, partialFailure } from "./failure";
import { CallSecrets } from "./secrets";
import type { Subject } from "./subject";

/** What a call of the engine is about, and how long it may take; `timeout` is in seconds, 0 for as long as it takes. */
export interface Call {
  readonly subject: Subject;
  /** The properties in its message, in which the engine marks what is secret. */
  readonly sent?: readonly (Struct | undefined)[];
  readonly timeout?: number;
  readonly preview?: boolean;
}

/** What the calls of an engine share: the context that it configured, its messages, and the end of what is in flight. */
export class Session {
  #context: Context | undefined;
  #log: EngineLog | undefined;
  #cancellation = new AbortController();
  #secretSettings: ReadonlySet<string> = new Set();
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

  /** Begins a new update: nothing is remembered of those before. `secret` are the names of settings that are secret. */
  configure(texts: ConfigTexts, secret: readonly string[]): void {
    this.#secretSettings = new Set(secret);
    this.#cancellation = new AbortController();
    this.#context = createContext(texts, { log: (severity, message) => this.#log?.write(severity, message) });
  }

  /** Ends all calls in flight. */
  cancel(): void {
    this.#cancellation.abort(new Error("The operation was cancelled."));
  }

  /** Does the work of a call; what it fails with is shown as the engine can record and print it, without secrets. */
  async run<T>(
    { subject, sent = [], timeout = 0, preview }: Call,
    work: (request: Request, secrets: CallSecrets) => Promise<T>,
  ): Promise<T> {
    const { urn, name } = subject;
    const secrets = new CallSecrets(sent, this.#secretSettings);
    const cancelled = this.#cancellation.signal;
    const late = timeout > 0 ? AbortSignal.timeout(timeout * 1000) : undefined;
    try {
      const request = {
        context: this.#contextOf(urn, secrets),
        name,
        urn,
        preview,
        signal: late ? AbortSignal.any([cancelled, late]) : cancelled,
        timeout: timeout > 0 ? timeout * 1000 : undefined,
        progress: (message: string) =>
          this.#log?.write("info", secrets.inputs.hideIn(message), { urn, ephemeral: true }),
      };
      return await work(request, secrets);
    } catch (error) {
      if (isCallFailure(error)) throw error;
      const shown = secrets.inputs.hideIn(showError(error, subject.title));
      const fail = (message: string, code?: status) => failure(error, message, { ...subject, secrets, code });
      if (cancelled.aborted) throw fail(`${subject.title} was cancelled: ${shown}`, status.CANCELLED);
      if (late?.aborted) throw fail(`${subject.title} took more than ${timeout} s: ${shown}`);
      throw fail(shown);
    } finally {
      await this.#log?.flush();
    }
  }

  #contextOf(urn: string | undefined, { inputs }: CallSecrets): Context {
    if (!this.#context) throw callFailure("The provider is not configured yet.", status.FAILED_PRECONDITION);
    return {
      ...this.#context,
      log: inputs.hideInLog((severity, message) => this.#log?.write(severity, message, { urn })),
    };
  }

  close(): void {
    this.#log?.close();
  }
}

interface Failed {
  readonly definition?: ResourceDefinition;
  readonly secrets: CallSecrets;
  readonly code?: status | undefined;
}

function failure(error: unknown, message: string, { definition, secrets, code }: Failed): ServiceError {
  if (!(error instanceof PartialFailure) || !definition) return callFailure(message, code);
  const { id, state } = error.recorded;
  const recorded = secrets.mark({ ...definition.inputs, ...definition.outputs }, state);
  return partialFailure(message, { id, state: recorded }, definition.readFirst);
}
