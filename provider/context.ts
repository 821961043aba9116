import { AccountLookup } from "./client/account";
import { type ClientOptions, CognitoIdentityClient } from "./client/client";
import { type ProviderConfig, resolveEndpoint } from "./config";
import { type Clock, systemClock } from "./model/clock";
import { CognitoIdentityError } from "./model/errors";

/** What a lifecycle or a function works with: clients by region and the settings that are not the client's. */
export interface Context {
  /** The region of whatever names none. */
  region(): Promise<string>;
  /** The client of a region; one each, shared by all that use the context. */
  client(region?: string): CognitoIdentityClient;
  /** The AWS account of the credentials; empty when a custom endpoint does not tell. */
  accountId(region: string): Promise<string>;
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** Tells the person at the terminal something that is not an error. */
  log(severity: "info" | "warning", message: string): void;
}

export type Log = Context["log"];

/** `read` is called at the first use, so that a mistake in the config shows where it can be reported. */
export function createContext(read: () => ProviderConfig, log: Log, clock: Clock = systemClock): Context {
  let settings: { config: ProviderConfig; options: ClientOptions } | undefined;
  const clients = new Map<string, CognitoIdentityClient>();
  const load = () => {
    if (!settings) {
      const config = read();
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
  let accounts: AccountLookup | undefined;
  return {
    client,
    region: async () => load().config.region ?? client().region(),
    accountId: (region) => {
      accounts ??= new AccountLookup(load().options);
      return accounts.accountId(region);
    },
    get defaultTags() {
      return load().config.defaultTags ?? {};
    },
    clock,
    log,
  };
}

function clientOptions(config: ProviderConfig): ClientOptions {
  const { accessKey, secretKey, token, region, profile, maxAttempts, assumeRoleArn } = config;
  if ((accessKey === undefined) !== (secretKey === undefined)) {
    const [given, missing] = accessKey === undefined ? ["secretKey", "accessKey"] : ["accessKey", "secretKey"];
    throw new CognitoIdentityError({
      code: "ConfigurationError",
      message: `Config cognito-identity:${given} is set without cognito-identity:${missing}: set both, or neither.`,
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
