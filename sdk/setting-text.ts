import * as pulumi from "@pulumi/pulumi";
import {
  type ConfigTexts,
  configKey,
  pickConfig,
  type Setting,
  type SettingName,
  settingNames,
  settings,
} from "../provider/config";
import { didYouMean } from "../provider/model/nearest";
import type { ProviderArgs } from "./provider-args";

type SettingTexts = Record<SettingName, pulumi.Input<string> | undefined>;

/** The settings of a provider as the engine keeps them: all are text to it. */
export function settingTexts(provider: string, args: ProviderArgs): SettingTexts {
  for (const name of Object.keys(args)) {
    if (Object.hasOwn(settings, name)) continue;
    throw new pulumi.RunError(`The Provider ${provider} has no setting ${name}; ${didYouMean(name, settingNames)}`);
  }
  const texts = settingNames.map((name) => [name, settingText(name, args[name])] as const);
  return Object.fromEntries(texts) as SettingTexts;
}

/** The same by the keys of a stack's config. */
export const byConfigKey = (texts: SettingTexts): Record<string, pulumi.Input<string> | undefined> =>
  Object.fromEntries(settingNames.map((name) => [configKey(name), texts[name]]));

/** The same as the config of a stack would say it. */
export const configOf = (texts: SettingTexts): pulumi.Output<ConfigTexts> =>
  pulumi.all(byConfigKey(texts)).apply((known) => pickConfig(known));

function settingText(name: SettingName, value: unknown): pulumi.Input<string> | undefined {
  if (value === undefined) return undefined;
  const text = pulumi
    .output(value)
    // An empty text counts as unset.
    .apply((known) => (typeof known === "object" && known !== null ? JSON.stringify(known) : String(known ?? "")));
  const { secret }: Setting = settings[name];
  return secret ? pulumi.secret(text) : text;
}
