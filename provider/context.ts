import { isDeepStrictEqual } from "node:util";
import { type ClientOptions, CognitoIdentityClient } from "./client/client";
import { type ConfigTexts, configKey, type ProviderConfig, readConfig, resolveEndpoint } from "./config";
import { type Clock, type Random, systemClock } from "./model/clock";
import { CognitoIdentityError } from "./model/errors";
import { ThisUpdate } from "./this-update";

/** The calls of a client. */
export type Client = Pick<CognitoIdentityClient, "call" | "paginate" | "accountId">;

/** Tells the person at the terminal something that is not an error. */
export type Log = (severity: "info" | "warning", message: string) => void;

/** What a lifecycle or a function works with: clients by region, and the settings that are not the client's. */
export interface Context {
  /** The region of whatever names none. */
  region(): Promise<string>;
  /** The client of a region; one each, shared by all that use the context. */
  client(region?: string): Client;
  /** The tags of every pool, beneath its own. */
  defaultTags(): Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What this update of the stack remembers. */
  readonly update: ThisUpdate;
}

/** What is not said of a context in config. */
export interface ContextOptions {
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** The config is read at the first use, so that a mistake in it shows where it can be reported. */
export function createContext(texts: ConfigTexts, options: ContextOptions): Context {
  const { log, clock = systemClock, random = Math.random } = options;
  let settings: { config: ProviderConfig; options: ClientOptions } | undefined;
  const clients = new Map<string, CognitoIdentityClient>();
  const load = () => {
    if (!settings) {
      const config = readConfig(texts);
      settings = { config, options: clientOptions(config) };
    }
    return settings;
  };
  const client = (region?: string) => {
    const { options } = load();
    const name = region ?? options.region ?? "";
    let found = clients.get(name);
    if (!found) {
      found = new CognitoIdentityClient({ ...options, region: name || undefined });
      clients.set(name, found);
    }
    return found;
  };
  return {
    client,
    region: async () => load().config.region ?? client().region(),
    defaultTags: () => load().config.defaultTags ?? {},
    clock,
    random,
    log,
    update: new ThisUpdate(),
  };
}

/** The same context, whose calls and waits end when the signal is aborted. */
export function cancelledBy(signal: AbortSignal, context: Context): Context {
  return {
    ...context,
    client(region) {
      const client = context.client(region);
      return {
        call: (name, input, options) => client.call(name, input, { signal, ...options }),
        paginate: (name, input, options) => client.paginate(name, input, { signal, ...options }),
        accountId: (options) => client.accountId({ signal, ...options }),
      };
    },
    clock: { ...context.clock, wait: (milliseconds) => context.clock.wait(milliseconds, signal) },
  };
}

/** One context for each set of settings, so that all who have the same settings share its connections. */
export class Contexts {
  readonly #known: { readonly config: ConfigTexts; readonly context: Context }[] = [];

  constructor(private readonly options: ContextOptions) {}

  of(config: ConfigTexts): Context {
    const known = this.#known.find((entry) => isDeepStrictEqual(entry.config, config));
    if (known) return known.context;
    const context = createContext(config, this.options);
    this.#known.push({ config, context });
    return context;
  }
}

function clientOptions(config: ProviderConfig): ClientOptions {
  const { accessKey, secretKey, token, region, profile, maxAttempts, assumeRoleArn } = config;
  if ((accessKey === undefined) !== (secretKey === undefined)) {
    const [given, missing] =
      accessKey === undefined ? (["secretKey", "accessKey"] as const) : (["accessKey", "secretKey"] as const);
    throw new CognitoIdentityError({
      code: "ConfigurationError",
      message: `Config ${configKey(given)} is set without ${configKey(missing)}: set both, or neither.`,
    });
  }
  return {
    region,
    profile,
    maxAttempts,
    assumeRoleArn,
    endpoint: resolveEndpoint(config.endpoint),
    credentials:
      accessKey === undefined || secretKey === undefined
        ? undefined
        : { accessKeyId: accessKey, secretAccessKey: secretKey, sessionToken: token },
  };
}
