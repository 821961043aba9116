import type { AwsCredentialIdentity } from "@smithy/types";
import { CognitoIdentityError } from "../model/errors";
import { regionOf } from "../model/ids";
import { tokenIssuerOf } from "../model/token-issuers";
import type { CognitoIdentityClient } from "./client";

/** Whose credentials, and how they are got. */
export interface DeveloperCredentialsOptions {
  /** The client that asks for the token, with AWS credentials that may call GetOpenIdTokenForDeveloperIdentity. */
  readonly client: Pick<CognitoIdentityClient, "call">;
  /** The id of the pool, `REGION:UUID`. */
  readonly identityPoolId: string;
  /** The user's id at your developer provider; a user that the pool does not know yet is registered. */
  readonly user: string;
  /** The name of your developer provider; by default the pool's, which DescribeIdentityPool is asked for once. */
  readonly developerProviderName?: string | undefined;
  /** The identity that the user has or shall get; by default the user's own, or a new one. */
  readonly identityId?: string | undefined;
  /** The role to take (`CustomRoleArn`), where the pool allows several; by default the one that the pool gives. */
  readonly roleArn?: string | undefined;
  /** Session tags of the credentials, tag to value; the role's trust policy must allow `sts:TagSession`. */
  readonly principalTags?: Readonly<Record<string, string>> | undefined;
  /** The clock; by default the system's. */
  readonly now?: (() => Date) | undefined;
}

/** Temporary AWS credentials of a user, and the identity that they belong to. */
export interface DeveloperCredentials extends AwsCredentialIdentity {
  readonly sessionToken: string;
  readonly expiration: Date;
  /** The user's identity, `REGION:UUID`. */
  readonly identityId: string;
}

/** New credentials are got when the old ones have less time left, in milliseconds. */
const refreshBefore = 5 * 60_000;

/**
 * Makes a provider of AWS credentials for a user of your backend, as the clients of the AWS SDK for JavaScript take it: it
 * gets a token (GetOpenIdTokenForDeveloperIdentity), and credentials for it (GetCredentialsForIdentity: the role that the
 * pool gives to the user). Credentials are kept until five minutes before they end, and all who ask meanwhile wait for
 * the same calls. While credentials are still valid, a failure to renew them is not an error.
 * @returns A function that resolves to the credentials. `forceRefresh` gets new ones.
 * @throws CognitoIdentityError, when the function is called, with the service's code, or one of the client's own:
 * `ValidationException` where the pool has no developer provider.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html
 * @example
 * const s3 = new S3Client({ credentials: developerCredentials({ client, identityPoolId, user: "user-1" }) });
 */
export function developerCredentials(
  options: DeveloperCredentialsOptions,
): (request?: { forceRefresh?: boolean }) => Promise<DeveloperCredentials> {
  const { now = () => new Date() } = options;
  let providerName = options.developerProviderName;
  let kept: DeveloperCredentials | undefined;
  let flight: Promise<DeveloperCredentials> | undefined;

  const left = () => (kept ? kept.expiration.getTime() - now().getTime() : 0);

  async function renew(): Promise<DeveloperCredentials> {
    try {
      providerName ??= await findProviderName(options);
      kept = await getCredentials(options, providerName);
    } catch (error) {
      if (!kept || left() <= 0) throw error;
    }
    return kept;
  }

  return async ({ forceRefresh = false } = {}) => {
    if (kept && !forceRefresh && left() > refreshBefore) return kept;
    flight ??= renew().finally(() => {
      flight = undefined;
    });
    return flight;
  };
}

async function findProviderName({ client, identityPoolId }: DeveloperCredentialsOptions): Promise<string> {
  const { DeveloperProviderName } = await client.call("DescribeIdentityPool", { IdentityPoolId: identityPoolId });
  if (DeveloperProviderName !== undefined) return DeveloperProviderName;
  throw new CognitoIdentityError({
    code: "ValidationException",
    message: `The identity pool ${identityPoolId} has no developer provider; a user of your own backend needs one.`,
  });
}

async function getCredentials(
  { client, identityPoolId, user, identityId, roleArn, principalTags }: DeveloperCredentialsOptions,
  providerName: string,
): Promise<DeveloperCredentials> {
  const token = await client.call("GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId: identityPoolId,
    IdentityId: identityId,
    Logins: { [providerName]: user },
    PrincipalTags: principalTags,
  });
  const { Credentials, IdentityId } = await client.call("GetCredentialsForIdentity", {
    IdentityId: token.IdentityId,
    // The token is the service's own, so its login is the service, not the developer provider.
    Logins: { [tokenIssuerOf(regionOf(identityPoolId))]: token.Token },
    CustomRoleArn: roleArn,
  });
  return {
    identityId: IdentityId,
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
  };
}
