/** Stack config and the arguments of an explicit `Provider`: what is set, what is obeyed, and what is wrong. */
export { clientOptions } from "./client-options";
export { type ConfigTexts, knownKeys, pickConfig } from "./config-texts";
export { Guards } from "./guards";
export { readConfig } from "./read-config";
export { refuseUnseen } from "./refuse-unseen";
export { regionMistake } from "./region";
export {
  type Config,
  configKey,
  credentialSettings,
  type ProviderConfig,
  roleSettings,
  type Setting,
  type SettingName,
  settingNames,
  settings,
} from "./settings";
