import { loadConfig } from "@smithy/core/config";
import { AdaptiveRetryStrategy, StandardRetryStrategy } from "@smithy/core/retry";
import type { RetryStrategyV2 } from "@smithy/types";
import type { ClientOptions } from "./client";
import { regionalEndpoint } from "./endpoint";
import { CognitoIdentityError } from "./errors";

/** What a client needs to know before its first request. */
export interface Settings {
  readonly region: string;
  /** A URL without a slash at its end, or `local:PATH`. */
  readonly endpoint: string;
  readonly retries: RetryStrategyV2;
}

/** Options first, then the AWS environment variables, then the shared config files. */
export async function loadSettings(options: ClientOptions): Promise<Settings> {
  const { profile } = options;
  const load = <T>(
    environment: (env: NodeJS.ProcessEnv) => T | undefined,
    file: (section: Section, files: Record<string, Section | undefined>) => T | undefined,
  ): Promise<T | undefined> =>
    loadConfig<T | undefined>(
      { environmentVariableSelector: environment, configFileSelector: file as never, default: undefined },
      { profile },
    )();

  const region =
    options.region ??
    (await load(
      (env) => env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined,
      (section) => section.region,
    ));
  if (!region) {
    throw new CognitoIdentityError({
      code: "ConfigurationError",
      message: "No AWS region is set: give the option region, or set AWS_REGION, or a region in the AWS profile.",
    });
  }
  const maxAttempts =
    options.maxAttempts ??
    Number(
      (await load(
        (env) => env.AWS_MAX_ATTEMPTS,
        (section) => section.max_attempts,
      )) ?? 3,
    );
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1) {
    throw new CognitoIdentityError({
      code: "ConfigurationError",
      message: `maxAttempts (AWS_MAX_ATTEMPTS) must be a whole number of at least 1, not ${maxAttempts}.`,
    });
  }
  const retryMode =
    options.retryMode ??
    (await load(
      (env) => env.AWS_RETRY_MODE,
      (section) => section.retry_mode,
    )) ??
    "standard";
  const retries =
    options.retryStrategy ??
    (retryMode === "adaptive"
      ? new AdaptiveRetryStrategy(async () => maxAttempts)
      : new StandardRetryStrategy(maxAttempts));
  return { region, retries, endpoint: await loadEndpoint(options, region, load) };
}

type Section = Record<string, string | undefined>;

type Load = <T>(
  environment: (env: NodeJS.ProcessEnv) => T | undefined,
  file: (section: Section, files: Record<string, Section | undefined>) => T | undefined,
) => Promise<T | undefined>;

async function loadEndpoint(options: ClientOptions, region: string, load: Load): Promise<string> {
  const ignored = await load(
    (env) => env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS,
    (section) => section.ignore_configured_endpoint_urls,
  );
  const custom =
    options.endpoint ??
    (ignored === "true"
      ? undefined
      : await load(
          (env) => env.AWS_ENDPOINT_URL_COGNITO_IDENTITY || env.AWS_ENDPOINT_URL || undefined,
          (section, files) =>
            (section.services && files[`services.${section.services}`]?.["cognito_identity.endpoint_url"]) ||
            section.endpoint_url,
        ));
  if (custom) return checkEndpoint(custom, options);
  const flag = (option: boolean | undefined, name: string) =>
    option ??
    load(
      (env) => env[`AWS_${name.toUpperCase()}`],
      (section) => section[name],
    ).then((value) => value === "true");
  return regionalEndpoint(region, {
    useFipsEndpoint: await flag(options.useFipsEndpoint, "use_fips_endpoint"),
    useDualstackEndpoint: await flag(options.useDualstackEndpoint, "use_dualstack_endpoint"),
  });
}

function checkEndpoint(endpoint: string, { useFipsEndpoint, useDualstackEndpoint }: ClientOptions): string {
  const wrong = (message: string) => new CognitoIdentityError({ code: "ConfigurationError", message });
  if (useFipsEndpoint || useDualstackEndpoint) {
    throw wrong("A custom endpoint can't be combined with a FIPS or dual-stack endpoint.");
  }
  if (endpoint.startsWith("local:") && endpoint.length > "local:".length) return endpoint;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw wrong(`The endpoint must be an http or https URL, or local:PATH, not ${JSON.stringify(endpoint)}.`);
  }
  return endpoint.replace(/\/+$/, "");
}
