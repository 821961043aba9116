import type { HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { HttpHandlerOptions, RequestHandler, HttpRequest as RequestParts } from "@smithy/types";

/** What the option `requestHandler` takes: a smithy `HttpHandler`; the local service in this process is one, too. */
export type HttpHandler = Pick<RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions>, "handle" | "destroy">;

/** What sends the requests of this client and reads their answers whole; plain requests are enough for it. */
export interface Transport {
  handle(request: RequestParts, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  destroy?(): void;
  /** The proxy between here and a URL, for a person; undefined where there is none. */
  proxyOf?(url: string): string | undefined;
}
