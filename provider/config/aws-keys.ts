import { boolean, integer, list, map, string, structure } from "../model/shapes";
import type { Form } from "./parse-setting";
import { assumeRole, assumeRoleWithWebIdentity, type ProviderConfig, type SettingName, settings } from "./settings";

/** A key of the AWS provider that says the same as a setting of this package, or a part of it. */
interface ObeyedKey extends Form {
  readonly key: string;
  readonly sets: SettingName;
  /** Makes the value of the setting; undefined where it says nothing. By default they are the same. */
  readonly to?: (value: never) => unknown;
}

/** A key of the AWS provider that can't be obeyed. */
interface RefusedKey extends Form {
  readonly key: string;
  /** Why the value can't be obeyed, and what to do; undefined where nothing is lost by that. */
  readonly refuse: (value: never, config: ProviderConfig) => string | undefined;
  /** It is only warned of. */
  readonly isHarmless?: true;
}

const same = (key: SettingName): ObeyedKey => ({ key: `aws:${key}`, sets: key, shape: settings[key].shape });

const seconds = { durationSeconds: integer() };
const roleOfAws = structure(assumeRole.members, seconds);
const webIdentityOfAws = structure(assumeRoleWithWebIdentity.members, seconds);

/** Older versions of the AWS provider say the duration in seconds. */
const withDuration = ({ durationSeconds, ...role }: { durationSeconds?: number }) =>
  durationSeconds === undefined ? role : { ...role, duration: String(durationSeconds) };

const roles = (key: string): ObeyedKey => ({
  key,
  sets: "assumeRoles",
  shape: (given) => (isObject(given) ? roleOfAws : list(roleOfAws)),
  to: (value: object | object[]) => [value].flat().map(withDuration),
});

const endpointMembers = structure({ cognitoidentity: string(), sts: string() });

const endpoints = (name: "cognitoidentity" | "sts", sets: SettingName): ObeyedKey => ({
  key: "aws:endpoints",
  sets,
  shape: (given) => (isObject(given) ? endpointMembers : list(endpointMembers)),
  isOpen: true,
  to: (value: object | object[]) =>
    ([value].flat() as { [service: string]: string }[]).map((services) => services[name]).find((url) => url),
});

const tags = map(string(), string());

/** A map of tags, or one inside `{"tags": {…}}`, as the AWS provider has it. */
export const tagsForm: Form & { readonly to: (value: never) => unknown } = {
  shape: (given) => (hasTags(given) ? structure({ tags }) : tags),
  to: (value: object) => (hasTags(value) ? value.tags : value),
};

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const hasTags = (value: unknown): value is { tags: object } =>
  isObject(value) && "tags" in value && isObject(value.tags);

/** The keys that count where the own ones are unset. */
export const obeyedKeys: readonly ObeyedKey[] = [
  same("region"),
  same("profile"),
  same("accessKey"),
  same("secretKey"),
  same("token"),
  roles("aws:assumeRoles"),
  roles("aws:assumeRole"),
  {
    key: "aws:assumeRoleWithWebIdentity",
    sets: "assumeRoleWithWebIdentity",
    shape: webIdentityOfAws,
    to: withDuration,
  },
  same("allowedAccountIds"),
  same("forbiddenAccountIds"),
  endpoints("cognitoidentity", "endpoint"),
  endpoints("sts", "stsEndpoint"),
  same("stsRegion"),
  same("useFipsEndpoint"),
  same("useDualstackEndpoint"),
  same("sharedConfigFiles"),
  same("sharedCredentialsFiles"),
  {
    key: "aws:sharedCredentialsFile",
    sets: "sharedCredentialsFiles",
    shape: string({ min: 1 }),
    to: (path: string) => [path],
  },
  same("customCaBundle"),
  same("httpProxy"),
  same("httpsProxy"),
  same("noProxy"),
  { key: "aws:defaultTags", sets: "defaultTags", ...tagsForm },
  same("ignoreTags"),
  { key: "aws:maxRetries", sets: "maxAttempts", shape: integer({ min: 0 }), to: (retries: number) => retries + 1 },
  same("retryMode"),
  same("skipRequestingAccountId"),
  same("skipRegionValidation"),
];

const metadata = (key: string, variable: string): RefusedKey => ({
  key,
  shape: string(),
  refuse: (value: string, { accessKey, profile, assumeRoleWithWebIdentity }) =>
    value === process.env[variable] || accessKey || profile || assumeRoleWithWebIdentity
      ? undefined
      : `can't be obeyed: set the environment variable ${variable}, which all AWS tools obey`,
});

/** The keys that say as whom or where, and that can't be obeyed. */
export const refusedKeys: readonly RefusedKey[] = [
  {
    key: "aws:insecure",
    shape: boolean,
    refuse: (insecure: boolean, { endpoint = "", customCaBundle }) =>
      insecure && !endpoint.startsWith("http:") && !customCaBundle
        ? "can't be obeyed, as certificates are always checked: pulumi config set cognito-identity:customCaBundle FILE names the authorities to trust"
        : undefined,
  },
  metadata("aws:ec2MetadataServiceEndpoint", "AWS_EC2_METADATA_SERVICE_ENDPOINT"),
  metadata("aws:ec2MetadataServiceEndpointMode", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"),
  {
    key: "aws:tokenBucketRateLimiterCapacity",
    shape: integer(),
    refuse: (_capacity, { retryMode, maxAttempts }) =>
      retryMode || maxAttempts
        ? undefined
        : "can't be obeyed: say by pulumi config set cognito-identity:maxAttempts NUMBER, or cognito-identity:retryMode, how requests are retried",
  },
  {
    key: "aws:tagPolicyCompliance",
    shape: string(),
    isHarmless: true,
    refuse: (severity: string) =>
      severity === "disabled"
        ? undefined
        : "is not enforced for identity pools, whose tags no tag policy is compared with",
  },
];

/** The keys that are other services', or that ask for nothing here: no call is made for what the `skip` ones leave out. */
export const ignoredKeys: readonly string[] = [
  "aws:skipCredentialsValidation",
  "aws:skipMetadataApiCheck",
  "aws:skipGetEc2Platforms",
  "aws:s3UsePathStyle",
  "aws:s3ForcePathStyle",
  "aws:s3UsEast1RegionalEndpoint",
  "aws:dynamodbEndpoint",
  "aws:kinesisEndpoint",
  "aws:userAgents",
];
