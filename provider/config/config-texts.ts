import { nearest } from "../model/nearest";
import { ignoredKeys, obeyedKeys, refusedKeys } from "./aws-keys";
import { isMisspelt } from "./misspelling";
import { configKey, ownNamespace, settingNames } from "./settings";

/** The texts of all keys that are set and that may count: those of this package and of the AWS provider. */
export type ConfigTexts = Readonly<Record<string, string>>;

/**
 * Picks what may count out of the config of a stack or a provider, misspelt keys too, so that reading it can refuse them.
 * `project` is the name of the Pulumi project, whose own keys are not meant.
 */
export function pickConfig(config: Readonly<Record<string, unknown>>, project?: string): ConfigTexts {
  const entries = Object.entries(config).filter(([key, value]) => mayCount(key, project) && isSet(value));
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

function mayCount(key: string, project: string | undefined): boolean {
  const namespace = namespaceOf(key);
  if (namespace === "aws") return true;
  if (namespace !== ownNamespace) return namespace !== project && isMisspelt(namespace, ownNamespace);
  // In a project of this very name, what resembles no setting is the project's own.
  return namespace !== project || nearest(nameOf(key), settingNames) !== undefined;
}

const isSet = (value: unknown) => value !== undefined && value !== null && value !== "";

/** The keys of the AWS provider that are known here. */
export const knownAwsKeys = (): ReadonlySet<string> =>
  new Set([...[...obeyedKeys, ...refusedKeys].map(({ key }) => key), ...ignoredKeys]);

/** Every key that is known here. */
export const knownKeys = (): string[] => [...settingNames.map(configKey), ...knownAwsKeys()];

export const namespaceOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf(":")));

export const nameOf = (key: string): string => key.slice(key.indexOf(":") + 1);
