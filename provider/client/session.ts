import type { AwsCredentialIdentity, HttpRequest, RetryErrorType } from "@smithy/types";
import { type Clock, type Random, systemClock } from "../model/clock";
import { CognitoIdentityError } from "../model/errors";
import { isLocal, localCredentials, localPath } from "../model/local";
import type { OperationName } from "../model/operations";
import { onWarningOf } from "./on-warning";
import type { ClientOptions } from "./options";
import type { Retries } from "./retries";
import { createRetries, delayFirstAttempts } from "./retry";
import { CachedCredentials, credentialLoader } from "./settings/credentials";
import { loadNetwork } from "./settings/network";
import { checkTimeout, loadSettings, type Settings } from "./settings/settings";
import { createLocalTransport, HttpTransport } from "./transport/http";
import type { Signer } from "./transport/sign";
import { type Target, targetOf } from "./transport/target";
import type { HttpHandler, Transport } from "./transport/transport";

const targetPrefix = "AWSCognitoIdentityService";
const userAgent = "pulumi-cognito-identity";

/** What a client holds between its first call and its end. */
export class Session {
  readonly region: string;
  readonly stsRegion: string;
  /** A URL without a slash at its end, or `local:PATH`. */
  readonly endpoint: string;
  /** The proxy between here and the endpoint, for a person. */
  readonly proxy?: string;
  /** Undefined until a request fails, unless they delay first attempts, too. */
  retries?: Retries;
  readonly #createRetries: () => Promise<Retries>;
  #creatingRetries?: Promise<Retries>;
  /** How far the service's clock is ahead of this one, in milliseconds. */
  clockOffset = 0;
  #signer?: { readonly credentials: AwsCredentialIdentity; readonly signer: Signer };
  readonly #target: Target;

  constructor(
    { region, stsRegion, endpoint, retries }: Settings,
    readonly transport: Transport,
    readonly credentials: CachedCredentials,
    /** Of one attempt, in milliseconds; 0 for no limit. */
    readonly requestTimeout: number,
    readonly clock: Clock,
    random: Random,
    private readonly onWarning: (message: string) => void,
  ) {
    this.region = region;
    this.stsRegion = stsRegion;
    this.endpoint = endpoint;
    if (!isLocal(endpoint)) this.proxy = transport.proxyOf?.(endpoint);
    this.#target = targetOf(isLocal(endpoint) ? `http://cognito-identity.${region}.localhost` : endpoint);
    this.#createRetries = async () =>
      createRetries(typeof retries === "function" ? await retries() : retries, clock, random);
    if (typeof retries !== "function" && delayFirstAttempts(retries)) {
      this.retries = createRetries(retries, clock, random);
    }
  }

  /** The retries after a failure; undefined where none is due, or where their settings are wrong. */
  async retriesAfter(errorType: RetryErrorType): Promise<Retries | undefined> {
    if (this.retries || errorType === "CLIENT_ERROR") return this.retries;
    try {
      this.#creatingRetries ??= this.#createRetries();
      this.retries = await this.#creatingRetries;
      return this.retries;
    } catch (error) {
      // What the service has answered matters more than a mistake in the profile.
      this.onWarning(`No request is sent again: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** A request of the service, not signed yet. */
  request(name: OperationName, body: string): HttpRequest {
    const { protocol, hostname, port, path, host } = this.#target;
    return {
      protocol,
      hostname,
      port,
      path,
      method: "POST",
      query: {},
      headers: {
        host,
        "content-type": "application/x-amz-json-1.1",
        "content-length": String(Buffer.byteLength(body)),
        "x-amz-target": `${targetPrefix}.${name}`,
        "user-agent": userAgent,
      },
      body,
    };
  }

  /** Signs by the clock of the service, as far as it is known. */
  sign(request: HttpRequest, credentials: AwsCredentialIdentity, service?: "sts"): HttpRequest | Promise<HttpRequest> {
    const date = new Date(this.clock.now().getTime() + this.clockOffset);
    if (service) return new (loadSigner())({ region: this.stsRegion, credentials, service }).sign(request, date);
    if (this.#signer?.credentials !== credentials) {
      this.#signer = { credentials, signer: new (loadSigner())({ region: this.region, credentials }) };
    }
    return this.#signer.signer.sign(request, date);
  }
}

/** Operations without a signature do without the signer, which takes longer to load than all the rest. */
export const loadSigner = () => (require("./transport/sign") as typeof import("./transport/sign")).Signer;

/** Resolves the options; throws a ConfigurationError when they do not suffice. */
export async function openSession(options: ClientOptions, random: Random = Math.random): Promise<Session> {
  const settings = await loadSettings(options);
  const { region, endpoint } = settings;
  const clock = options.now ? { ...systemClock, now: options.now } : systemClock;
  const credentials = isLocal(endpoint) ? { credentials: options.credentials ?? localCredentials } : options;
  const transport = await createTransport(options, endpoint);
  return new Session(
    settings,
    transport,
    new CachedCredentials(credentialLoader(credentials, region, transport), clock.now),
    checkTimeout("requestTimeout", options.requestTimeout ?? 60_000),
    clock,
    random,
    onWarningOf(options),
  );
}

async function createTransport(options: ClientOptions, endpoint: string): Promise<Transport> {
  const { localLoginKeys } = options;
  if (localLoginKeys !== undefined && !isLocal(endpoint)) {
    const message = `localLoginKeys are for an endpoint local:PATH, and can't be obeyed by ${endpoint}`;
    throw new CognitoIdentityError({ code: "ConfigurationError", message });
  }
  const handler = options.requestHandler ?? (isLocal(endpoint) ? openLocal(endpoint, options) : undefined);
  if (handler) {
    const { GuardedTransport } = require("./transport/guarded") as typeof import("./transport/guarded");
    return new GuardedTransport(handler);
  }
  const connectTimeout = checkTimeout("connectTimeout", options.connectTimeout ?? 10_000);
  const settings = await loadNetwork(options, endpoint);
  if (!settings) return new HttpTransport(connectTimeout);
  // Loaded only where a proxy or an authority is set.
  const { Network } = require("./transport/network") as typeof import("./transport/network");
  return new HttpTransport(connectTimeout, new Network(settings));
}

function openLocal(endpoint: string, options: ClientOptions): HttpHandler {
  try {
    return createLocalTransport(localPath(endpoint) ?? "", onWarningOf(options), options.localLoginKeys);
  } catch (cause) {
    const message = `The local service can't be opened at ${endpoint}: ${(cause as Error).message}`;
    throw new CognitoIdentityError({ code: "ConfigurationError", message, cause });
  }
}
