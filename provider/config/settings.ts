import { defineType } from "../define";
import { boolean, integer, list, map, required, type Shape, string, structure, type ValueOf } from "../model/shapes";

/** One setting of stack config and of an explicit `Provider`. */
export interface Setting<S extends Shape = Shape> {
  readonly shape: S;
  readonly secret?: true;
}

const setting = <const S extends Shape>(shape: S): Setting<S> => ({ shape });
const secret = <const S extends Shape>(shape: S): Setting<S> => ({ shape, secret: true });

const arn = string({ pattern: "arn:.+" });
const accountIds = list(string({ pattern: "\\d{12}" }));

/** What the session of any assumed role has. */
const roleSession = {
  /** The ARN of the role. */
  roleArn: required(arn),
  /** The name of the session in ARNs and logs; `pulumi-cognito-identity` when unset. */
  sessionName: string({ min: 2, max: 64, pattern: "[\\w+=,.@-]*" }),
  /** How long the credentials are valid, in seconds or as in `1h30m`; an hour when unset. */
  duration: string({ pattern: "\\d+|(\\d+[hms])+" }),
  /** A policy, as JSON, that the session is limited to. */
  policy: string({ min: 1 }),
  /** The ARNs of managed policies that the session is limited to. */
  policyArns: list(arn),
} as const;

/** A role to assume (STS AssumeRole). */
export const assumeRole = defineType(
  "ProviderAssumeRole",
  structure(roleSession, {
    /** What the trust policy of the role may ask of other accounts. */
    externalId: string({ min: 2, max: 1224 }),
    /** Session tags. */
    tags: map(string(), string()),
    /** The keys of the tags that the next role of the chain gets, too. */
    transitiveTagKeys: list(string()),
    /** Who is behind the session; it stays so along the chain. */
    sourceIdentity: string({ min: 2, max: 64 }),
  }),
);

/** A role to assume by a token of an identity provider (STS AssumeRoleWithWebIdentity): the token, or its file. */
export const assumeRoleWithWebIdentity = defineType(
  "ProviderAssumeRoleWithWebIdentity",
  structure(roleSession, {
    /** The token. */
    webIdentityToken: string({ min: 4, sensitive: true }),
    /** The file of the token, which is read each time the credentials are loaded. */
    webIdentityTokenFile: string({ min: 1 }),
  }),
);

/** Tags that others manage: they are neither shown nor changed nor removed. */
const ignoreTags = defineType(
  "ProviderIgnoreTags",
  structure({
    /** Keys of such tags. */
    keys: list(string({ min: 1 })),
    /** What the keys of such tags begin with. */
    keyPrefixes: list(string({ min: 1 })),
  }),
);

/** All settings, by the names that stand after `cognito-identity:` in stack config. */
export const settings = {
  /** The AWS region, for example `eu-central-1`. */
  region: setting(string()),
  /** A profile of the shared AWS config files. */
  profile: setting(string()),
  /** An http(s) URL, or `local:PATH` for the local service on a SQLite file, relative to the Pulumi project. */
  endpoint: setting(string()),
  /**
   * A JSON file with the JSON Web Key Set of each login provider, relative to the Pulumi project, by which an endpoint
   * `local:PATH` verifies login tokens; they are not verified when unset.
   */
  localLoginKeys: setting(string({ min: 1 })),
  /** How often a request is sent at most. When unset: 25 times where the service throttles, 5 times after other failures. */
  maxAttempts: setting(integer({ min: 1 })),
  /** Whether requests also slow down once the service throttles. When unset: `adaptive`. */
  retryMode: setting(string({ enum: ["standard", "adaptive"] })),
  /** An AWS access key id; needs `secretKey`. Kept secret. */
  accessKey: secret(string({ sensitive: true })),
  /** The secret access key of `accessKey`. Kept secret. */
  secretKey: secret(string({ sensitive: true })),
  /** A session token for temporary credentials. Kept secret. */
  token: secret(string({ sensitive: true })),
  /** The ARN of a role that is assumed with the credentials found otherwise; short for `assumeRoles` with one role. */
  assumeRoleArn: setting(arn),
  /** Roles to assume, each with the credentials of the one before it. */
  assumeRoles: setting(list(assumeRole)),
  /** A role to assume by a token of an identity provider, in the place of other credentials. Kept secret. */
  assumeRoleWithWebIdentity: secret(assumeRoleWithWebIdentity),
  /** The ids of the AWS accounts that may be worked in; nothing is done in any other. */
  allowedAccountIds: setting(accountIds),
  /** The ids of AWS accounts in which nothing is done. */
  forbiddenAccountIds: setting(accountIds),
  /** Whether the region's FIPS endpoints are used. */
  useFipsEndpoint: setting(boolean),
  /** Whether the region's dual-stack endpoints are used. */
  useDualstackEndpoint: setting(boolean),
  /** The URL of AWS STS, which assumes roles and tells the account. */
  stsEndpoint: setting(string()),
  /** The region of AWS STS; that of the service when unset. */
  stsRegion: setting(string()),
  /** The config files, in the place of AWS_CONFIG_FILE; a later file overrides an earlier one. */
  sharedConfigFiles: setting(list(string({ min: 1 }))),
  /** The credentials files, in the place of AWS_SHARED_CREDENTIALS_FILE; a later file overrides an earlier one. */
  sharedCredentialsFiles: setting(list(string({ min: 1 }))),
  /** A PEM file of authorities to trust, in the place of AWS_CA_BUNDLE. */
  customCaBundle: setting(string()),
  /** The URL of the proxy for http: endpoints, in the place of HTTP_PROXY. Kept secret, as it may hold a password. */
  httpProxy: secret(string({ sensitive: true })),
  /** The URL of the proxy for https: endpoints, in the place of HTTPS_PROXY. Kept secret, as it may hold a password. */
  httpsProxy: secret(string({ sensitive: true })),
  /** Hosts that are reached without a proxy, with commas between them, in the place of NO_PROXY. */
  noProxy: setting(string()),
  /** Tags of every pool, beneath the pool's own. */
  defaultTags: setting(map(string(), string())),
  /** Tags that others manage: they are neither shown nor changed nor removed. */
  ignoreTags: setting(ignoreTags),
  /** Whether new pools bear a tag by which a creation whose answer was lost is found again; true when unset. */
  creationTag: setting(boolean),
  /**
   * Whether links, identities, roles and tag maps that a TypeScript program puts into a pool of its own are deleted with the
   * pool, without a call each (Pulumi's `deletedWith`); true when unset.
   */
  deleteWithPool: setting(boolean),
  /** Whether AWS STS is not asked for the account; ARNs are then without one. */
  skipRequestingAccountId: setting(boolean),
  /** Whether a region that this package does not know is taken without a warning. */
  skipRegionValidation: setting(boolean),
} as const;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as SettingName[];

/** The settings of credentials, which are one answer. */
export const credentialSettings: readonly SettingName[] = [
  "profile",
  "accessKey",
  "secretKey",
  "token",
  "assumeRoleWithWebIdentity",
];

/** The settings of the roles that are assumed with them, which are one answer, too. */
export const roleSettings: readonly SettingName[] = ["assumeRoleArn", "assumeRoles"];

/** What stack config or an explicit `Provider` says, before the AWS environment is asked. */
export type ProviderConfig = { readonly [N in SettingName]?: ValueOf<(typeof settings)[N]["shape"]> | undefined };

/** What the keys of settings begin with in stack config. */
export const ownNamespace = "cognito-identity";

/** The key of a setting in stack config. */
export const configKey = <N extends SettingName>(name: N): `cognito-identity:${N}` => `${ownNamespace}:${name}`;

/** What config says, and by which keys. */
export interface Config {
  readonly values: ProviderConfig;
  /** The key that a setting has its value from, or would have it from. */
  keyOf(name: SettingName): string;
  /** What a person should know of it. */
  readonly warnings: readonly string[];
}
