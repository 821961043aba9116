import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { LocalServiceOptions } from "../options";
import { createLocalService, type LocalService } from "../service";
import { ServiceError } from "../service-error";
import type { LocalResponse } from "../wire/request";
import { affordableLimits, type ConnectionLimits, Connections } from "./connections";
import { isKnownHost } from "./host-check";
import { isAllowedOrigin, withOrigin, withoutOrigin } from "./origin-check";
import { readBody } from "./read-body";

export interface ServerOptions extends Omit<LocalServiceOptions, "path"> {
  /** The SQLite file, which is created if it does not exist, or `:memory:`. */
  readonly db: string;
  /** By default 127.0.0.1. */
  readonly host?: string;
  /** By default 0: any free one. */
  readonly port?: number;
  /** Further host names that the Host header may have. */
  readonly allowedHosts?: readonly string[];
  /** Origins whose web pages may use the service, such as `http://localhost:3000`; `*` allows all. */
  readonly allowedOrigins?: readonly string[];
  /** By default what the process can afford. */
  readonly connectionLimits?: ConnectionLimits;
  /** Other timeouts than usual, for tests. */
  readonly timeouts?: Partial<Record<keyof typeof timeouts, number>>;
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

/** In milliseconds. */
const timeouts = {
  /** From the start of a connection, or of a request, to the end of the headers. */
  headersTimeout: 10_000,
  /** From the start of a request to its end. */
  requestTimeout: 30_000,
  /** Between two requests. */
  keepAliveTimeout: 75_000,
  /** How often connections are checked for the first two. */
  connectionsCheckingInterval: 1_000,
  /** Until the network is asked whether the client still exists. */
  keepAliveInitialDelay: 60_000,
} as const;
/** Until a client takes more of its answer. */
const answerTimeout = 30_000;
const closeTimeout = 5_000;

/** Serves the local service over HTTP; resolves when it listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host = "127.0.0.1", port = 0 } = options;
  const service = createLocalService({ ...options, path: options.db });
  const server = createServer({ ...timeouts, ...options.timeouts, keepAlive: true }, (request, response) => {
    answer(service, connections, request, options).then(
      (result) => send(request, response, result, server.listening),
      () => request.socket.destroy(),
    );
  });
  const connections = new Connections(server, options.connectionLimits ?? affordableLimits());
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

/** Rejects when there is nobody left to answer, or when a fault drops the answer. */
async function answer(
  service: LocalService,
  connections: Connections,
  request: IncomingMessage,
  { allowedHosts = [], allowedOrigins = [] }: ServerOptions,
): Promise<LocalResponse> {
  const { method = "", url = "", socket } = request;
  const { host, origin } = request.headers;
  const line = { method, path: url };
  if (!isKnownHost(host, allowedHosts)) {
    const message = "The Host header names a host that is not this service. The option --allowed-host allows it.";
    return withoutOrigin(service.refuse(line, new ServiceError("ForbiddenHostException", message, 403)));
  }
  if (!isAllowedOrigin(origin, host, allowedOrigins)) {
    const message = `Web pages of ${origin} may not use this service. The option --allowed-origin allows them.`;
    return withoutOrigin(service.refuse(line, new ServiceError("ForbiddenOriginException", message, 403)));
  }
  try {
    const body = await readBody(request, (bytes) => connections.read(socket, bytes));
    connections.begin(socket);
    try {
      const answered = await service.handle({ ...line, headers: readHeaders(request), body });
      return withOrigin(answered, origin, allowedOrigins);
    } finally {
      connections.end(socket);
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return withOrigin(service.refuse(line, error), origin, allowedOrigins);
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
  if (request.socket.writableLength > 0) request.socket.setTimeout(answerTimeout);
}

const timedOut = [408, "RequestTimeoutException", "The request took too long."] as const;
const overflow = [431, "RequestHeaderFieldsTooLargeException", "The headers of the request are too large."] as const;
const unparsable = [400, "BadRequestException", "The request is not valid HTTP."] as const;

/** Answers what is not HTTP, too large or too slow with a JSON error. */
function refuseUnparsable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const isLate = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const [status, __type, message] = isLate ? timedOut : error.code === "HPE_HEADER_OVERFLOW" ? overflow : unparsable;
  const body = JSON.stringify({ __type, message });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/x-amz-json-1.1",
    "Connection: close",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  socket.destroySoon();
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
