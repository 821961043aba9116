// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";

/** The settings of an explicit `Provider`. */
export interface ProviderArgs {
  /** The AWS region, for example `eu-central-1`. */
  region?: pulumi.Input<string>;
  /** A profile of the shared AWS config files. */
  profile?: pulumi.Input<string>;
  /** An http(s) URL, or `local:PATH` for the local service on a SQLite file, relative to the Pulumi project. */
  endpoint?: pulumi.Input<string>;
  /**
   * A JSON file with the JSON Web Key Set of each login provider, relative to the Pulumi project, by which an endpoint
   * `local:PATH` verifies login tokens; they are not verified when unset.
   */
  localLoginKeys?: pulumi.Input<string>;
  /**
   * How often a request is sent at most. When unset: 25 times where the service throttles, 5 times after other failures.
   */
  maxAttempts?: pulumi.Input<number>;
  /** Whether requests also slow down once the service throttles. When unset: `adaptive`. */
  retryMode?: pulumi.Input<"standard" | "adaptive">;
  /** An AWS access key id; needs `secretKey`. Kept secret. */
  accessKey?: pulumi.Input<string>;
  /** The secret access key of `accessKey`. Kept secret. */
  secretKey?: pulumi.Input<string>;
  /** A session token for temporary credentials. Kept secret. */
  token?: pulumi.Input<string>;
  /** The ARN of a role that is assumed with the credentials found otherwise; short for `assumeRoles` with one role. */
  assumeRoleArn?: pulumi.Input<string>;
  /** Roles to assume, each with the credentials of the one before it. */
  assumeRoles?: pulumi.Input<pulumi.Input<ProviderAssumeRole>[]>;
  /** A role to assume by a token of an identity provider, in the place of other credentials. Kept secret. */
  assumeRoleWithWebIdentity?: pulumi.Input<ProviderAssumeRoleWithWebIdentity>;
  /** The ids of the AWS accounts that may be worked in; nothing is done in any other. */
  allowedAccountIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** The ids of AWS accounts in which nothing is done. */
  forbiddenAccountIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether the region's FIPS endpoints are used. */
  useFipsEndpoint?: pulumi.Input<boolean>;
  /** Whether the region's dual-stack endpoints are used. */
  useDualstackEndpoint?: pulumi.Input<boolean>;
  /** The URL of AWS STS, which assumes roles and tells the account. */
  stsEndpoint?: pulumi.Input<string>;
  /** The region of AWS STS; that of the service when unset. */
  stsRegion?: pulumi.Input<string>;
  /** The config files, in the place of AWS_CONFIG_FILE; a later file overrides an earlier one. */
  sharedConfigFiles?: pulumi.Input<pulumi.Input<string>[]>;
  /** The credentials files, in the place of AWS_SHARED_CREDENTIALS_FILE; a later file overrides an earlier one. */
  sharedCredentialsFiles?: pulumi.Input<pulumi.Input<string>[]>;
  /** A PEM file of authorities to trust, in the place of AWS_CA_BUNDLE. */
  customCaBundle?: pulumi.Input<string>;
  /** The URL of the proxy for http: endpoints, in the place of HTTP_PROXY. Kept secret, as it may hold a password. */
  httpProxy?: pulumi.Input<string>;
  /** The URL of the proxy for https: endpoints, in the place of HTTPS_PROXY. Kept secret, as it may hold a password. */
  httpsProxy?: pulumi.Input<string>;
  /** Hosts that are reached without a proxy, with commas between them, in the place of NO_PROXY. */
  noProxy?: pulumi.Input<string>;
  /** Tags of every pool, beneath the pool's own. */
  defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Tags that others manage: they are neither shown nor changed nor removed. */
  ignoreTags?: pulumi.Input<ProviderIgnoreTags>;
  /** Whether new pools bear a tag by which a creation whose answer was lost is found again; true when unset. */
  creationTag?: pulumi.Input<boolean>;
  /**
   * Whether links, identities, roles and tag maps that a TypeScript program puts into a pool of its own are deleted with
   * the pool, without a call each (Pulumi's `deletedWith`); true when unset.
   */
  deleteWithPool?: pulumi.Input<boolean>;
  /** Whether AWS STS is not asked for the account; ARNs are then without one. */
  skipRequestingAccountId?: pulumi.Input<boolean>;
  /** Whether a region that this package does not know is taken without a warning. */
  skipRegionValidation?: pulumi.Input<boolean>;
}

/** A role to assume (STS AssumeRole). */
export interface ProviderAssumeRole {
  /** The ARN of the role. */
  roleArn: pulumi.Input<string>;
  /** The name of the session in ARNs and logs; `pulumi-cognito-identity` when unset. */
  sessionName?: pulumi.Input<string>;
  /** How long the credentials are valid, in seconds or as in `1h30m`; an hour when unset. */
  duration?: pulumi.Input<string>;
  /** A policy, as JSON, that the session is limited to. */
  policy?: pulumi.Input<string>;
  /** The ARNs of managed policies that the session is limited to. */
  policyArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** What the trust policy of the role may ask of other accounts. */
  externalId?: pulumi.Input<string>;
  /** Session tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The keys of the tags that the next role of the chain gets, too. */
  transitiveTagKeys?: pulumi.Input<pulumi.Input<string>[]>;
  /** Who is behind the session; it stays so along the chain. */
  sourceIdentity?: pulumi.Input<string>;
}

/** A role to assume by a token of an identity provider (STS AssumeRoleWithWebIdentity): the token, or its file. */
export interface ProviderAssumeRoleWithWebIdentity {
  /** The ARN of the role. */
  roleArn: pulumi.Input<string>;
  /** The name of the session in ARNs and logs; `pulumi-cognito-identity` when unset. */
  sessionName?: pulumi.Input<string>;
  /** How long the credentials are valid, in seconds or as in `1h30m`; an hour when unset. */
  duration?: pulumi.Input<string>;
  /** A policy, as JSON, that the session is limited to. */
  policy?: pulumi.Input<string>;
  /** The ARNs of managed policies that the session is limited to. */
  policyArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** The token. */
  webIdentityToken?: pulumi.Input<string>;
  /** The file of the token, which is read each time the credentials are loaded. */
  webIdentityTokenFile?: pulumi.Input<string>;
}

/** Tags that others manage: they are neither shown nor changed nor removed. */
export interface ProviderIgnoreTags {
  /** Keys of such tags. */
  keys?: pulumi.Input<pulumi.Input<string>[]>;
  /** What the keys of such tags begin with. */
  keyPrefixes?: pulumi.Input<pulumi.Input<string>[]>;
}
