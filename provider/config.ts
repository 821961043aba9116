import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { CognitoIdentityError } from "./model/errors";
import { localPath } from "./model/local";
import { integer, map, type Shape, string, type ValueOf } from "./model/shapes";

/** One setting of stack config and of an explicit `Provider`. */
export interface Setting<S extends Shape = Shape> {
  readonly shape: S;
  readonly secret?: true;
  /** The keys of the AWS provider that count where the own one is unset. */
  readonly aws?: readonly string[];
  /** Takes the setting's own text out of that of such a key; by default they are the same. */
  readonly fromAws?: (text: string) => string | undefined;
}

type SettingFlags = Omit<Setting, "shape">;

const setting = <const S extends Shape>(shape: S, flags: SettingFlags = {}): Setting<S> => ({ shape, ...flags });

/** All settings, by the names that stand after `cognito-identity:` in stack config. */
export const settings = {
  /** The AWS region, for example `eu-central-1`. */
  region: setting(string(), { aws: ["aws:region"] }),
  /** A profile of the shared AWS config files. */
  profile: setting(string(), { aws: ["aws:profile"] }),
  /** An http(s) URL, or `local:PATH` for the local service on a SQLite file, relative to the Pulumi project. */
  endpoint: setting(string(), { aws: ["aws:endpoints"], fromAws: endpointOf }),
  /** How often a request is sent at most; 3 when unset. */
  maxAttempts: setting(integer({ min: 1 })),
  /** An AWS access key id; needs `secretKey`. Kept secret. */
  accessKey: setting(string(), { secret: true, aws: ["aws:accessKey"] }),
  /** The secret access key of `accessKey`. Kept secret. */
  secretKey: setting(string(), { secret: true, aws: ["aws:secretKey"] }),
  /** A session token for temporary credentials. Kept secret. */
  token: setting(string(), { secret: true, aws: ["aws:token"] }),
  /** The ARN of a role that is assumed with the credentials found otherwise. */
  assumeRoleArn: setting(string(), { aws: ["aws:assumeRoles", "aws:assumeRole"], fromAws: roleOf }),
  /** Tags of every pool, beneath the pool's own. */
  defaultTags: setting(map(string(), string()), { aws: ["aws:defaultTags"] }),
} as const;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as SettingName[];

/** The key of a setting in stack config. */
export const configKey = (name: SettingName): `cognito-identity:${SettingName}` => `cognito-identity:${name}`;

/** What stack config or an explicit `Provider` says, before the AWS environment is asked. */
export type ProviderConfig = { readonly [N in SettingName]?: ValueOf<(typeof settings)[N]["shape"]> | undefined };

/** The texts of all keys that are set and that count, `cognito-identity:` ones and those of the AWS provider. */
export type ConfigTexts = Readonly<Record<string, string>>;

/** Every key that counts, by its full name. */
export const configKeys: readonly string[] = settingNames.flatMap((name) => {
  const { aws = [] }: Setting = settings[name];
  return [configKey(name), ...aws];
});

/** Picks what counts out of the config of a stack or a provider. */
export const pickConfig = (read: (key: string) => string | undefined): ConfigTexts =>
  Object.fromEntries(configKeys.flatMap((key) => [[key, read(key) ?? ""]]).filter(([, text]) => text !== ""));

/** Reads settings: `cognito-identity:KEY` first, then the keys of the same meaning in `aws:`. */
export function readConfig(texts: ConfigTexts): ProviderConfig {
  return Object.fromEntries(settingNames.map((name) => [name, readSetting(name, settings[name], texts)]));
}

function readSetting(name: SettingName, { shape, aws = [], fromAws }: Setting, texts: ConfigTexts): unknown {
  const own = texts[configKey(name)];
  if (own) return parse(name, shape, own);
  for (const key of aws) {
    const text = texts[key];
    const value = text && fromAws ? fromAws(text) : text;
    if (value) return parse(name, shape, value);
  }
  return undefined;
}

function parse(name: SettingName, shape: Shape, text: string): unknown {
  switch (shape.type) {
    case "integer":
      return parseInteger(name, shape.min ?? 0, text);
    case "map":
      return parseTags(name, text);
    default:
      return text;
  }
}

function invalid(name: SettingName, text: string): CognitoIdentityError {
  return new CognitoIdentityError({ code: "ConfigurationError", message: `Config ${configKey(name)} ${text}.` });
}

function parseInteger(name: SettingName, least: number, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw invalid(name, `must be a whole number of at least ${least}, not ${text}`);
}

/** A map of tags, or pulumi-aws's `{"tags": {…}}`. */
function parseTags(name: SettingName, text: string): Record<string, string> {
  const parsed = parseJson(text) as { tags?: unknown } | undefined;
  const tags = typeof parsed?.tags === "object" ? parsed.tags : parsed;
  if (typeof tags !== "object" || tags === null || Object.values(tags).some((value) => typeof value !== "string")) {
    throw invalid(name, 'must be an object of strings, for example {"team": "web"}');
  }
  return tags as Record<string, string>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function roleOf(text: string): string | undefined {
  const parsed = parseJson(text) as { roleArn?: string } | { roleArn?: string }[] | undefined;
  return (Array.isArray(parsed) ? parsed[0] : parsed)?.roleArn;
}

function endpointOf(text: string): string | undefined {
  const parsed = parseJson(text);
  const entries = (Array.isArray(parsed) ? parsed : parsed ? [parsed] : []) as Record<string, string | undefined>[];
  return entries.map((entry) => entry.cognitoidentity).find((url) => url);
}

/** Makes the path of a `local:PATH` endpoint absolute: it is relative to the Pulumi project. */
export function resolveEndpoint(endpoint: string | undefined, directory = process.cwd()): string | undefined {
  const path = endpoint && localPath(endpoint);
  return path === undefined || path === "" || path === ":memory:" || isAbsolute(path)
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
