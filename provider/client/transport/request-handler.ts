import { HttpResponse } from "@smithy/protocol-http";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import { TransportError } from "./error";
import type { Transport } from "./transport";

/** As the AWS SDK's handlers have it for one attempt. */
const defaultTimeout = 60_000;

/** A transport as the clients of the AWS SDK take it, so that their requests go the same way as those of this client. */
export const asRequestHandler = (transport: Transport) => ({
  metadata: { handlerProtocol: "http/1.1" },

  async handle(request: HttpRequest, { abortSignal, requestTimeout = defaultTimeout }: HttpHandlerOptions = {}) {
    try {
      const { response } = await transport.handle(request, { abortSignal, requestTimeout });
      return { response: new HttpResponse(response) };
    } catch (error) {
      throw error instanceof TransportError ? toSdkError(error, request, transport) : error;
    }
  },

  destroy() {},
  updateHttpClientConfig() {},
  httpHandlerConfigs: () => ({}),
});

/** With the names and codes by which the SDK knows what it may send again. */
function toSdkError(error: TransportError, { protocol, hostname, port }: HttpRequest, transport: Transport): Error {
  const url = `${protocol}//${hostname}${port ? `:${port}` : ""}`;
  const proxy = transport.proxyOf?.(url);
  const { code } = (error.cause ?? {}) as { code?: string };
  const name = error.code === "TimeoutError" || error.code === "AbortError" ? error.code : "Error";
  const message = `${url}${proxy ? ` through the proxy ${proxy}` : ""}: ${error.message}`;
  return Object.assign(new Error(message, { cause: error }), { name, ...(code && { code }) });
}
