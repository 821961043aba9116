import type { AgentOptions, RequestOptions } from "node:https";
import type { Duplex } from "node:stream";
import { HttpsProxyAgent } from "hpagent";
import { unconnected } from "./error";
import type { ProxyServer } from "./network";

type Callback = (error: Error | null, stream: Duplex) => void;

/** Connections to https: endpoints through a proxy, which is asked for them by CONNECT. */
export class TunnelAgent extends HttpsProxyAgent {
  readonly #connectTimeout: number;

  constructor({ url }: ProxyServer, connectTimeout: number, options: AgentOptions, tlsOptions: object) {
    // For TLS to the endpoint, and to a proxy that speaks it, too.
    super({ ...options, ...tlsOptions, proxy: url, proxyRequestOptions: tlsOptions });
    this.#connectTimeout = connectTimeout;
  }

  override createConnection(options: RequestOptions, callback?: Callback): null {
    super.createConnection({ ...options, timeout: this.#connectTimeout }, (error, stream) =>
      callback?.(error && this.#explain(error), stream),
    );
    return null;
  }

  #explain(error: Error): Error {
    if (error.message === "Proxy timeout") return unconnected(this.#connectTimeout);
    const [, status] = /^Bad response: (\d+)$/.exec(error.message) ?? [];
    if (!status) return error;
    const advice = status === "407" ? ", so it needs another user and password" : "";
    return new Error(`the proxy refused the connection by HTTP ${status}${advice}`);
  }
}
