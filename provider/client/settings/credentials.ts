import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";

export interface CredentialOptions {
  /** Fixed credentials, or a function that loads them. */
  readonly credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** A profile of the shared AWS config files. */
  readonly profile?: string;
  /** The ARN of a role that is assumed with the credentials found otherwise. */
  readonly assumeRoleArn?: string;
}

/**
 * Loads credentials when something is signed for the first time, and again before they expire. Those that the service
 * called expired are given back as `stale`: if they are still the current ones, they are loaded anew.
 */
export type CredentialSource = (options?: {
  stale?: AwsCredentialIdentity;
}) => AwsCredentialIdentity | Promise<AwsCredentialIdentity>;

const refreshAhead = 5 * 60_000;
/** Credentials that are about to expire when they are loaded are not asked for again at each call. */
const refreshPause = 60_000;

export function createCredentialSource(
  { credentials, profile, assumeRoleArn }: CredentialOptions,
  region: string,
  now: () => Date,
): CredentialSource {
  if (typeof credentials === "object" && !assumeRoleArn) {
    let isChecked = false;
    return () => {
      if (!isChecked) checkKeys(credentials);
      isChecked = true;
      return credentials;
    };
  }
  const load = loader({ credentials, profile, assumeRoleArn }, region);
  let current: AwsCredentialIdentity | undefined;
  let refreshAt = Number.POSITIVE_INFINITY;
  let pending: Promise<AwsCredentialIdentity> | undefined;

  const refresh = async (isForced: boolean): Promise<AwsCredentialIdentity> => {
    try {
      const loaded = await load({ forceRefresh: current !== undefined });
      checkKeys(loaded);
      // A copy, as some sources renew the same object.
      current = { ...loaded };
    } catch (error) {
      // What is still valid serves until it is not.
      if (isForced || !current?.expiration || current.expiration <= now()) throw error;
    }
    const time = now().getTime();
    const { expiration } = current;
    refreshAt = expiration
      ? Math.max(expiration.getTime() - refreshAhead, time + refreshPause)
      : Number.POSITIVE_INFINITY;
    return current;
  };

  return ({ stale } = {}) => {
    const isStale = stale !== undefined && stale === current;
    if (current && !isStale && now().getTime() < refreshAt) return current;
    pending ??= refresh(isStale).finally(() => {
      pending = undefined;
    });
    return pending;
  };
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

type Loader = (options: { forceRefresh: boolean }) => Promise<AwsCredentialIdentity>;

function loader({ credentials, profile, assumeRoleArn }: CredentialOptions, region: string): Loader {
  if (typeof credentials === "function" && !assumeRoleArn) return credentials;
  // Made anew for a refresh, as the chain keeps what it once found.
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
      const { message } = error as Error;
      if (!message.includes("from any providers")) throw error;
      const name = profile ?? process.env.AWS_PROFILE ?? "default";
      const hint = `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile ${name}, or give the option credentials`;
      throw new Error(`${message}: ${hint}`, { cause: error });
    }
  };
}
