import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { HttpResponse } from "@smithy/protocol-http";
import type { HttpHandlerOptions, HttpRequest as RequestParts } from "@smithy/types";
import { onAbort } from "../abort";
import { Body } from "./body";
import { aborted, isCertificateCode, TransportError, timedOut, unconnected } from "./error";
import type { Network, ProxyServer } from "./network";
import type { HttpHandler, Transport } from "./transport";

const maxSockets = 64;
/** Shorter than servers and balancers keep an idle connection, so that a request does not meet one that just closed. */
const idleTimeout = 4_000;

const agentOptions = { keepAlive: true, maxSockets, maxFreeSockets: maxSockets, timeout: idleTimeout };

/** What connections of one protocol need. */
interface Connector {
  readonly agent: Agent;
  readonly request: typeof import("node:http").request;
  /** The event of a socket after which what is written to it goes out. */
  readonly connected: "connect" | "secureConnect";
}

/** Where a request goes, which is to a proxy in some cases. */
interface Route {
  readonly connector: Connector;
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string;
  readonly headers: Record<string, string>;
}

/** HTTP over a bounded pool of kept-alive connections, which do not keep an idle process alive. */
export class HttpTransport implements Transport {
  #plain?: Connector;
  #secure?: Connector;
  #tunnel?: Connector;

  /** `connectTimeout` is in milliseconds, 0 for no limit. Without a network, connections are direct and trusted by Node. */
  constructor(
    private readonly connectTimeout: number,
    private readonly network?: Network,
  ) {}

  handle(
    request: RequestParts,
    { abortSignal, requestTimeout = 0 }: HttpHandlerOptions = {},
  ): Promise<{ response: HttpResponse }> {
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(resolve, reject, requestTimeout, abortSignal as AbortSignal | undefined);
      if (exchange.ended) return;
      try {
        const { connector, host, port, path, headers } = this.#route(request);
        const { agent } = connector;
        const { method, body } = request;
        const sent = connector.request({ agent, host, port, method, path, headers: listed(headers) as never });
        exchange.start(sent, connector.connected, this.connectTimeout);
        sent.end(body);
      } catch (error) {
        exchange.fail(toTransportError(error as Error, false));
      }
    });
  }

  destroy(): void {
    for (const connector of [this.#plain, this.#secure, this.#tunnel]) connector?.agent.destroy();
    this.#plain = undefined;
    this.#secure = undefined;
    this.#tunnel = undefined;
  }

  proxyOf(url: string): string | undefined {
    const { protocol, hostname, port } = new URL(url);
    return this.network?.proxyOf(protocol, hostname, port ? Number(port) : undefined)?.name;
  }

  #route(request: RequestParts): Route {
    const { protocol, hostname, port, headers } = request;
    const path = pathOf(request);
    const proxy = this.network?.proxyOf(protocol, hostname, port);
    if (proxy && protocol === "http:") {
      const { url, authorization } = proxy;
      return {
        connector: this.#connector(url.protocol),
        host: unbracketed(url.hostname),
        port: proxy.port,
        path: `http://${hostname}${port ? `:${port}` : ""}${path}`,
        headers: authorization ? { ...headers, "proxy-authorization": authorization } : headers,
      };
    }
    const connector = proxy ? this.#tunnelTo(proxy) : this.#connector(protocol);
    return { connector, host: unbracketed(hostname), port, path, headers };
  }

  #connector(protocol: string): Connector {
    // Loaded at the first request, and only the one that is needed.
    if (protocol === "https:") {
      if (!this.#secure) {
        const { Agent, request } = require("node:https") as typeof import("node:https");
        const agent = new Agent({ ...agentOptions, ...this.network?.tlsOptions });
        this.#secure = { agent: named(agent), request, connected: "secureConnect" };
      }
      return this.#secure;
    }
    if (!this.#plain) {
      const { Agent, request } = require("node:http") as typeof import("node:http");
      this.#plain = { agent: named(new Agent(agentOptions)), request, connected: "connect" };
    }
    return this.#plain;
  }

  #tunnelTo(proxy: ProxyServer): Connector {
    if (!this.#tunnel) {
      const { request } = require("node:https") as typeof import("node:https");
      const { TunnelAgent } = require("./tunnel") as typeof import("./tunnel");
      const agent = new TunnelAgent(proxy, this.connectTimeout, agentOptions, this.network?.tlsOptions ?? {});
      this.#tunnel = { agent: named(agent), request, connected: "secureConnect" };
    }
    return this.#tunnel;
  }
}

const unbracketed = (hostname: string) => (hostname.startsWith("[") ? hostname.slice(1, -1) : hostname);

function pathOf({ path, query }: RequestParts): string {
  for (const _name in query) {
    const { buildQueryString } = require("@smithy/core/protocols") as typeof import("@smithy/core/protocols");
    return `${path}?${buildQueryString(query)}`;
  }
  return path;
}

/** Connections of one agent differ in nothing else, so the long names that node spells out at each request can be short. */
function named(agent: Agent): Agent {
  agent.getName = ({ host, port } = {}) => `${host}:${port}`;
  return agent;
}

/** As a list, headers go out as they are, without a pass through node's table of headers. */
function listed(headers: Record<string, string>): string[] {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] as string);
  return list;
}

/** One request and its answer, collected into memory. It ends once. */
class Exchange {
  ended = false;
  #request?: ClientRequest;
  #sent = false;
  readonly #body = new Body();
  readonly #deadline?: NodeJS.Timeout;
  #connecting?: NodeJS.Timeout;
  #removeCallback?: () => void;

  constructor(
    private readonly resolve: (answer: { response: HttpResponse }) => void,
    private readonly reject: (error: TransportError) => void,
    requestTimeout: number,
    signal?: AbortSignal,
  ) {
    if (signal) {
      const abort = () => this.fail(aborted(this.#sent, signal.reason));
      if (signal.aborted) {
        abort();
        return;
      }
      this.#removeCallback = onAbort(signal, abort);
    }
    if (requestTimeout > 0) {
      this.#deadline = setTimeout(() => this.fail(timedOut(requestTimeout, this.#sent)), requestTimeout);
    }
  }

  start(request: ClientRequest, connected: "connect" | "secureConnect", connectTimeout: number): void {
    this.#request = request;
    request.on("socket", (socket: Socket) => {
      // Through a tunnel, TCP is connected before TLS.
      if (!socket.connecting && !(socket as TLSSocket & { secureConnecting?: boolean }).secureConnecting) {
        this.#sent = true;
        return;
      }
      if (connectTimeout > 0) {
        this.#connecting = setTimeout(() => this.fail(unconnected(connectTimeout)), connectTimeout);
      }
      socket.once(connected, () => {
        this.#sent = true;
        clearTimeout(this.#connecting);
      });
    });
    request.on("error", (error) => this.fail(toTransportError(error, this.#sent)));
    request.on("response", (answer) => this.#read(answer));
    request.on("upgrade", () => this.fail(new TransportError("the answer is HTTP 101", "InvalidResponse", true)));
  }

  #read(answer: IncomingMessage): void {
    answer.on("data", (chunk: Buffer) => {
      try {
        this.#body.add(chunk);
      } catch (error) {
        this.fail(error as TransportError);
      }
    });
    answer.on("error", (error) => this.fail(toTransportError(error, true)));
    answer.on("end", () => {
      if (!this.#end()) return;
      const headers = answer.headers as Record<string, string>;
      this.resolve({ response: { statusCode: answer.statusCode ?? 0, headers, body: this.#body.bytes } });
    });
  }

  fail(error: TransportError): void {
    if (!this.#end()) return;
    this.reject(error);
    this.#request?.destroy();
  }

  #end(): boolean {
    if (this.ended) return false;
    this.ended = true;
    clearTimeout(this.#deadline);
    clearTimeout(this.#connecting);
    this.#removeCallback?.();
    return true;
  }
}

function toTransportError(error: Error & { code?: string }, sent: boolean): TransportError {
  if (error instanceof TransportError) return error;
  const cause = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  const message = (cause.message || error.code || "the connection failed").replace(/\s+/g, " ").trim();
  // Node keeps what it could not read, which may repeat a secret.
  delete (error as { rawPacket?: unknown }).rawPacket;
  if (error.code?.startsWith("HPE_")) return new TransportError(message, "InvalidResponse", sent, error);
  if (isCertificateCode(error.code)) return new TransportError(message, "CertificateError", false, error);
  const isTimeout = error.code === "ETIMEDOUT";
  return new TransportError(message, isTimeout ? "TimeoutError" : "ConnectionError", sent, error);
}

/** The local service of this package in this process, on a SQLite file. */
export function createLocalTransport(path: string, warn: (message: string) => void, keysFile?: string): HttpHandler {
  // The one arrow from here to the emulator, followed only when a program asks for it.
  const { createLocalHandler, readLoginKeys } = require("../../../emulator") as typeof import("../../../emulator");
  const loginKeys = keysFile === undefined ? undefined : readLoginKeys(keysFile);
  // One in memory is shared by clients that may have their warnings elsewhere.
  return createLocalHandler(path, path === ":memory:" && !loginKeys ? undefined : { warn, loginKeys });
}
