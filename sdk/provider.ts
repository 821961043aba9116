import * as pulumi from "@pulumi/pulumi";
import { configKeys, type ProviderConfig, readConfig, secretConfigKeys } from "../provider/config";

export interface ProviderArgs {
  /** The AWS region, for example `eu-central-1`. */
  region?: pulumi.Input<string>;
  /** A profile of the shared AWS config files. */
  profile?: pulumi.Input<string>;
  /** An http(s) URL, or `local:PATH` for the local service on a SQLite file, relative to the Pulumi project. */
  endpoint?: pulumi.Input<string>;
  /** How often a request is sent at most; 3 when unset. */
  maxAttempts?: pulumi.Input<number>;
  /** An AWS access key id; needs `secretKey`. Kept secret. */
  accessKey?: pulumi.Input<string>;
  /** The secret access key of `accessKey`. Kept secret. */
  secretKey?: pulumi.Input<string>;
  /** A session token for temporary credentials. Kept secret. */
  token?: pulumi.Input<string>;
  /** The ARN of a role that is assumed with the credentials found otherwise. */
  assumeRoleArn?: pulumi.Input<string>;
  /** Tags of every pool, beneath the pool's own. */
  defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * Where and as whom resources and functions work, in the place of the stack's config: pass it as `{ provider }`.
 * A changed region replaces the resources that it holds.
 * @example
 * const ireland = new Provider("ireland", { region: "eu-west-1" });
 * const pool = new IdentityPool("users", {}, { provider: ireland });
 */
export class Provider extends pulumi.ProviderResource {
  readonly #settings: pulumi.Output<ProviderConfig>;

  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const settings = configKeys.map((key) => [`cognito-identity:${key}`, asText(key, args[key])] as const);
    super("pulumi-nodejs", name, Object.fromEntries(settings), opts);
    this.#settings = pulumi
      .all(Object.fromEntries(settings))
      .apply((values) => readConfig((key) => values[key as keyof typeof values]));
  }

  /**
   * The settings of a provider.
   * @internal
   */
  static settingsOf(provider: Provider): pulumi.Output<ProviderConfig> {
    return provider.#settings;
  }

  /** Whether a value is a provider of this package. */
  static override isInstance(value: unknown): value is Provider {
    return typeof value === "object" && value !== null && #settings in value;
  }
}

/** Settings of a provider are text to the engine. */
function asText(key: string, value: unknown): pulumi.Input<string> | undefined {
  if (value === undefined) return undefined;
  const text = pulumi
    .output(value)
    .apply((known) => (typeof known === "object" ? JSON.stringify(known) : String(known)));
  return secretConfigKeys.has(key) ? pulumi.secret(text) : text;
}
