import type { AwsCredentialIdentity } from "@smithy/types";
import type { Clock } from "../../model/clock";
import { onWarningOf } from "../on-warning";
import type { ClientOptions } from "../options";
import type { Transport } from "../transport/transport";
import { assumesRole } from "./settings";

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

/** How the credentials of these options are loaded: as they are given, by their function, or by AWS's libraries. */
export function credentialLoader(options: ClientOptions, region: string, transport: Transport): Load {
  const { credentials } = options;
  if (assumesRole(options)) (require("./roles") as typeof import("./roles")).checkRoles(options);
  else if (credentials) {
    // A copy, as some functions change and return the same object.
    if (typeof credentials === "function") return async (how) => ({ ...(await credentials(how)) });
    return async () => credentials;
  }
  let hasWarned = false;
  const warn = (message: string) => {
    if (!hasWarned) onWarningOf(options)(message);
    hasWarned = true;
  };
  return ({ forceRefresh }) => {
    const { loadByChain } = require("./chain") as typeof import("./chain");
    return loadByChain(options, { region, transport, forceRefresh, warn });
  };
}
