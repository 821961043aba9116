import { type HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { HttpHandlerOptions, RequestHandler } from "@smithy/types";
import type { Dispatcher, Pool } from "undici";

/** What sends requests: the network, the local service in this process, or a test's faults. */
export type Transport = Pick<RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions>, "handle" | "destroy">;

/** A failure below HTTP. */
export class TransportError extends Error {
  override readonly name = "TransportError";

  constructor(
    message: string,
    readonly code: "ConnectionError" | "TimeoutError" | "AbortError" | "InvalidResponse",
    /** Whether the request may have reached the service. */
    readonly sent: boolean,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

const connections = 64;
const connectTimeout = 10_000;
const maxBodyBytes = 16 * 1024 * 1024;

/** HTTP over a bounded pool of kept-alive connections, which do not keep an idle process alive. */
export class HttpTransport implements Transport {
  readonly #pools = new Map<string, Pool>();

  handle(
    request: HttpRequest,
    { abortSignal, requestTimeout = 0 }: HttpHandlerOptions = {},
  ): Promise<{ response: HttpResponse }> {
    return new Promise((resolve, reject) => {
      this.#pool(request).dispatch(
        {
          path: request.path,
          method: request.method as Dispatcher.HttpMethod,
          headers: request.headers,
          body: request.body,
          headersTimeout: requestTimeout,
          bodyTimeout: requestTimeout,
        },
        new Exchange(resolve, reject, abortSignal as AbortSignal | undefined),
      );
    });
  }

  destroy(): void {
    for (const pool of this.#pools.values()) void pool.destroy();
    this.#pools.clear();
  }

  #pool({ protocol, hostname, port }: HttpRequest): Pool {
    const origin = `${protocol}//${hostname}${port ? `:${port}` : ""}`;
    let pool = this.#pools.get(origin);
    if (!pool) {
      // The pool alone: the rest of undici takes longer to load than a request takes.
      const PoolClass = require("undici/lib/dispatcher/pool") as typeof Pool;
      pool = new PoolClass(origin, { connections, connect: { timeout: connectTimeout } });
      this.#pools.set(origin, pool);
    }
    return pool;
  }
}

/** One request and its answer, collected into memory. */
class Exchange implements Dispatcher.DispatchHandler {
  #controller?: Dispatcher.DispatchController;
  #size = 0;
  #status = 0;
  #headers: Record<string, string> = {};
  readonly #chunks: Buffer[] = [];
  readonly #abort = () => this.#fail(new TransportError("The call was aborted.", "AbortError", this.#sent));

  constructor(
    private readonly resolve: (answer: { response: HttpResponse }) => void,
    private readonly reject: (error: TransportError) => void,
    private readonly signal?: AbortSignal,
  ) {
    if (signal?.aborted) this.#abort();
    else signal?.addEventListener("abort", this.#abort, { once: true });
  }

  get #sent(): boolean {
    return this.#controller !== undefined;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.signal?.aborted) controller.abort(new Error("aborted"));
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = statusCode;
    for (const name in headers) this.#headers[name] = String(headers[name]);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    this.#chunks.push(chunk);
    if (this.#size > maxBodyBytes) {
      this.#fail(new TransportError(`The answer exceeds ${maxBodyBytes} bytes.`, "InvalidResponse", true));
    }
  }

  onResponseEnd(): void {
    this.signal?.removeEventListener("abort", this.#abort);
    const body = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    this.resolve({ response: new HttpResponse({ statusCode: this.#status, headers: this.#headers, body }) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error & { code?: string }): void {
    this.#fail(toTransportError(error, this.#sent));
  }

  #fail(error: TransportError): void {
    this.signal?.removeEventListener("abort", this.#abort);
    this.reject(error);
    this.#controller?.abort(error);
  }
}

function toTransportError(error: Error & { code?: string }, sent: boolean): TransportError {
  const cause = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  const isTimeout = /TIMEOUT|ETIMEDOUT/.test(error.code ?? "");
  const message = cause.message || error.code || "the connection failed";
  return new TransportError(message, isTimeout ? "TimeoutError" : "ConnectionError", sent, error);
}

/** The local service of this package in this process, on the SQLite file of a `local:PATH` endpoint. */
export function createLocalTransport(endpoint: string): Transport {
  // The one arrow from here to the emulator, followed only when a program asks for it.
  const { createLocalHandler } = require("../../emulator") as typeof import("../../emulator");
  return createLocalHandler(endpoint.slice("local:".length));
}
