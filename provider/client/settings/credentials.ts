import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import type { Clock } from "../../model/clock";

export interface CredentialOptions {
  /** Fixed credentials, or a function that loads them. */
  readonly credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** A profile of the shared AWS config files. */
  readonly profile?: string;
  /** The ARN of a role that is assumed with these, or the chain's, credentials. */
  readonly assumeRoleArn?: string;
}

type Load = (options: { readonly forceRefresh: boolean }) => Promise<AwsCredentialIdentity>;

const refreshAhead = 5 * 60_000;
/** Credentials that are about to expire when they are loaded are not asked for again at each call. */
const refreshPause = 60_000;

/**
 * Credentials that are loaded when something is signed for the first time, and again before they expire; one load serves
 * all who wait for it.
 */
export class CachedCredentials {
  #loaded?: AwsCredentialIdentity;
  #refreshAt = Number.POSITIVE_INFINITY;
  #loading?: Promise<AwsCredentialIdentity>;

  constructor(
    private readonly load: Load,
    private readonly now: Clock["now"],
  ) {}

  /** Those that were loaded, unless they have to be loaded again. */
  current(): AwsCredentialIdentity | undefined {
    const isFresh = this.#refreshAt === Number.POSITIVE_INFINITY || this.now().getTime() < this.#refreshAt;
    return isFresh ? this.#loaded : undefined;
  }

  async get(): Promise<AwsCredentialIdentity> {
    return this.current() ?? this.#refresh(false);
  }

  /** Loads those again that the service called expired, unless they have been replaced since. */
  async renew(stale: AwsCredentialIdentity): Promise<AwsCredentialIdentity> {
    return stale === this.#loaded ? this.#refresh(true) : this.get();
  }

  #refresh(isForced: boolean): Promise<AwsCredentialIdentity> {
    this.#loading ??= this.#loadAgain(isForced).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #loadAgain(isForced: boolean): Promise<AwsCredentialIdentity> {
    try {
      const loaded = await this.load({ forceRefresh: this.#loaded !== undefined });
      checkKeys(loaded);
      this.#loaded = loaded;
    } catch (error) {
      // What is still valid serves until it is not.
      if (isForced || !this.#loaded?.expiration || this.#loaded.expiration <= this.now()) throw error;
    }
    const { expiration } = this.#loaded;
    this.#refreshAt = expiration
      ? Math.max(expiration.getTime() - refreshAhead, this.now().getTime() + refreshPause)
      : Number.POSITIVE_INFINITY;
    return this.#loaded;
  }
}

function checkKeys(credentials: AwsCredentialIdentity): void {
  for (const name of ["accessKeyId", "secretAccessKey"] as const) {
    if (typeof credentials?.[name] !== "string" || credentials[name] === "") {
      throw new Error(`they need ${name}, a string that is not empty`);
    }
  }
  for (const name of ["accessKeyId", "sessionToken"] as const) {
    const value = credentials[name];
    if (value && !/^[!-~]+$/.test(value)) {
      throw new Error(`${name} has a character that no header can hold, such as a blank or a line break`);
    }
  }
}

/** How the credentials of these options are loaded: as they are given, by their function, or by the standard chain. */
export function credentialLoader({ credentials, profile, assumeRoleArn }: CredentialOptions, region: string): Load {
  if (typeof credentials === "object" && !assumeRoleArn) return async () => credentials;
  // A copy, as some functions change and return the same object.
  if (typeof credentials === "function" && !assumeRoleArn)
    return async (options) => ({ ...(await credentials(options)) });
  // A new chain for each load, as a chain caches its result.
  return async ({ forceRefresh }) => {
    const { fromNodeProviderChain, fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
    const chain =
      credentials ?? fromNodeProviderChain({ profile, clientConfig: { region }, ignoreCache: forceRefresh });
    const provider = assumeRoleArn
      ? fromTemporaryCredentials({
          masterCredentials: chain,
          params: { RoleArn: assumeRoleArn, RoleSessionName: "pulumi-cognito-identity" },
          clientConfig: { region },
        })
      : (chain as AwsCredentialIdentityProvider);
    try {
      return await provider();
    } catch (error) {
      throw withHint(error as Error, profile);
    }
  };
}

function withHint(error: Error, profile = process.env.AWS_PROFILE || "default"): Error {
  if (!error.message.includes("from any providers")) return error;
  const hint = `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile ${profile}, or give the option credentials`;
  return new Error(`${error.message}: ${hint}`, { cause: error });
}
