import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { DroppedAnswer } from "../control/faults";
import type { LocalServiceOptions } from "../options";
import { createLocalService, type LocalService } from "../service";
import { ServiceError } from "../service-error";
import type { LocalResponse } from "../wire/request";
import { isKnownHost } from "./host-check";

export interface ServerOptions extends Omit<LocalServiceOptions, "path"> {
  /** The SQLite file, which is created if it does not exist, or `:memory:`. */
  readonly db: string;
  /** By default 127.0.0.1. */
  readonly host?: string;
  /** By default 0: any free one. */
  readonly port?: number;
  /** Further host names that the Host header may have. */
  readonly allowedHosts?: readonly string[];
  /** Runs before the service listens. */
  readonly prepare?: (service: LocalService) => Promise<void>;
}

export interface RunningServer {
  /** For example `http://127.0.0.1:4599`. */
  readonly url: string;
  readonly port: number;
  readonly service: LocalService;
  /** Stops to listen, waits for the requests under way, and closes the file. */
  close(): Promise<void>;
}

const maxBodyBytes = 1024 * 1024;
const closeTimeout = 5_000;

/** Serves the local service over HTTP; resolves when it listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host = "127.0.0.1", port = 0, allowedHosts = [] } = options;
  const service = createLocalService({ ...options, path: options.db });
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    answer(service, request, allowedHosts).then(
      (result) => send(request, response, result, server.listening),
      () => request.socket.destroy(),
    );
  });
  server.on("clientError", refuseUnparsable);
  try {
    await options.prepare?.(service);
    await listen(server, host, port);
  } catch (error) {
    service.close();
    throw error;
  }
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actualPort}`,
    port: actualPort,
    service,
    close: () => stop(server, service),
  };
}

async function answer(
  service: LocalService,
  request: IncomingMessage,
  allowedHosts: readonly string[],
): Promise<LocalResponse> {
  const { method = "", url = "" } = request;
  try {
    if (!isKnownHost(request.headers.host, allowedHosts)) {
      throw new ServiceError("ForbiddenHostException", "The Host header names a host that is not this service.", 403);
    }
    const body = await readBody(request);
    return await service.handle({ method, path: url, headers: readHeaders(request), body });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return service.refuse({ method, path: url }, error);
  }
}

/** Joins the values of a repeated header with commas, as Signature Version 4 does. */
function readHeaders({ rawHeaders }: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    const value = rawHeaders[i + 1] as string;
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return headers;
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () =>
      reject(new ServiceError("RequestEntityTooLargeException", `A request has at most ${maxBodyBytes} bytes.`, 413));
    if (Number(request.headers["content-length"]) > maxBodyBytes) return tooLarge();
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) {
        request.pause();
        tooLarge();
      } else chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on("error", () => reject(new DroppedAnswer("The client went away.")));
    request.on("close", () => reject(new DroppedAnswer("The client went away.")));
  });
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: LocalResponse,
  isOpen: boolean,
): void {
  // The connection can't be used again when the service closes, or when a part of the request was not read.
  const closing = isOpen && request.complete ? {} : { connection: "close" };
  response.writeHead(status, { ...headers, ...closing, "content-length": Buffer.byteLength(body) });
  response.end(body, () => {
    if (!request.complete) request.socket.destroySoon();
  });
}

/** Answers bytes that are not HTTP with a JSON error. */
function refuseUnparsable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ __type: "BadRequestException", message: "The request is not valid HTTP." });
  const head = ["HTTP/1.1 400 Bad Request", "Content-Type: application/x-amz-json-1.1", "Connection: close"];
  socket.end(`${head.join("\r\n")}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

async function stop(server: Server, service: LocalService): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), closeTimeout);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(force);
  service.close();
}
