import type * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "../dynamic-resource";

/** A user pool whose users may sign in to an identity pool. */
export interface CognitoIdentityProvider {
  /** The id of the user pool's app client, 1 to 128 letters and digits. */
  clientId?: pulumi.Input<string>;
  /** `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
  providerName?: pulumi.Input<string>;
  /** Whether the service asks the user pool if the user was signed out or disabled; false when unset. */
  serverSideTokenCheck?: pulumi.Input<boolean>;
}

export interface IdentityPoolArgs {
  /** 1 to 128 of `\w`, white space and `+=,.@-`; the resource's name and seven random digits when unset. Renamed in place. */
  identityPoolName?: pulumi.Input<string>;
  /** Whether guests, without any login, get an identity; false when unset. */
  allowUnauthenticatedIdentities?: pulumi.Input<boolean>;
  /** Whether the basic (classic) flow is allowed. Unset is a state of its own: AWS then still allows GetOpenIdToken. */
  allowClassicFlow?: pulumi.Input<boolean>;
  /** The name under which a backend registers its own users, 1 to 128 of `\w.-`. Once set, a change replaces the pool. */
  developerProviderName?: pulumi.Input<string>;
  /** Public login providers and the app's id at each, at most 10, for example `{ "accounts.google.com": "…" }`. */
  supportedLoginProviders?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The ARNs of IAM OpenID Connect providers. The order says nothing. */
  openidConnectProviderArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** The ARNs of IAM SAML providers. The order says nothing. */
  samlProviderArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** User pools and their app clients. The order says nothing. */
  cognitoIdentityProviders?: pulumi.Input<pulumi.Input<CognitoIdentityProvider>[]>;
  /** Tags, at most 50 with the provider's default tags; keys of 1 to 128 characters, values of up to 256. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Whether a delete or replace is refused while the pool holds identities; false when unset. */
  deletionProtection?: pulumi.Input<boolean>;
  /** The AWS region; the provider's when unset. A change replaces the pool. */
  region?: pulumi.Input<string>;
}

/**
 * An Amazon Cognito identity pool (CreateIdentityPool, DescribeIdentityPool, UpdateIdentityPool, DeleteIdentityPool).
 * Its id is the pool's, `REGION:UUID`.
 * @example
 * const pool = new IdentityPool("users", {
 *   developerProviderName: "login.example.com",
 *   supportedLoginProviders: { "accounts.google.com": "1234.apps.googleusercontent.com" },
 * });
 * export const poolId = pool.id;
 */
export class IdentityPool extends DynamicResource {
  /** The id of the pool, `REGION:UUID`. */
  declare readonly identityPoolId: pulumi.Output<string>;
  /** `arn:PARTITION:cognito-identity:REGION:ACCOUNT:identitypool/ID`. */
  declare readonly arn: pulumi.Output<string>;
  declare readonly identityPoolName: pulumi.Output<string>;
  declare readonly allowUnauthenticatedIdentities: pulumi.Output<boolean>;
  declare readonly allowClassicFlow: pulumi.Output<boolean | undefined>;
  declare readonly developerProviderName: pulumi.Output<string | undefined>;
  declare readonly supportedLoginProviders: pulumi.Output<Record<string, string> | undefined>;
  declare readonly openidConnectProviderArns: pulumi.Output<string[] | undefined>;
  declare readonly samlProviderArns: pulumi.Output<string[] | undefined>;
  declare readonly cognitoIdentityProviders: pulumi.Output<
    { clientId?: string; providerName?: string; serverSideTokenCheck: boolean }[] | undefined
  >;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The pool's tags, the provider's default tags included. */
  declare readonly tagsAll: pulumi.Output<Record<string, string>>;
  declare readonly deletionProtection: pulumi.Output<boolean | undefined>;
  declare readonly region: pulumi.Output<string>;

  /** Looks a pool up by its id, without managing it; an error when it does not exist. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): IdentityPool {
    return new IdentityPool(name, {}, { ...opts, id });
  }

  constructor(name: string, args: IdentityPoolArgs = {}, opts?: pulumi.CustomResourceOptions) {
    const outputs = [...settings, "identityPoolId", "arn", "tagsAll"];
    super("IdentityPool", "identityPool", name, { ...args }, outputs, opts);
  }
}

const settings = [
  "identityPoolName",
  "allowUnauthenticatedIdentities",
  "allowClassicFlow",
  "developerProviderName",
  "supportedLoginProviders",
  "openidConnectProviderArns",
  "samlProviderArns",
  "cognitoIdentityProviders",
  "tags",
  "deletionProtection",
  "region",
] as const satisfies readonly (keyof IdentityPoolArgs)[];
