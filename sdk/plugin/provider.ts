import * as pulumi from "@pulumi/pulumi";
import { settingNames } from "../../provider/config";
import { packageInfo } from "../../provider/package-info";
import type { ProviderArgs } from "../provider-args";
import { settingText } from "../setting-text";

/**
 * Where and as whom resources and functions work, in the place of the stack's config: pass it as `{ provider }`.
 * A changed region replaces the resources that it moves.
 * @example
 * const ireland = new Provider("ireland", { region: "eu-west-1" });
 * const pool = new IdentityPool("users", {}, { provider: ireland });
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts: pulumi.ResourceOptions = {}) {
    const texts = Object.fromEntries(settingNames.map((key) => [key, settingText(key, args[key])]));
    const own = {
      aliases: [{ type: "pulumi:providers:pulumi-nodejs" }],
      version: opts.version ?? packageInfo().version,
    };
    super("cognito-identity", name, texts, pulumi.mergeOptions(opts, own));
  }

  /** Whether a value is a provider of this package's plugin. */
  static override isInstance(value: unknown): value is Provider {
    return value instanceof Provider;
  }
}
