import type { AssumeRole, AssumeRoleWithWebIdentity, ClientOptions } from "../options";
import { shown, wrong } from "./settings";

const defaultSessionName = "pulumi-cognito-identity";

/** The roles that the options ask for, in their order; throws a ConfigurationError where they make no sense. */
export function rolesOf({ assumeRoleArn, assumeRoles }: ClientOptions): readonly AssumeRole[] {
  if (assumeRoles !== undefined && !Array.isArray(assumeRoles)) throw wrong("assumeRoles must be a list of roles.");
  if (assumeRoleArn && assumeRoles?.length) throw wrong("Give assumeRoleArn or assumeRoles, not both.");
  const roles = assumeRoleArn ? [{ roleArn: assumeRoleArn }] : (assumeRoles ?? []);
  for (const [index, role] of roles.entries()) {
    checkRole(`assumeRoles[${index}]`, role);
    assumeRoleInput(`assumeRoles[${index}]`, role);
  }
  return roles;
}

/** Throws a ConfigurationError for roles that make no sense. */
export function checkRoles(options: ClientOptions): void {
  rolesOf(options);
  if (options.assumeRoleWithWebIdentity) checkWebIdentity(options.assumeRoleWithWebIdentity);
}

function checkWebIdentity(role: AssumeRoleWithWebIdentity): void {
  const option = "assumeRoleWithWebIdentity";
  checkRole(option, role);
  sessionInput(option, role);
  if (Boolean(role.webIdentityToken) === Boolean(role.webIdentityTokenFile)) {
    throw wrong(`${option} needs either webIdentityToken or webIdentityTokenFile.`);
  }
}

function checkRole(option: string, { roleArn }: AssumeRole | AssumeRoleWithWebIdentity): void {
  if (typeof roleArn === "string" && roleArn.startsWith("arn:")) return;
  throw wrong(`${option} needs roleArn, the ARN of a role, not ${shown(roleArn)}.`);
}

/** The input of STS AssumeRole. */
export const assumeRoleInput = (option: string, role: AssumeRole) => ({
  ...sessionInput(option, role),
  ExternalId: role.externalId,
  Tags: role.tags && Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
  TransitiveTagKeys: role.transitiveTagKeys && [...role.transitiveTagKeys],
  SourceIdentity: role.sourceIdentity,
});

/** The members that are those of AssumeRole and AssumeRoleWithWebIdentity. */
export const sessionInput = (option: string, role: AssumeRole | AssumeRoleWithWebIdentity) => ({
  RoleArn: role.roleArn,
  RoleSessionName: role.sessionName ?? defaultSessionName,
  DurationSeconds: role.duration === undefined ? undefined : secondsOf(`${option}.duration`, role.duration),
  Policy: role.policy,
  PolicyArns: role.policyArns?.map((arn) => ({ arn })),
});

const unitSeconds = { h: 3600, m: 60, s: 1 } as const;

/** Seconds, as a number or in Go's notation, for example `1h30m`. */
function secondsOf(option: string, duration: number | string): number {
  const text = String(duration);
  const parts = /^(\d+[hms])+$/.test(text) ? (text.match(/\d+[hms]/g) ?? []) : [];
  const seconds = parts.reduce(
    (sum, part) => sum + Number.parseInt(part, 10) * unitSeconds[part.slice(-1) as keyof typeof unitSeconds],
    parts.length > 0 ? 0 : Number(text || Number.NaN),
  );
  if (Number.isInteger(seconds) && seconds >= 900 && seconds <= 43_200) return seconds;
  throw wrong(`${option} must be 900 to 43,200 seconds, as a number or as in "1h30m", not ${shown(duration)}.`);
}
