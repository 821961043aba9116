import { type ConfigTexts, configKey, type SettingName, settingNames } from "../config";
import { createContext } from "../context";
import { CognitoIdentityError } from "../model/errors";
import { didYouMean } from "../model/nearest";
import type { Values } from "../properties";
import { isKnown } from "../unknown";

/** What the engine adds to the settings of a provider. */
const engineKeys = new Set(["version", "pluginDownloadURL", "pluginChecksums", "parameterization"]);

const isSetting = (name: string): name is SettingName => settingNames.some((known) => known === name);

/**
 * The settings of a provider as the texts of stack config; what is not known yet counts as unset. A provider of dynamic
 * resources has them by the keys of stack config.
 */
export const configTexts = (config: Values): ConfigTexts =>
  Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) => {
      const name = key.replace(/^cognito-identity:/, "");
      return isSetting(name) && value !== null && isKnown(value)
        ? [[configKey(name), typeof value === "string" ? value : JSON.stringify(value)]]
        : [];
    }),
  );

/** What is wrong with the settings of a provider, one sentence each. */
export function checkConfig(config: Values): string[] {
  const unknownNames = Object.keys(config).filter(
    (name) => !isSetting(name) && !engineKeys.has(name) && !name.startsWith("__"),
  );
  return [
    ...unknownNames.map((name) => `${name} is no setting of this provider: ${didYouMean(name, settingNames)}`),
    ...findInvalid(config),
  ];
}

function findInvalid(config: Values): string[] {
  // Half of a pair of keys that is not known yet is no mistake.
  if (!Object.values(config).every(isKnown)) return [];
  try {
    createContext(configTexts(config), { log: () => {} }).defaultTags();
    return [];
  } catch (error) {
    if (error instanceof CognitoIdentityError) return [error.message];
    throw error;
  }
}
