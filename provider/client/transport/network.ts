import { BlockList, isIP } from "node:net";
import { createSecureContext, type SecureContext } from "node:tls";
import type { NetworkSettings, ProxySetting } from "../settings/network";

/** The proxy of each request, and the authorities to trust, by the settings of the network. */
export class Network {
  readonly #authorities?: string;
  #secureContext?: SecureContext;
  readonly #httpProxy?: ProxyServer;
  readonly #httpsProxy?: ProxyServer;
  readonly #exceptions: readonly Exception[];

  constructor({ httpProxy, httpsProxy, noProxy, authorities }: NetworkSettings) {
    this.#authorities = authorities;
    this.#httpProxy = httpProxy && new ProxyServer(httpProxy);
    this.#httpsProxy = httpsProxy && new ProxyServer(httpsProxy);
    const entries = noProxy.split(/[,\s]+/).filter((entry) => entry !== "");
    this.#exceptions = entries.map((entry) => new Exception(entry.toLowerCase()));
  }

  /** Options of TLS: the authorities, made ready once for all connections. */
  get tlsOptions(): { secureContext?: SecureContext } {
    if (this.#authorities === undefined) return {};
    this.#secureContext ??= createSecureContext({ ca: this.#authorities });
    return { secureContext: this.#secureContext };
  }

  /** The proxy for a host; undefined where the connection is direct, as it always is to this machine. */
  proxyOf(protocol: string, hostname: string, port: number | undefined): ProxyServer | undefined {
    const secure = protocol === "https:";
    const proxy = secure ? this.#httpsProxy : this.#httpProxy;
    const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
    if (!proxy || isLoopback(host)) return undefined;
    const isException = this.#exceptions.some((exception) => exception.matches(host, port ?? (secure ? 443 : 80)));
    return isException ? undefined : proxy;
  }
}

export class ProxyServer {
  readonly url: URL;
  /** Its address and the option or variable that names it, without its password. */
  readonly name: string;

  constructor({ url, source }: ProxySetting) {
    this.url = url;
    this.name = `${url.protocol}//${url.host} of ${source}`;
  }

  get port(): number {
    return Number(this.url.port) || (this.url.protocol === "https:" ? 443 : 80);
  }

  /** The header `proxy-authorization`; undefined without a user. */
  get authorization(): string | undefined {
    const { username, password } = this.url;
    if (!username && !password) return undefined;
    const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(text).toString("base64")}`;
  }
}

const isLoopback = (host: string) =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "::1" ||
  (isIP(host) === 4 && host.startsWith("127."));

/** An entry of NO_PROXY: `*`, a domain with all below it, an address or a CIDR block; with or without a port. */
class Exception {
  readonly #host: string;
  readonly #port?: number;
  readonly #block?: BlockList;

  constructor(entry: string) {
    const [, host = entry, port] = (isIP(entry) === 6 ? undefined : /^(.+):(\d+)$/.exec(entry)) ?? [];
    this.#port = port === undefined ? undefined : Number(port);
    this.#host = host.replace(/^\[|\]$/g, "").replace(/^\*?\.(?=.)/, "");
    this.#block = parseBlock(this.#host);
  }

  matches(host: string, port: number): boolean {
    if (this.#port !== undefined && this.#port !== port) return false;
    if (this.#block) return isIP(host) !== 0 && this.#block.check(host, familyOf(host));
    return this.#host === "*" || host === this.#host || host.endsWith(`.${this.#host}`);
  }
}

function parseBlock(text: string): BlockList | undefined {
  const [address = "", prefix = ""] = text.split("/");
  if (isIP(address) === 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > (isIP(address) === 6 ? 128 : 32)) {
    return undefined;
  }
  const block = new BlockList();
  block.addSubnet(address, Number(prefix), familyOf(address));
  return block;
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
