import { CognitoIdentityError } from "../../model/errors";
import { isLocal, localPath } from "../../model/local";
import { checkRegion, type EndpointVariant, regionalEndpoint, regionalStsEndpoint } from "../../model/regions";
import type { ClientOptions, RetryDefaults } from "../options";
import type { RetrySettings } from "../retries";

/** What a client needs to know before its first request. */
export interface Settings {
  readonly region: string;
  readonly stsRegion: string;
  /** A URL without a slash at its end, or `local:PATH`. */
  readonly endpoint: string;
  /** A function where they depend on the shared config files, which it reads. */
  readonly retries: RetrySettings | (() => Promise<RetrySettings>);
}

/** Options first, then the AWS environment variables, then the shared config files, which are read only if needed. */
export async function loadSettings(options: ClientOptions): Promise<Settings> {
  const load = createLoad(options);
  // The local service is in every region, so any will do.
  const region = (await findRegion(options)) ?? (isLocal(String(options.endpoint)) ? "us-east-1" : undefined);
  if (!region) {
    const profile = options.profile ?? (process.env.AWS_PROFILE || "default");
    throw wrong(`No AWS region is set: give the option region, or set AWS_REGION, or one in the profile ${profile}.`);
  }
  checkRegion(region);
  if (options.stsRegion !== undefined) checkRegion(options.stsRegion);
  const [endpoint, retries] = await Promise.all([loadEndpoint(options, region, load), prepareRetries(options, load)]);
  return { region, stsRegion: options.stsRegion ?? region, endpoint, retries };
}

/** The region of the options, of the environment or of the profile. */
export const findRegion = async (options: ClientOptions): Promise<string | undefined> =>
  options.region ??
  createLoad(options)(["AWS_REGION", "AWS_DEFAULT_REGION"], (section) => section.region || undefined, "credentials");

/** The endpoint of the options, of the environment or of the profile, in the place of the region's. */
export const findCustomEndpoint = async (options: ClientOptions): Promise<string | undefined> =>
  options.endpoint ?? configuredEndpoint("cognito_identity", createLoad(options));

/** The profile's settings of retries are read when the first request fails: few do, and the files take time to read. */
async function prepareRetries(options: ClientOptions, load: Load): Promise<Settings["retries"]> {
  const { retryStrategy: strategy, retryDefaults } = options;
  if (strategy) return { mode: "standard", maxAttempts: 1, strategy };
  const attempts = options.maxAttempts ?? (process.env.AWS_MAX_ATTEMPTS || undefined);
  const mode = options.retryMode ?? (process.env.AWS_RETRY_MODE || undefined);
  const named = checkRetries(attempts, mode, retryDefaults);
  if (attempts !== undefined && mode !== undefined) return named;
  const complete = async () =>
    checkRetries(
      attempts ?? (await load([], (section) => section.max_attempts)),
      mode ?? (await load([], (section) => section.retry_mode)),
      retryDefaults,
    );
  // The adaptive mode counts from the first request on.
  return named.mode === "adaptive" ? complete() : complete;
}

function checkRetries(attempts: unknown, mode: string | undefined, defaults?: RetryDefaults): RetrySettings {
  const checked = checkMode(mode ?? defaults?.mode ?? "standard");
  if (attempts === undefined) return defaults?.mode === checked ? defaults : { mode: checked, maxAttempts: 3 };
  return { mode: checked, maxAttempts: checkAttempts(attempts) };
}

function checkMode(mode: string): RetrySettings["mode"] {
  // What other AWS tools call legacy differs only in details that this service does not have.
  if (mode === "standard" || mode === "legacy") return "standard";
  if (mode === "adaptive") return mode;
  throw wrong(`retryMode (AWS_RETRY_MODE) must be standard or adaptive, not ${shown(mode)}.`);
}

function checkAttempts(attempts: unknown): number {
  const maxAttempts = Number(attempts);
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1) {
    throw wrong(`maxAttempts (AWS_MAX_ATTEMPTS) must be a whole number of at least 1, not ${shown(attempts)}.`);
  }
  return maxAttempts;
}

async function loadEndpoint(options: ClientOptions, region: string, load: Load): Promise<string> {
  const custom = await findCustomEndpoint(options);
  if (custom !== undefined) return checkEndpoint(custom, options);
  return regionalEndpoint(region, await loadVariant(options, load));
}

/** Where the account of the credentials is asked for. */
export interface StsEndpoint {
  /** A URL without a slash at its end. */
  readonly url: string;
  /** Whether STS may be missing there: Amazon Cognito has a custom endpoint, which is none of AWS. */
  readonly mayBeMissing: boolean;
}

/** STS's own setting first, then the custom endpoint of Amazon Cognito, whose keys must not go to AWS; then the region's. */
export async function loadStsEndpoint(options: ClientOptions, region: string): Promise<StsEndpoint> {
  const load = createLoad(options);
  const custom = await findCustomEndpoint(options);
  const url = options.stsEndpoint ?? (await configuredEndpoint("sts", load)) ?? custom;
  return {
    url:
      url === undefined ? regionalStsEndpoint(region, await loadVariant(options, load)) : checkEndpoint(url, options),
    mayBeMissing: custom !== undefined,
  };
}

/** STS where roles are assumed: its own setting, else the region's. */
export async function loadRoleStsEndpoint(options: ClientOptions, region: string): Promise<string> {
  const load = createLoad(options);
  const configured = options.stsEndpoint ?? (await configuredEndpoint("sts", load));
  return configured === undefined
    ? regionalStsEndpoint(region, await loadVariant(options, load))
    : checkEndpoint(configured, options);
}

/** A service's endpoint by environment variables and profile; undefined where none is set. */
async function configuredEndpoint(service: "cognito_identity" | "sts", load: Load): Promise<string | undefined> {
  const ignored = await load(
    ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"],
    (section) => section.ignore_configured_endpoint_urls,
  );
  if (ignored?.toLowerCase() === "true") return undefined;
  const configured = await load(
    [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, "AWS_ENDPOINT_URL"],
    (section, files) =>
      (section.services && files[`services.${section.services}`]?.[`${service}.endpoint_url`]) || section.endpoint_url,
  );
  return configured || undefined;
}

async function loadVariant(options: ClientOptions, load: Load): Promise<EndpointVariant> {
  const flag = async (option: boolean | undefined, name: string) => {
    const text = String(option ?? (await load([`AWS_${name.toUpperCase()}`], (section) => section[name])) ?? false);
    if (!/^(true|false)$/i.test(text)) {
      throw wrong(`${name} (AWS_${name.toUpperCase()}) must be true or false, not ${JSON.stringify(text)}.`);
    }
    return text.toLowerCase() === "true";
  };
  return {
    useFipsEndpoint: await flag(options.useFipsEndpoint, "use_fips_endpoint"),
    useDualstackEndpoint: await flag(options.useDualstackEndpoint, "use_dualstack_endpoint"),
  };
}

function checkEndpoint(endpoint: string, options: ClientOptions): string {
  const isWanted = (option: boolean | undefined, variable: string) =>
    option ?? process.env[variable]?.toLowerCase() === "true";
  const { useFipsEndpoint, useDualstackEndpoint } = options;
  if (
    !isLocal(String(endpoint)) &&
    (isWanted(useFipsEndpoint, "AWS_USE_FIPS_ENDPOINT") || isWanted(useDualstackEndpoint, "AWS_USE_DUALSTACK_ENDPOINT"))
  ) {
    throw wrong(
      "A custom endpoint can't be combined with a FIPS or dual-stack endpoint, which an option or variable asks for.",
    );
  }
  if (typeof endpoint !== "string") throw wrong(`The endpoint must be a string, not ${shown(endpoint)}.`);
  if (isLocal(endpoint) && localPath(endpoint) !== "") return endpoint;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw wrong(`The endpoint must be an http or https URL, or local:PATH, not ${JSON.stringify(endpoint)}.`);
  }
  const { username, password, search, hash } = new URL(endpoint);
  if (username || password || search || hash) {
    throw wrong("The endpoint must be a URL without a user, a password, a query and a fragment.");
  }
  return endpoint.replace(/\/+$/, "");
}

/** Whether the credentials are those of a role that STS gives. */
export const assumesRole = ({ assumeRoleArn, assumeRoles, assumeRoleWithWebIdentity }: ClientOptions): boolean =>
  Boolean(assumeRoleArn || (assumeRoles && assumeRoles.length !== 0) || assumeRoleWithWebIdentity);

/** Timers count 32 bits of milliseconds: what is longer is no limit. */
const longestTimer = 2 ** 31 - 1;

/** A time limit as timers take it, 0 for no limit. */
export function checkTimeout(name: string, milliseconds: number): number {
  if (typeof milliseconds === "number" && milliseconds >= 0) return milliseconds > longestTimer ? 0 : milliseconds;
  throw wrong(`${name} must be a number of milliseconds, or 0 for no limit, not ${shown(milliseconds)}.`);
}

export const shown = (value: unknown) => (typeof value === "string" ? JSON.stringify(value) : String(value));

export const wrong = (message: string) => new CognitoIdentityError({ code: "ConfigurationError", message });

type Section = Record<string, string | undefined>;
type FileSelector = (section: Section, files: Record<string, Section | undefined>) => string | undefined;
/** Which of the two shared files has precedence. */
type PreferredFile = "config" | "credentials";
export type Load = (
  variables: readonly string[],
  file: FileSelector,
  preferredFile?: PreferredFile,
) => Promise<string | undefined>;

/** The first variable that is not empty; else smithy's loader of the shared files. */
export function createLoad(options: ClientOptions): Load {
  return async (variables, file, preferredFile = "config") => {
    for (const name of variables) {
      const value = process.env[name];
      if (value) return value;
    }
    const { loadConfig } = require("@smithy/core/config") as typeof import("@smithy/core/config");
    const none = () => undefined;
    const sources = { environmentVariableSelector: none, configFileSelector: file as never, default: none as never };
    const { loadSharedFiles } = require("./shared-files") as typeof import("./shared-files");
    const files = await loadSharedFiles(options);
    return loadConfig<string | undefined>(sources, { profile: options.profile, preferredFile, ...files })();
  };
}
