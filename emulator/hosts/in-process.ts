import type { HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { LocalServiceOptions } from "../options";
import { createLocalService, type LocalService } from "../service";

/** A request handler for clients that are built on smithy: the AWS SDK for JavaScript, and the client of this package. */
export interface LocalHandler {
  handle(request: HttpRequest, options?: { abortSignal?: unknown }): Promise<{ response: HttpResponse }>;
  /** Closes the service, or leaves it to the other handlers that share it. */
  destroy(): void;
  readonly service: LocalService;
}

/** The service that all handlers of `:memory:` without options share, and the number of these handlers. */
let sharedMemory: { readonly service: LocalService; users: number } | undefined;

/**
 * Serves the file at `path` in this process. Each handler has its own connection, and SQLite lets several share a file.
 * A database in memory has one connection only: handlers of `:memory:` share one service, unless options are given.
 */
export function createLocalHandler(path: string, options?: Omit<LocalServiceOptions, "path">): LocalHandler {
  if (path === ":memory:" && !options) return shareMemory();
  const service = createLocalService({ ...options, path });
  return createHandler(service, () => service.close());
}

function shareMemory(): LocalHandler {
  sharedMemory ??= { service: createLocalService({ path: ":memory:" }), users: 0 };
  const shared = sharedMemory;
  shared.users++;
  return createHandler(shared.service, () => {
    if (--shared.users > 0) return;
    sharedMemory = undefined;
    shared.service.close();
  });
}

/** Serves a service in this process; `close` is called once, when the handler is destroyed. */
export function createHandler(service: LocalService, close: () => void): LocalHandler {
  let isDestroyed = false;
  return {
    service,
    handle: (request, { abortSignal } = {}) => exchange(service, request, abortSignal as AbortSignal | undefined),
    destroy() {
      if (!isDestroyed) close();
      isDestroyed = true;
    },
  };
}

async function exchange(service: LocalService, request: HttpRequest, signal?: AbortSignal) {
  if (signal?.aborted) throw Object.assign(new Error("Request aborted"), { name: "AbortError" });
  const { method, path, query, hostname, port, headers } = request;
  const search = new URLSearchParams(query as Record<string, string>).toString();
  const {
    status,
    headers: given,
    body,
  } = await service.handle({
    method,
    path: `${path || "/"}${search && `?${search}`}`,
    headers: { host: port ? `${hostname}:${port}` : hostname, ...headers },
    body: await readBody(request.body),
  });
  const { HttpResponse: Response } = require("@smithy/protocol-http") as typeof import("@smithy/protocol-http");
  const lowerCase = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  return { response: new Response({ statusCode: status, headers: lowerCase, body: Buffer.from(body) }) };
}

async function readBody(body: unknown): Promise<Uint8Array | string> {
  if (body === undefined || body === null) return "";
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
