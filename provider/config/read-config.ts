import { CognitoIdentityError } from "../model/errors";
import { isLocal } from "../model/local";
import { didYouMean, nearest } from "../model/nearest";
import { obeyedKeys, refusedKeys, tagsForm } from "./aws-keys";
import { type ConfigTexts, knownAwsKeys, nameOf, namespaceOf } from "./config-texts";
import { contradictions } from "./contradictions";
import { type Form, parseSetting } from "./parse-setting";
import {
  type Config,
  configKey,
  credentialSettings,
  ownNamespace,
  type ProviderConfig,
  roleSettings,
  type SettingName,
  settingNames,
  settings,
} from "./settings";

/** Settings that are one answer: where one of them is set, the AWS provider's keys of all of them have no say. */
const together = [credentialSettings, roleSettings];

/**
 * Reads settings: `cognito-identity:KEY` first, then the keys of the same meaning in `aws:`. Throws a ConfigurationError
 * that says all that is wrong.
 */
export function readConfig(texts: ConfigTexts): Config {
  const reader = new Reader(texts);
  reader.readOwnKeys();
  reader.readAwsKeys();
  reader.refuseKeys();
  reader.findUnknownKeys();
  const { problems, values, keys, warnings } = reader;
  const config: Config = { values, warnings, keyOf: (name) => keys.get(name) ?? configKey(name) };
  const wrong = new Set(problems.length > 0 ? problems : contradictions(config));
  if (wrong.size > 0) throw new CognitoIdentityError({ code: "ConfigurationError", message: joined([...wrong]) });
  return config;
}

/** An error is one line. */
const joined = ([first = "", ...others]: readonly string[]): string =>
  others.length === 0 ? first : [first, ...others].map((sentence) => sentence.replace(/\.$/, "")).join("; ");

class Reader {
  readonly problems: string[] = [];
  readonly warnings: string[] = [];
  readonly keys = new Map<SettingName, string>();
  readonly #values: Partial<Record<SettingName, unknown>> = {};

  constructor(private readonly texts: ConfigTexts) {}

  /** Every value has the type of its shape. */
  get values(): ProviderConfig {
    return this.#values as ProviderConfig;
  }

  readOwnKeys(): void {
    for (const name of settingNames) {
      const form = name === "defaultTags" ? tagsForm : { shape: settings[name].shape };
      this.#read(configKey(name), name, form);
    }
  }

  readAwsKeys(): void {
    const answered = new Set(this.keys.keys());
    for (const names of together)
      if (names.some((name) => answered.has(name))) for (const name of names) answered.add(name);
    for (const { key, sets, ...form } of obeyedKeys) {
      if (answered.has(sets) || this.texts[key] === undefined) continue;
      const other = this.keys.get(sets);
      if (other !== undefined) this.problems.push(`Config ${other} and ${key} say the same: pulumi config rm ${key}`);
      else this.#read(key, sets, form);
    }
  }

  /** With the local service in the process nothing is asked of AWS. */
  refuseKeys(): void {
    if (isLocal(this.values.endpoint ?? "")) return;
    for (const { key, refuse, isHarmless, ...form } of refusedKeys) {
      const value = this.#parse(key, form);
      const reason = value === undefined ? undefined : refuse(value as never, this.values);
      if (reason) (isHarmless ? this.warnings : this.problems).push(`Config ${key} ${reason}.`);
    }
  }

  findUnknownKeys(): void {
    const awsKeys = knownAwsKeys();
    for (const key of Object.keys(this.texts)) {
      const [namespace, name] = [namespaceOf(key), nameOf(key)];
      if (namespace === "aws") {
        if (awsKeys.has(key)) continue;
        const meant = nearest(key, awsKeys);
        this.warnings.push(
          `Config ${key} is not known here, and not obeyed${meant ? `; did you mean ${meant}?` : "."}`,
        );
      } else if (namespace !== ownNamespace || !(settingNames as string[]).includes(name)) {
        const right = didYouMean(name, settingNames).replace(/(?<=^did you mean )/, `${ownNamespace}:`);
        const meant = namespace === ownNamespace ? right : `did you mean ${ownNamespace}:${name}?`;
        this.problems.push(`There is no setting ${key}; ${meant} To remove it: pulumi config rm ${key}`);
      }
    }
  }

  #read(key: string, name: SettingName, { to, ...form }: Form & { to?: (value: never) => unknown }): void {
    const parsed = this.#parse(key, form);
    const value = parsed !== undefined && to ? to(parsed as never) : parsed;
    if (value === undefined) return;
    this.#values[name] = value;
    this.keys.set(name, key);
  }

  #parse(key: string, form: Form): unknown {
    const text = this.texts[key];
    if (text === undefined) return undefined;
    const parsed = parseSetting(key, form, text);
    if (!parsed.problems) return parsed.value;
    this.problems.push(...parsed.problems);
    return undefined;
  }
}
