import { type ConfigTexts, configKey, credentialSettings, roleSettings, type SettingName } from "../config";
import { createContext } from "../context";

/** The settings that say as whom the service is called. */
const identitySettings: readonly SettingName[] = [
  ...credentialSettings,
  ...roleSettings,
  "sharedConfigFiles",
  "sharedCredentialsFiles",
];

/** How long is waited for the answer of STS, in milliseconds. */
const patience = 10_000;

/** A change of settings by which a provider works in another AWS account. */
export interface AccountChange {
  readonly from: string;
  readonly to: string;
  /** The changed settings that say as whom the service is called. */
  readonly settings: readonly SettingName[];
}

/**
 * Finds out whether changed settings lead to another account. It asks nothing while those stay that say as whom the service is
 * called; undefined, too, where one of the accounts can't be told, as with keys that are not valid any more.
 */
export async function findAccountChange(
  before: ConfigTexts,
  after: ConfigTexts,
  changed: readonly SettingName[],
): Promise<AccountChange | undefined> {
  const settings = changed.filter((name) => identitySettings.includes(name));
  const endpoint = configKey("endpoint");
  if (settings.length === 0 || before[endpoint] !== after[endpoint]) return undefined;
  const [from, to] = await Promise.all([accountOf(before), accountOf(after)]);
  return from && to && from !== to ? { from, to, settings } : undefined;
}

/** The account that settings lead to; undefined where it can't be told. */
async function accountOf(texts: ConfigTexts): Promise<string | undefined> {
  try {
    return await createContext(texts, { log: () => {} })
      .client()
      .accountId({ signal: AbortSignal.timeout(patience) });
  } catch {
    return undefined;
  }
}
