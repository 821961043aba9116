import { isDeepStrictEqual } from "node:util";
import type { CognitoIdentityClient } from "./client/client";
import type { ClientOptions, RetryDefaults } from "./client/options";
import { type Config, type ConfigTexts, clientOptions, Guards, readConfig } from "./config";
import { GuardedClient } from "./guarded-client";
import { type Clock, type Random, systemClock } from "./model/clock";
import { isLocal } from "./model/local";
import { operations } from "./model/operations";
import { inOneLine } from "./model/printable";
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
  /** Whether a tag is managed by others, so that it is neither shown nor changed nor removed. */
  ignoresTag(key: string): boolean;
  /**
   * Rejects where the settings can't work: no credentials, no region, an account that is not allowed. `region` is where the
   * work will be, as far as it is known.
   */
  checkSettings(region?: string): Promise<void>;
  /** What is wrong with a region that a program names, as in `"frankfurt" is no AWS region`. */
  regionReason(region: string): Promise<string | undefined>;
  /** Whether new pools bear a tag by which a lost creation is found again. */
  creationTag(): boolean;
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

/**
 * Resources and functions may be hundreds at once: what the service throttles waits for its turn. Bare clients keep to what
 * AWS's SDKs do.
 */
const bulkRetries: RetryDefaults = { mode: "adaptive", maxAttempts: 25, maxOtherAttempts: 5 };

interface Loaded {
  readonly config: Config;
  readonly options: ClientOptions;
  readonly guards: Guards;
}

/** The config is read at the first use, so that a mistake in it shows where it can be reported. */
export function createContext(texts: ConfigTexts, options: ContextOptions): Context {
  const { clock = systemClock, random = Math.random } = options;
  // A message may quote what others have written, as the name of a pool.
  const log: Log = (severity, message) => options.log(severity, inOneLine(message));
  // AWS's libraries would tell of the end of their support of Node.js 20 in between the messages of a stack.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const clients = new Map<string, CognitoIdentityClient>();
  let loaded: Loaded | undefined;
  const load = () => {
    loaded ??= loadConfig(texts, log);
    return loaded;
  };
  const client = (region?: string) => {
    const known = clients.get(region ?? "");
    if (known) return known;
    const created = createClient(load(), region);
    clients.set(region ?? "", created);
    return created;
  };
  return {
    client,
    region: () => load().guards.region(),
    defaultTags: () => load().config.values.defaultTags ?? {},
    creationTag: () => load().config.values.creationTag ?? true,
    ignoresTag(key) {
      const { keys = [], keyPrefixes = [] } = load().config.values.ignoreTags ?? {};
      return keys.includes(key) || keyPrefixes.some((prefix) => key.startsWith(prefix));
    },
    async checkSettings(region) {
      const { guards } = load();
      if (region === undefined && !(await guards.hasRegion())) return;
      if (region === undefined) await guards.region();
      const used = client(region);
      await guards.credentials(used);
      await guards.account(used);
    },
    regionReason: (region) => load().guards.regionReason(region),
    clock,
    random,
    log,
    update: new ThisUpdate(),
  };
}

function loadConfig(texts: ConfigTexts, log: Log): Loaded {
  const config = readConfig(texts);
  const options = clientOptions(config.values);
  const retryDefaults = isLocal(options.endpoint ?? "") ? undefined : bulkRetries;
  for (const warning of config.warnings) log("warning", warning);
  const onWarning = (message: string) => log("warning", message);
  return { config, options: { ...options, retryDefaults, onWarning }, guards: new Guards(config, options, log) };
}

/** A client whose calls begin only when the settings allow them. */
function createClient({ config, options, guards }: Loaded, region: string | undefined): CognitoIdentityClient {
  return new GuardedClient(region === undefined ? options : { ...options, region }, {
    account: config.values.skipRequestingAccountId ? "" : undefined,
    async allow(client, operation) {
      if (region === undefined) await guards.region();
      if (operations[operation].signed) await guards.credentials(client);
      await guards.account(client);
    },
  });
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
