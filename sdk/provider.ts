import * as pulumi from "@pulumi/pulumi";
import type { ConfigTexts } from "../provider/config";
import { checkConstruction } from "./check-construction";
import type { ProviderArgs } from "./provider-args";
import type { ProviderKind } from "./provider-of";
import { byConfigKey, configOf, settingTexts } from "./setting-text";

/** Known to every copy of this package in a program. */
const settingsOf = Symbol.for("pulumi-cognito-identity/settings");

/**
 * Where and as whom resources and functions work, in the place of the stack's config: pass it as `{ provider }`.
 * A changed region replaces the resources that it holds.
 * @example
 * const ireland = new Provider("ireland", { region: "eu-west-1" });
 * const pool = new IdentityPool("users", {}, { provider: ireland });
 */
export class Provider extends pulumi.ProviderResource {
  /** @internal */
  readonly [settingsOf]: pulumi.Output<ConfigTexts>;

  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    checkConstruction("Provider", { name, args, opts });
    const texts = settingTexts(name, args ?? {});
    super("pulumi-nodejs", name, byConfigKey(texts), opts);
    this[settingsOf] = configOf(texts);
  }

  /**
   * The settings of a provider.
   * @internal
   */
  static settingsOf(provider: Provider): pulumi.Output<ConfigTexts> {
    return provider[settingsOf];
  }

  /** Whether a value is a provider of this package. */
  static override isInstance(value: unknown): value is Provider {
    return typeof value === "object" && value !== null && settingsOf in value;
  }
}

/** The providers of dynamic resources, who all share a package. */
export const dynamicProviders: ProviderKind<Provider> = {
  package: "pulumi-nodejs",
  entry: "pulumi-cognito-identity",
  isOwn: Provider.isInstance,
  // What is worked with secret settings is not secret itself.
  settingsOf: (provider) => pulumi.unsecret(Provider.settingsOf(provider)),
};
