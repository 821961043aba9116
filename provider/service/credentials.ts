import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";

export interface CredentialOptions {
  /** Fixed credentials, or a function that loads them. */
  readonly credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
  /** A profile of the shared AWS config files. */
  readonly profile?: string;
  /** The ARN of a role that is assumed with the credentials found otherwise. */
  readonly assumeRoleArn?: string;
}

/** Loads credentials when something is signed for the first time, and again before they expire. */
export type CredentialSource = (options?: { forceRefresh?: boolean }) => Promise<AwsCredentialIdentity>;

const refreshAhead = 5 * 60_000;

export function createCredentialSource(
  { credentials, profile, assumeRoleArn }: CredentialOptions,
  region: string,
  now: () => Date,
): CredentialSource {
  if (typeof credentials === "object" && !assumeRoleArn) return async () => credentials;
  const load = loader({ credentials, profile, assumeRoleArn }, region);
  let current: AwsCredentialIdentity | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  return async ({ forceRefresh = false } = {}) => {
    if (current && !forceRefresh && !isExpiring(current, now())) return current;
    pending ??= load({ forceRefresh: current !== undefined }).finally(() => {
      pending = undefined;
    });
    current = await pending;
    return current;
  };
}

const isExpiring = ({ expiration }: AwsCredentialIdentity, now: Date) =>
  expiration !== undefined && expiration.getTime() - now.getTime() < refreshAhead;

type Loader = (options: { forceRefresh: boolean }) => Promise<AwsCredentialIdentity>;

function loader({ credentials, profile, assumeRoleArn }: CredentialOptions, region: string): Loader {
  if (typeof credentials === "function" && !assumeRoleArn) return credentials;
  // Made anew for a refresh, as the chain keeps what it once found.
  return async () => {
    const { fromNodeProviderChain, fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
    const chain = credentials ?? fromNodeProviderChain({ profile, clientConfig: { region } });
    const provider = assumeRoleArn
      ? fromTemporaryCredentials({
          masterCredentials: chain,
          params: { RoleArn: assumeRoleArn, RoleSessionName: "pulumi-cognito-identity" },
          clientConfig: { region },
        })
      : (chain as AwsCredentialIdentityProvider);
    return provider();
  };
}
