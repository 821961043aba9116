import { CognitoIdentityError } from "../model/errors";
import { type ConfigTexts, namespaceOf } from "./config-texts";
import { readConfig } from "./read-config";
import { configKey, ownNamespace, settingNames } from "./settings";

/**
 * Refuses config that the plugin can't obey, since the engine shows it the keys of `cognito-identity:` alone: keys of the
 * AWS provider that say what no own key says, and misspelt ones. Throws a ConfigurationError.
 */
export function refuseUnseen(texts: ConfigTexts): void {
  const config = readConfig(texts);
  const unseen = settingNames.filter(
    (name) => config.values[name] !== undefined && namespaceOf(config.keyOf(name)) !== ownNamespace,
  );
  if (unseen.length === 0) return;
  const remedies = unseen.map((name) => `${configKey(name)} in the place of ${config.keyOf(name)}`);
  throw new CognitoIdentityError({
    code: "ConfigurationError",
    message:
      `The plugin can't see keys of aws:, and would not obey them. Set ${remedies.join(", ")}; ` +
      "or pass an explicit Provider of pulumi-cognito-identity/plugin, whose settings then count alone",
  });
}
