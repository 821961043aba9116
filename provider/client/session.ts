import type { AwsCredentialIdentity, HttpRequest } from "@smithy/types";
import { CognitoIdentityError } from "../model/errors";
import type { OperationName } from "../model/operations";
import type { ClientOptions } from "./options";
import { Retries } from "./retry";
import { CachedCredentials, credentialLoader } from "./settings/credentials";
import { checkTimeout, loadSettings } from "./settings/settings";
import { createLocalTransport, type HttpHandler, HttpTransport, type Transport } from "./transport/http";
import type { Signer } from "./transport/sign";

const targetPrefix = "AWSCognitoIdentityService";
const userAgent = "pulumi-cognito-identity";

/** What a client holds between its first call and its end. */
export class Session {
  /** How far the service's clock is ahead of this one, in milliseconds. */
  clockOffset = 0;
  #signer?: { readonly credentials: AwsCredentialIdentity; readonly signer: Signer };

  constructor(
    readonly region: string,
    /** A URL without a slash at its end, or `local:PATH`. */
    readonly endpoint: string,
    readonly retries: Retries,
    readonly transport: Transport,
    readonly credentials: CachedCredentials,
    readonly requestTimeout: number,
    readonly now: () => Date,
  ) {
    const url = new URL(endpoint.startsWith("local:") ? `http://cognito-identity.${region}.localhost` : endpoint);
    this.#target = {
      protocol: url.protocol,
      hostname: url.hostname,
      port: url.port ? Number(url.port) : undefined,
      path: `${url.pathname.replace(/\/$/, "")}/`,
    };
    this.#host = url.host;
  }

  readonly #target: Pick<HttpRequest, "protocol" | "hostname" | "port" | "path">;
  readonly #host: string;

  /** A request of the service, not signed yet. */
  request(name: OperationName, body: string): HttpRequest {
    const { protocol, hostname, port, path } = this.#target;
    return {
      protocol,
      hostname,
      port,
      path,
      method: "POST",
      query: {},
      headers: {
        host: this.#host,
        "content-type": "application/x-amz-json-1.1",
        "content-length": String(Buffer.byteLength(body)),
        "x-amz-target": `${targetPrefix}.${name}`,
        "user-agent": userAgent,
      },
      body,
    };
  }

  /** Signs by the clock of the service, as far as it is known. */
  sign(request: HttpRequest, credentials: AwsCredentialIdentity): HttpRequest | Promise<HttpRequest> {
    if (this.#signer?.credentials !== credentials) {
      this.#signer = { credentials, signer: new (loadSigner())({ region: this.region, credentials }) };
    }
    return this.#signer.signer.sign(request, new Date(this.now().getTime() + this.clockOffset));
  }
}

/** Operations without a signature do without the signer, which takes longer to load than all the rest. */
export const loadSigner = () => (require("./transport/sign") as typeof import("./transport/sign")).Signer;

/** Resolves the options; throws a ConfigurationError when they do not suffice. */
export async function openSession(options: ClientOptions): Promise<Session> {
  const { region, endpoint, retries } = await loadSettings(options);
  const requestTimeout = checkTimeout("requestTimeout", options.requestTimeout ?? 60_000);
  const now = options.now ?? (() => new Date());
  const isLocal = endpoint.startsWith("local:");
  return new Session(
    region,
    endpoint,
    new Retries(retries),
    createTransport(options, endpoint, isLocal),
    new CachedCredentials(
      credentialLoader(isLocal ? { credentials: options.credentials ?? localCredentials } : options, region),
      now,
    ),
    requestTimeout,
    now,
  );
}

function createTransport(options: ClientOptions, endpoint: string, isLocal: boolean): Transport {
  const handler = options.requestHandler ?? (isLocal ? openLocal(endpoint) : undefined);
  if (!handler) return new HttpTransport(checkTimeout("connectTimeout", options.connectTimeout ?? 10_000));
  const { GuardedTransport } = require("./transport/guarded") as typeof import("./transport/guarded");
  return new GuardedTransport(handler);
}

function openLocal(endpoint: string): HttpHandler {
  try {
    return createLocalTransport(endpoint);
  } catch (cause) {
    const message = `The local service can't be opened at ${endpoint}: ${(cause as Error).message}`;
    throw new CognitoIdentityError({ code: "ConfigurationError", message, cause });
  }
}

/** What the local service accepts unless it is told otherwise. */
const localCredentials: AwsCredentialIdentity = { accessKeyId: "local", secretAccessKey: "local" };
