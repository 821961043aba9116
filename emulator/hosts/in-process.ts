import { resolve } from "node:path";
import type { HttpRequest, HttpResponse } from "@smithy/protocol-http";
import type { LocalServiceOptions } from "../options";
import { createLocalService, type LocalService } from "../service";

/** Takes the place of the network in any client built on smithy: the AWS SDK for JavaScript, and this project's. */
export interface LocalHandler {
  handle(request: HttpRequest, options?: { abortSignal?: unknown }): Promise<{ response: HttpResponse }>;
  /** Lets go of the service; the last one to do so closes the file. */
  destroy(): void;
  readonly service: LocalService;
}

/** The services of this process by path, so that two clients of one file share one. */
const services = new Map<string, { readonly service: LocalService; users: number }>();

/** Serves the file at `path`, or `:memory:`, in this process. Options count for the first handler of a path. */
export function createLocalHandler(path: string, options: Omit<LocalServiceOptions, "path"> = {}): LocalHandler {
  const name = path === ":memory:" ? path : resolve(path);
  const shared = services.get(name) ?? { service: createLocalService({ ...options, path: name }), users: 0 };
  services.set(name, shared);
  shared.users++;
  let isDestroyed = false;
  return {
    service: shared.service,
    handle: (request, { abortSignal } = {}) =>
      exchange(shared.service, request, abortSignal as AbortSignal | undefined),
    destroy() {
      if (isDestroyed) return;
      isDestroyed = true;
      if (--shared.users > 0) return;
      services.delete(name);
      shared.service.close();
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
