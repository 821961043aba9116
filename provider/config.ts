import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { CognitoIdentityError } from "./model/errors";

/** What stack config or an explicit `Provider` says, before the AWS environment is asked. */
export interface ProviderConfig {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly maxAttempts?: number;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly token?: string;
  readonly assumeRoleArn?: string;
  /** Tags of every pool, beneath its own. */
  readonly defaultTags?: Readonly<Record<string, string>>;
}

/** The names of the settings, as they stand after `cognito-identity:` in stack config. */
export const configKeys = [
  "region",
  "profile",
  "endpoint",
  "maxAttempts",
  "accessKey",
  "secretKey",
  "token",
  "assumeRoleArn",
  "defaultTags",
] as const satisfies readonly (keyof ProviderConfig)[];

export const secretConfigKeys: ReadonlySet<string> = new Set(["accessKey", "secretKey", "token"]);

type Read = (key: string) => string | undefined;

/** Reads settings by full key: `cognito-identity:KEY` first, then the one of the same meaning in `aws:`. */
export function readConfig(read: Read): ProviderConfig {
  const first = (key: string, awsKey = key) => read(`cognito-identity:${key}`) || read(`aws:${awsKey}`) || undefined;
  const own = (key: string) => read(`cognito-identity:${key}`) || undefined;
  const maxAttempts = own("maxAttempts");
  return {
    region: first("region"),
    profile: first("profile"),
    endpoint: own("endpoint") ?? awsEndpoint(read("aws:endpoints")),
    maxAttempts: maxAttempts === undefined ? undefined : parseAttempts("maxAttempts", maxAttempts),
    accessKey: first("accessKey"),
    secretKey: first("secretKey"),
    token: first("token"),
    assumeRoleArn: own("assumeRoleArn") ?? awsRole(read("aws:assumeRoles") ?? read("aws:assumeRole")),
    defaultTags: parseTags(own("defaultTags")) ?? parseTags(read("aws:defaultTags")),
  };
}

function invalid(key: string, text: string): CognitoIdentityError {
  return new CognitoIdentityError({ code: "ConfigurationError", message: `Config cognito-identity:${key} ${text}.` });
}

function parseAttempts(key: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw invalid(key, `must be a whole number of at least 1, not ${text}`);
  return value;
}

function parseJson(text: string | undefined): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A map of tags, or pulumi-aws's `{"tags": {…}}`. */
function parseTags(text: string | undefined): Record<string, string> | undefined {
  if (!text) return undefined;
  const parsed = parseJson(text) as { tags?: unknown } | undefined;
  const tags = typeof parsed?.tags === "object" ? parsed.tags : parsed;
  if (typeof tags !== "object" || tags === null || Object.values(tags).some((value) => typeof value !== "string")) {
    throw invalid("defaultTags", 'must be an object of strings, for example {"team": "web"}');
  }
  return tags as Record<string, string>;
}

function awsRole(text: string | undefined): string | undefined {
  const parsed = parseJson(text) as { roleArn?: string } | { roleArn?: string }[] | undefined;
  return (Array.isArray(parsed) ? parsed[0] : parsed)?.roleArn;
}

function awsEndpoint(text: string | undefined): string | undefined {
  const parsed = parseJson(text);
  const entries = (Array.isArray(parsed) ? parsed : parsed ? [parsed] : []) as Record<string, string | undefined>[];
  return entries.map((entry) => entry.cognitoidentity).find((url) => url);
}

/** Makes the path of a `local:PATH` endpoint absolute: it is relative to the Pulumi project. */
export function resolveEndpoint(endpoint: string | undefined, directory = process.cwd()): string | undefined {
  if (!endpoint?.startsWith("local:")) return endpoint;
  const path = endpoint.slice("local:".length);
  return path === "" || path === ":memory:" || isAbsolute(path)
    ? endpoint
    : `local:${resolve(projectDirectory(directory), path)}`;
}

/** The nearest folder with a Pulumi.yaml, from the one in which Pulumi runs the program upwards. */
function projectDirectory(directory: string): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(folder, name)))) return folder;
    if (folder === dirname(folder)) return directory;
  }
}
