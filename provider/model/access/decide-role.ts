import type { Output } from "../operations";
import { type Claims, claimText, claimTexts } from "./claims";
import { type PoolOfProviders, providerOf } from "./login-providers";

type PoolRoles = Pick<Output<"GetIdentityPoolRoles">, "Roles" | "RoleMappings">;
export type WireMapping = NonNullable<NonNullable<PoolRoles["RoleMappings"]>[string]>;
export type WireRule = NonNullable<WireMapping["RulesConfiguration"]>["Rules"][number];

/** A pool, as far as the roles of its identities go. */
export interface PoolOfRoles extends PoolOfProviders {
  readonly roles: PoolRoles;
}

/** A login, and what its token says. */
export interface ClaimedLogin {
  readonly provider: string;
  readonly claims: Claims;
}

/** Which role an identity gets, or why none, and the mapping that decided. */
export interface RoleDecision {
  /** The ARN of the role; undefined when there is none. */
  readonly role?: string | undefined;
  /** `unset`: the pool has no default role. `ambiguous`: the mapping denies. `forbidden`: another role was asked for. */
  readonly refusal?: "unset" | "ambiguous" | "forbidden";
  /** The mapping's key in RoleMappings. */
  readonly mapping?: string;
  /** The index of the rule that gave the role. */
  readonly rule?: number;
  /** Whether it is the pool's default role. */
  readonly isDefault?: boolean;
}

/**
 * Decides the role of an identity: by the role mapping of its login's provider, else the pool's default role.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function decideRole(
  pool: PoolOfRoles,
  kind: "authenticated" | "unauthenticated",
  logins: readonly ClaimedLogin[],
  custom?: string,
): RoleDecision {
  const defaultRole = pool.roles.Roles?.[kind];
  const byDefault: RoleDecision = defaultRole ? { role: defaultRole, isDefault: true } : { refusal: "unset" };
  for (const login of logins) {
    const mapping = mappingKeyOf(pool, login);
    if (mapping === undefined) continue;
    const settings = pool.roles.RoleMappings?.[mapping] as WireMapping;
    const mapped = mappedRole(settings, login.claims, custom);
    if (mapped.role !== undefined || mapped.refusal) return { mapping, ...mapped };
    return { mapping, ...(settings.AmbiguousRoleResolution === "AuthenticatedRole" ? byDefault : ambiguous) };
  }
  if (defaultRole && custom !== undefined && custom !== defaultRole) return { refusal: "forbidden" };
  return byDefault;
}

const ambiguous: RoleDecision = { refusal: "ambiguous" };

function mappingKeyOf(pool: PoolOfRoles, { provider, claims }: ClaimedLogin): string | undefined {
  const isUserPool = providerOf(pool, provider)?.kind === "userPool";
  const clients = claimTexts(claims, "aud").map((client) => `${provider}:${client}`);
  return Object.keys(pool.roles.RoleMappings ?? {}).find((key) =>
    isUserPool ? clients.includes(key) : providerOf(pool, key)?.name === provider,
  );
}

/** What a mapping says of claims; neither a role nor a refusal when it leaves the role open. */
function mappedRole({ Type, RulesConfiguration }: WireMapping, claims: Claims, custom?: string): RoleDecision {
  if (Type === "Token") {
    const allowed = claimTexts(claims, "cognito:roles");
    if (custom !== undefined && !allowed.includes(custom)) return ambiguous;
    const preferred = claimText(claims, "cognito:preferred_role");
    return { role: custom ?? preferred ?? (allowed.length === 1 ? allowed[0] : undefined) };
  }
  const rules = RulesConfiguration?.Rules ?? [];
  const rule = rules.findIndex((one) => (custom === undefined || one.RoleARN === custom) && matchesRule(one, claims));
  if (rule >= 0) return { role: rules[rule]?.RoleARN, rule };
  return custom === undefined ? {} : ambiguous;
}

/** A missing claim matches no rule, not even `NotEqual`; a list matches if one of its items does. */
export function matchesRule({ Claim, MatchType, Value }: WireRule, claims: Claims): boolean {
  const found = claimTexts(claims, Claim);
  switch (MatchType) {
    case "Equals":
      return found.includes(Value);
    case "Contains":
      return found.some((text) => text.includes(Value));
    case "StartsWith":
      return found.some((text) => text.startsWith(Value));
    case "NotEqual":
      return found.length > 0 && !found.includes(Value);
  }
}
