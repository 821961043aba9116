import { isLocal } from "../../model/local";
import type { ClientOptions } from "../options";
import { assumesRole, createLoad, shown, wrong } from "./settings";

/** A proxy, and the option or variable that names it. */
export interface ProxySetting {
  readonly url: URL;
  readonly source: string;
}

/** How requests reach other hosts, where that is not directly and by Node's own trust. */
export interface NetworkSettings {
  /** For http: endpoints. */
  readonly httpProxy?: ProxySetting;
  /** For https: endpoints. */
  readonly httpsProxy?: ProxySetting;
  /** The hosts without a proxy, with commas between them. */
  readonly noProxy: string;
  /** The certificates of the authorities to trust, in the place of Node's, in PEM. */
  readonly authorities?: string;
}

/** The options' network, then that of the environment variables and of the profile; undefined where none is set. */
export async function loadNetwork(options: ClientOptions, endpoint: string): Promise<NetworkSettings | undefined> {
  const httpProxy = findProxy("httpProxy", options.httpProxy, "HTTP_PROXY");
  const httpsProxy = findProxy("httpsProxy", options.httpsProxy, "HTTPS_PROXY");
  const isPlain = (/^http:/.test(endpoint) && httpProxy?.url.protocol !== "https:") || isLocal(endpoint);
  // Where nothing goes over TLS, neither a bundle nor the profile need be read.
  const needsNone = isPlain && options.credentials && !assumesRole(options) && options.caBundle === undefined;
  const authorities = needsNone ? undefined : await loadAuthorities(options);
  if (!httpProxy && !httpsProxy && !authorities) return undefined;
  return { httpProxy, httpsProxy, noProxy: options.noProxy ?? variable("NO_PROXY")?.value ?? "", authorities };
}

/** A variable in lower or upper case; an empty one counts as unset. Lower case has precedence, as in the AWS CLI. */
function variable(upperCase: string): { readonly name: string; readonly value: string } | undefined {
  for (const name of [upperCase.toLowerCase(), upperCase]) {
    const value = process.env[name];
    if (value) return { name, value };
  }
  return undefined;
}

function findProxy(option: string, given: string | undefined, variableName: string): ProxySetting | undefined {
  if (given !== undefined) return given === "" ? undefined : parseProxy(given, option);
  const set = variable(variableName);
  return set && parseProxy(set.value, set.name);
}

function parseProxy(text: string, source: string): ProxySetting {
  const address = typeof text === "string" && !text.includes("://") ? `http://${text}` : text;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // Without the text, which may hold a password.
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "" || !canDecode(url.username + url.password)) {
    throw wrong(`${source} must be the http or https URL of a proxy, for example http://proxy.example.com:3128.`);
  }
  return { url, source };
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

async function loadAuthorities(options: ClientOptions): Promise<string | undefined> {
  const [path, name] = await findBundle(options);
  if (!path) return undefined;
  const file = `The file ${shown(path)} of ${name}`;
  const { readFile } = await import("node:fs/promises");
  const pem = await readFile(path, "utf8").catch((error) => {
    throw wrong(`${file} can't be read: ${error.message}.`);
  });
  if (!holdsCertificate(pem)) throw wrong(`${file} holds no certificate in PEM.`);
  return pem;
}

/** Node would trust nobody, without a word, where a bundle holds none. */
function holdsCertificate(pem: string): boolean {
  const { X509Certificate } = require("node:crypto") as typeof import("node:crypto");
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.some((block) => {
    try {
      return new X509Certificate(block) !== undefined;
    } catch {
      return false;
    }
  });
}

async function findBundle(options: ClientOptions): Promise<[path: string | undefined, name: string]> {
  const { caBundle } = options;
  if (caBundle !== undefined) return [caBundle, "caBundle"];
  const { AWS_CA_BUNDLE } = process.env;
  if (AWS_CA_BUNDLE) return [AWS_CA_BUNDLE, "AWS_CA_BUNDLE"];
  return [await createLoad(options)([], (section) => section.ca_bundle), "the profile's ca_bundle"];
}
