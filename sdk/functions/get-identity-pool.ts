// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export interface GetIdentityPoolArgs {
  /** The id of the identity pool, `REGION:UUID`; this or `identityPoolName`. */
  identityPoolId?: string;
  /** The name of the identity pool; an error when more than one pool has it. */
  identityPoolName?: string;
  /** The AWS region in which a name is looked up; the provider's when unset. */
  region?: string;
}

export interface GetIdentityPoolResult {
  /** The id of the pool, `REGION:UUID`. */
  identityPoolId: string;
  /** The name of the pool. */
  identityPoolName: string;
  /** `arn:PARTITION:cognito-identity:REGION:ACCOUNT:identitypool/ID`. */
  arn: string;
  /** Whether guests, without any login, get an identity. */
  allowUnauthenticatedIdentities: boolean;
  /** Whether the basic (classic) flow is allowed. Absent where it was never set, which is not the same as false. */
  allowClassicFlow?: boolean;
  /** The name under which the backend registers its own users. */
  developerProviderName?: string;
  /** Public login providers and the app's id at each. */
  supportedLoginProviders?: Record<string, string>;
  /** The ARNs of IAM OpenID Connect providers. */
  openidConnectProviderArns?: string[];
  /** The ARNs of IAM SAML providers. */
  samlProviderArns?: string[];
  /** User pools and their app clients. */
  cognitoIdentityProviders?: {
    /** The id of the user pool's app client. */
    clientId?: string;
    /** `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
    providerName?: string;
    /** Whether the service asks the user pool if the user was signed out or disabled. */
    serverSideTokenCheck?: boolean;
  }[];
  /** All tags of the pool; empty when it has none. */
  tags: Record<string, string>;
}

/**
 * Finds a pool by its id or by its name (DescribeIdentityPool, ListIdentityPools). Rejects with the code
 * `ResourceNotFoundException` when there is none, and with `ResourceConflictException` when several pools have the
 * name.
 * @example
 * const { identityPoolId } = await getIdentityPool({ identityPoolName: "users" });
 */
export function getIdentityPool(
  args: GetIdentityPoolArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetIdentityPoolResult> {
  return invoke("getIdentityPool", args, opts);
}

/** The Output form of `getIdentityPool`. */
export function getIdentityPoolOutput(
  args: Inputs<GetIdentityPoolArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetIdentityPoolResult> {
  return invokeOutput("getIdentityPool", args, opts);
}
