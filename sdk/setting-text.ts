import * as pulumi from "@pulumi/pulumi";
import { type Setting, type SettingName, settings } from "../provider/config";

/** A setting of a provider as the engine keeps it: all are text to it. */
export function settingText(name: SettingName, value: unknown): pulumi.Input<string> | undefined {
  if (value === undefined) return undefined;
  const text = pulumi
    .output(value)
    .apply((known) => (typeof known === "object" ? JSON.stringify(known) : String(known)));
  const { secret }: Setting = settings[name];
  return secret ? pulumi.secret(text) : text;
}
