import * as pulumi from "@pulumi/pulumi";
import { type ConfigTexts, refuseUnseen } from "../../provider/config";
import { packageInfo } from "../../provider/package-info";
import { checkConstruction } from "../check-construction";
import type { ProviderArgs } from "../provider-args";
import { type ProviderKind, packageOf } from "../provider-of";
import { configOf, settingTexts } from "../setting-text";
import { shownPlainly } from "../shown-plainly";

/** Known to every copy of this package in a program. */
const settings = Symbol.for("pulumi-cognito-identity/plugin-settings");

/**
 * Where and as whom resources and functions work, in the place of the stack's config: pass it as `{ provider }`.
 * A changed region replaces the resources that it moves.
 * @example
 * const ireland = new Provider("ireland", { region: "eu-west-1" });
 * const pool = new IdentityPool("users", {}, { provider: ireland });
 */
export class Provider extends pulumi.ProviderResource {
  /** @internal */
  readonly [settings]: pulumi.Output<ConfigTexts>;

  constructor(name: string, args: ProviderArgs = {}, opts: pulumi.ResourceOptions = {}) {
    checkConstruction("Provider", { name, args, opts });
    const texts = settingTexts(name, args ?? {});
    const own = {
      aliases: [{ type: "pulumi:providers:pulumi-nodejs" }],
      version: opts.version ?? packageInfo().version,
    };
    super("cognito-identity", name, texts, pulumi.mergeOptions(opts, own));
    this[settings] = configOf(texts);
  }

  /** Whether a value is a provider of this package's plugin. */
  static override isInstance(value: unknown): value is Provider {
    return value instanceof Provider;
  }
}

/** The providers of the plugin, which SDKs of other packages may make, too. */
export const pluginProviders: ProviderKind = {
  package: "cognito-identity",
  entry: "pulumi-cognito-identity/plugin",
  settingsOf: (provider) => (settings in provider ? pulumi.unsecret((provider as Provider)[settings]) : {}),
  isOwn: (provider): provider is pulumi.ProviderResource =>
    provider !== undefined && packageOf(provider) === "cognito-identity",
  checkStackConfig(texts) {
    try {
      refuseUnseen(texts);
    } catch (error) {
      throw shownPlainly(error, "the stack's config");
    }
  },
};
