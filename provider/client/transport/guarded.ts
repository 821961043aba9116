import { HttpRequest, type HttpResponse } from "@smithy/protocol-http";
import type { HttpHandlerOptions, HttpRequest as RequestParts } from "@smithy/types";
import { onAbort } from "../abort";
import { Body } from "./body";
import { aborted, isCertificateCode, TransportError, timedOut } from "./error";
import type { HttpHandler, Transport } from "./transport";

/**
 * Makes any smithy `HttpHandler` keep this client's promises: its deadline and abort hold even when the handler ignores
 * them, and its answer is read whole, within the bound of its size, whether it is a stream, bytes or text.
 */
export class GuardedTransport implements Transport {
  constructor(private readonly handler: HttpHandler) {}

  async handle(
    request: RequestParts,
    { abortSignal, requestTimeout = 0 }: HttpHandlerOptions = {},
  ): Promise<{ response: HttpResponse }> {
    const signal = abortSignal as AbortSignal | undefined;
    if (signal?.aborted) throw aborted(false, signal.reason);
    const controller = new AbortController();
    const abortion = new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
    });
    abortion.catch(() => {});
    const removeCallback = signal && onAbort(signal, () => controller.abort(aborted(true, signal.reason)));
    const deadline =
      requestTimeout > 0
        ? setTimeout(() => controller.abort(timedOut(requestTimeout, true)), requestTimeout)
        : undefined;
    try {
      const exchange = this.#exchange(request, { abortSignal: controller.signal, requestTimeout }, controller.signal);
      exchange.catch(() => {});
      return await Promise.race([exchange, abortion]);
    } finally {
      clearTimeout(deadline);
      removeCallback?.();
    }
  }

  destroy(): void {
    this.handler.destroy?.();
  }

  async #exchange(request: RequestParts, options: HttpHandlerOptions, signal: AbortSignal) {
    let response: HttpResponse | undefined;
    try {
      response = (await this.handler.handle(new HttpRequest(request), options))?.response;
    } catch (error) {
      throw error instanceof TransportError ? error : fromForeign(error);
    }
    if (typeof response?.statusCode !== "number") throw faulty("it answered without a response that has a statusCode");
    const named = Object.entries(response.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
    const headers: Record<string, string> = Object.fromEntries(named);
    return { response: { statusCode: response.statusCode, headers, body: await readBody(response.body, signal) } };
  }
}

/**
 * Other handlers do not report whether a request was sent: only without a connection it surely was not. An error that the
 * network can't have caused is a fault of the handler's own, which no other attempt would fix.
 */
function fromForeign(thrown: unknown): TransportError {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Error & { code?: unknown };
  const code = [error.code, (error.cause as { code?: unknown } | undefined)?.code].find(isNetworkCode) ?? "";
  const sent = !/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code);
  const message = error.message || code;
  if (isCertificateCode(code)) return new TransportError(message, "CertificateError", false, error);
  // Smithy's handlers call a reset connection a TimeoutError, too.
  if (error.name === "AbortError" || (error.name === "TimeoutError" && (!code || code === "ETIMEDOUT"))) {
    return new TransportError(message, error.name, sent, error);
  }
  return code ? new TransportError(message, "ConnectionError", sent, error) : faulty(message, error);
}

/** Of the operating system, TLS, node's HTTP parser, or undici, which stands under `fetch`. */
const networkCode =
  /^(E(CONN\w+|PIPE|TIMEDOUT|NOTFOUND|AI_\w+|HOST\w+|NET\w+|ADDRNOTAVAIL|PROTO)|HPE_\w+|ERR_(TLS|SSL)_\w+|UND_ERR_(SOCKET|\w+_TIMEOUT))$/;
const isNetworkCode = (code: unknown): code is string =>
  typeof code === "string" && (networkCode.test(code) || isCertificateCode(code));

const faulty = (message: string, cause?: unknown) => new TransportError(message, "RequestHandlerError", true, cause);

async function readBody(body: unknown, signal: AbortSignal): Promise<Uint8Array | undefined> {
  if (body === undefined || body === null) return undefined;
  const joined = new Body();
  const add = (chunk: unknown) => joined.add(chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk)));
  if (typeof body === "string" || body instanceof Uint8Array) {
    add(body);
  } else if (typeof (body as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] !== "function") {
    throw faulty("it answered with a body that is no text, no bytes and no stream");
  } else {
    const stream = body as AsyncIterable<unknown> & { destroy?: (error?: Error) => void };
    const destroy = () => stream.destroy?.(signal.reason as Error);
    signal.addEventListener("abort", destroy, { once: true });
    try {
      for await (const chunk of stream) add(chunk);
    } catch (error) {
      throw error instanceof TransportError
        ? error
        : new TransportError((error as Error)?.message || "the answer broke off", "ConnectionError", true, error);
    } finally {
      signal.removeEventListener("abort", destroy);
    }
  }
  return joined.bytes;
}
