// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "../dynamic-resource";
import type { CognitoIdentityProvider, CognitoIdentityProviderState } from "./types";

export interface IdentityPoolArgs {
  /**
   * 1 to 128 of `\w`, white space and `+=,.@-`. Where a program gives none, a pool keeps the name that it has, and a new
   * one gets the resource's name and seven random digits, or what `pulumi:autonaming` says. Renamed in place.
   */
  identityPoolName?: pulumi.Input<string>;
  /** Whether guests, without any login, get an identity. Defaults to `false`. */
  allowUnauthenticatedIdentities?: pulumi.Input<boolean>;
  /** Whether the basic (classic) flow is allowed. Unset is a state of its own: AWS then still allows GetOpenIdToken. */
  allowClassicFlow?: pulumi.Input<boolean>;
  /** The name under which a backend registers its own users, 1 to 128 of `\w.-`. Once set, a change replaces the pool. */
  developerProviderName?: pulumi.Input<string>;
  /** Public login providers and the app's id at each, at most 10, for example `{ "accounts.google.com": "…" }`. */
  supportedLoginProviders?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The ARNs of IAM OpenID Connect providers. The order is not significant. */
  openidConnectProviderArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** The ARNs of IAM SAML providers. The order is not significant. */
  samlProviderArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** User pools and their app clients. The order is not significant. */
  cognitoIdentityProviders?: pulumi.Input<pulumi.Input<CognitoIdentityProvider>[]>;
  /** Tags, at most 50 with the provider's default tags; keys of 1 to 128 characters, values of up to 256. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Whether a delete or replace is refused while the pool holds identities. Defaults to `false`. */
  deletionProtection?: pulumi.Input<boolean>;
  /** The AWS region; the provider's when unset. A change replaces the pool. */
  region?: pulumi.Input<string>;
}

/**
 * An Amazon Cognito identity pool (CreateIdentityPool, DescribeIdentityPool, UpdateIdentityPool, DeleteIdentityPool).
 * The id is `identityPoolId`.
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
  /** The pool's tags, the provider's default tags included. */
  declare readonly tagsAll: pulumi.Output<Record<string, string>>;
  /**
   * 1 to 128 of `\w`, white space and `+=,.@-`. Where a program gives none, a pool keeps the name that it has, and a new
   * one gets the resource's name and seven random digits, or what `pulumi:autonaming` says. Renamed in place.
   */
  declare readonly identityPoolName: pulumi.Output<string>;
  /** Whether guests, without any login, get an identity. */
  declare readonly allowUnauthenticatedIdentities: pulumi.Output<boolean>;
  /** Whether the basic (classic) flow is allowed. Unset is a state of its own: AWS then still allows GetOpenIdToken. */
  declare readonly allowClassicFlow: pulumi.Output<boolean | undefined>;
  /** The name under which a backend registers its own users, 1 to 128 of `\w.-`. */
  declare readonly developerProviderName: pulumi.Output<string | undefined>;
  /** Public login providers and the app's id at each, at most 10, for example `{ "accounts.google.com": "…" }`. */
  declare readonly supportedLoginProviders: pulumi.Output<Record<string, string> | undefined>;
  /** The ARNs of IAM OpenID Connect providers. */
  declare readonly openidConnectProviderArns: pulumi.Output<string[] | undefined>;
  /** The ARNs of IAM SAML providers. */
  declare readonly samlProviderArns: pulumi.Output<string[] | undefined>;
  /** User pools and their app clients. */
  declare readonly cognitoIdentityProviders: pulumi.Output<CognitoIdentityProviderState[] | undefined>;
  /** Tags, at most 50 with the provider's default tags; keys of 1 to 128 characters, values of up to 256. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Whether a delete or replace is refused while the pool holds identities. */
  declare readonly deletionProtection: pulumi.Output<boolean | undefined>;
  /** The AWS region; the provider's when unset. */
  declare readonly region: pulumi.Output<string>;

  /** Looks a pool up by its id, `identityPoolId`, without managing it; an error when there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): IdentityPool {
    return new IdentityPool(name, {}, { ...opts, id });
  }

  constructor(name: string, args: IdentityPoolArgs = {}, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, args, opts);
  }
}

const kind = {
  name: "IdentityPool",
  runtime: "identityPool",
  properties: [
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
    "identityPoolId",
    "arn",
    "tagsAll",
  ],
  secrets: [],
} as const;
