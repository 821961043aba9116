import { checkRoles } from "../client/settings/roles";
import { CognitoIdentityError } from "../model/errors";
import { isLocal } from "../model/local";
import { namespaceOf } from "./config-texts";
import { endpointProblem } from "./endpoint";
import type { Config, SettingName } from "./settings";

/** What can't be right of settings whose types are right, in sentences. */
export const contradictions = (config: Config): string[] => checks.flatMap((check) => check(config) ?? []);

type Check = (config: Config) => string | undefined;

const isSet = ({ values }: Config, name: SettingName) => values[name] !== undefined;

/** A setting that makes sense only together with another one. */
const needs =
  (name: SettingName, other: SettingName): Check =>
  (config) =>
    isSet(config, name) && !isSet(config, other)
      ? `Config ${config.keyOf(name)} is set without ${namespaceOf(config.keyOf(name))}:${other}: set both, or neither.`
      : undefined;

/** Settings of which one excludes the other. */
const excludes =
  (name: SettingName, other: SettingName, why: string): Check =>
  (config) =>
    isSet(config, name) && isSet(config, other)
      ? `Config ${config.keyOf(name)} and ${config.keyOf(other)} can't be set both: ${why}.`
      : undefined;

const checkEndpoint =
  (name: "endpoint" | "stsEndpoint"): Check =>
  ({ values, keyOf }) => {
    const endpoint = values[name];
    const problem = endpoint === undefined ? undefined : endpointProblem(endpoint);
    if (!problem) return undefined;
    const { reason, meant } = problem;
    const remedy = meant === undefined ? "." : `; did you mean ${meant}? ${remedyFor(keyOf(name), name, meant)}`;
    return `Config ${keyOf(name)} ${reason}${remedy}`;
  };

/** A value inside of what the AWS provider has as one key is set by the own key. */
const remedyFor = (key: string, name: SettingName, value: string) =>
  `pulumi config set ${key === "aws:endpoints" ? `cognito-identity:${name}` : key} ${value}`;

const refusesVariant =
  (name: "useFipsEndpoint" | "useDualstackEndpoint"): Check =>
  ({ values, keyOf }) =>
    values[name] && values.endpoint !== undefined && !isLocal(values.endpoint)
      ? `Config ${keyOf(name)} can't be obeyed with ${keyOf("endpoint")}, which says where the service is: pulumi config set cognito-identity:${name} false`
      : undefined;

/** What the client finds wrong with roles, by the key that they were set by. */
const checkRolesOf =
  (name: "assumeRoles" | "assumeRoleWithWebIdentity"): Check =>
  ({ values, keyOf }) => {
    try {
      checkRoles({ [name]: values[name] });
      return undefined;
    } catch (error) {
      if (!(error instanceof CognitoIdentityError)) throw error;
      return `Config ${error.message.replace(name, keyOf(name))}`;
    }
  };

const checks: readonly Check[] = [
  needs("accessKey", "secretKey"),
  needs("secretKey", "accessKey"),
  needs("token", "accessKey"),
  excludes("assumeRoleArn", "assumeRoles", "the first is short for one role of the second"),
  checkRolesOf("assumeRoles"),
  checkRolesOf("assumeRoleWithWebIdentity"),
  checkEndpoint("endpoint"),
  checkEndpoint("stsEndpoint"),
  refusesVariant("useFipsEndpoint"),
  refusesVariant("useDualstackEndpoint"),
  ...(["allowedAccountIds", "forbiddenAccountIds"] as const).map(
    (name): Check =>
      ({ values, keyOf }) =>
        values.skipRequestingAccountId && values[name] !== undefined
          ? `Config ${keyOf(name)} can't be obeyed with ${keyOf("skipRequestingAccountId")}, by which the account is not asked for.`
          : undefined,
  ),
];
