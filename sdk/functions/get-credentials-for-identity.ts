// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export interface GetCredentialsForIdentityArgs {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
  /** Provider name to token, at most 10; without any the identity is a guest's. */
  logins?: Record<string, string>;
  /** The ARN of the role to take, where the token allows several. */
  customRoleArn?: string;
}

export interface GetCredentialsForIdentityResult {
  /** The id of the identity; another one than asked for when the logins merged two. */
  identityId: string;
  /** Temporary AWS credentials. */
  credentials: {
    /** The id of the access key. */
    accessKeyId: string;
    /** The secret access key. */
    secretKey: string;
    /** The session token, to be sent with each request. */
    sessionToken: string;
    /** When they end, ISO 8601. */
    expiration: string;
  };
}

/**
 * Gets temporary AWS credentials for an identity by its role in the pool (GetCredentialsForIdentity). The call may
 * link the logins to the identity. Rejects with `InvalidIdentityPoolConfigurationException` when the pool has no role
 * for it.
 * @example
 * const { credentials } = await getCredentialsForIdentity({ identityId });
 */
export function getCredentialsForIdentity(
  args: GetCredentialsForIdentityArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetCredentialsForIdentityResult> {
  return invoke("getCredentialsForIdentity", args, opts);
}

/** The Output form of `getCredentialsForIdentity`: a secret; unknown in a preview, as the call may link logins. */
export function getCredentialsForIdentityOutput(
  args: Inputs<GetCredentialsForIdentityArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetCredentialsForIdentityResult> {
  return invokeOutput("getCredentialsForIdentity", args, opts);
}
