import { badRoleConfiguration, notAuthorized, roleForbidden } from "../service-error";
import type { Pool, PoolRoles } from "../store";
import { type Claims, claimText, claimTexts } from "./claims";
import { providerOf } from "./providers";
import type { VerifiedLogin } from "./verify-login";

type Mapping = NonNullable<NonNullable<PoolRoles["RoleMappings"]>[string]>;
type Rule = NonNullable<Mapping["RulesConfiguration"]>["Rules"][number];

const denied = () => notAuthorized("The ambiguous role mapping rules denied this request.");

/**
 * Returns the role of an identity: by the role mapping of its login's provider, else the pool's default role.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function chooseRole(
  pool: Pool,
  kind: "authenticated" | "unauthenticated",
  logins: readonly VerifiedLogin[],
  custom: string | undefined,
): string {
  const defaultRole = pool.roles.Roles?.[kind];
  for (const login of logins) {
    const mapping = mappingOf(pool, login);
    if (mapping) return mappedRole(mapping, login.claims, custom) ?? ambiguous(mapping, defaultRole);
  }
  if (!defaultRole) throw badRoleConfiguration();
  if (custom !== undefined && custom !== defaultRole) throw roleForbidden(custom);
  return defaultRole;
}

function mappingOf(pool: Pool, { provider, claims }: VerifiedLogin): Mapping | undefined {
  const isUserPool = providerOf(pool, provider)?.kind === "userPool";
  const clients = claimTexts(claims, "aud").map((client) => `${provider}:${client}`);
  const mapping = Object.entries(pool.roles.RoleMappings ?? {}).find(([key]) =>
    isUserPool ? clients.includes(key) : providerOf(pool, key)?.name === provider,
  );
  return mapping?.[1];
}

function ambiguous({ AmbiguousRoleResolution }: Mapping, defaultRole: string | undefined): string {
  if (AmbiguousRoleResolution !== "AuthenticatedRole") throw denied();
  if (!defaultRole) throw badRoleConfiguration();
  return defaultRole;
}

/** Returns undefined when the role is ambiguous. */
function mappedRole({ Type, RulesConfiguration }: Mapping, claims: Claims, custom?: string): string | undefined {
  if (Type === "Token") {
    const allowed = claimTexts(claims, "cognito:roles");
    if (custom !== undefined && !allowed.includes(custom)) throw denied();
    const preferred = claimText(claims, "cognito:preferred_role");
    return custom ?? preferred ?? (allowed.length === 1 ? allowed[0] : undefined);
  }
  const matching =
    RulesConfiguration?.Rules.filter((rule) => matches(rule, claims)).map(({ RoleARN }) => RoleARN) ?? [];
  if (custom !== undefined && !matching.includes(custom)) throw denied();
  return custom ?? matching[0];
}

/** A missing claim matches no rule, not even `NotEqual`; a list matches if one of its items does. */
function matches({ Claim, MatchType, Value }: Rule, claims: Claims): boolean {
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
