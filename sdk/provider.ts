import * as pulumi from "@pulumi/pulumi";
import { type ConfigTexts, configKey, pickConfig, settingNames } from "../provider/config";
import type { ProviderArgs } from "./provider-args";
import { settingText } from "./setting-text";

/**
 * Where and as whom resources and functions work, in the place of the stack's config: pass it as `{ provider }`.
 * A changed region replaces the resources that it holds.
 * @example
 * const ireland = new Provider("ireland", { region: "eu-west-1" });
 * const pool = new IdentityPool("users", {}, { provider: ireland });
 */
export class Provider extends pulumi.ProviderResource {
  readonly #settings: pulumi.Output<ConfigTexts>;

  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const texts = Object.fromEntries(settingNames.map((key) => [configKey(key), settingText(key, args[key])]));
    super("pulumi-nodejs", name, texts, opts);
    this.#settings = pulumi.all(texts).apply((known) => pickConfig((key) => known[key]));
  }

  /**
   * The settings of a provider.
   * @internal
   */
  static settingsOf(provider: Provider): pulumi.Output<ConfigTexts> {
    return provider.#settings;
  }

  /** Whether a value is a provider of this package. */
  static override isInstance(value: unknown): value is Provider {
    return typeof value === "object" && value !== null && #settings in value;
  }
}
