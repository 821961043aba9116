import { isMappingKey } from "../../provider/model/access/login-providers";
import { maxMappingRules } from "../../provider/model/quotas";
import { invalidParameter, roleForbidden } from "../service-error";
import type { Pool, PoolRoles } from "../store";
import { type Handler, requirePool } from "./context";

const roleArn = /^arn:[\w-]+:iam::\d{12}:role\/.+$/;

/**
 * Replaces the roles and role mappings; empty ones are removed.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
 */
export const setIdentityPoolRoles: Handler<"SetIdentityPoolRoles"> = async (input, context) => {
  const { Roles, RoleMappings = {} } = input;
  const { store, now } = context;
  await store.write(() => {
    const pool = requirePool(context, input.IdentityPoolId);
    for (const arn of Object.values(Roles)) checkRole(arn);
    for (const [key, mapping] of Object.entries(RoleMappings)) if (mapping) checkMapping(pool, key, mapping);
    const roles: PoolRoles = {
      ...(Object.keys(Roles).length > 0 && { Roles }),
      ...(Object.keys(RoleMappings).length > 0 && { RoleMappings }),
    };
    store.pools.setRoles(pool, roles, now);
  });
  return {};
};

function checkRole(arn: string | undefined): void {
  if (!roleArn.test(arn ?? "")) throw roleForbidden(arn ?? "");
}

type Mapping = NonNullable<NonNullable<PoolRoles["RoleMappings"]>[string]>;

/** AWS's wording of these errors is not public, except for the first. */
function checkMapping(pool: Pool, key: string, { Type, AmbiguousRoleResolution, RulesConfiguration }: Mapping): void {
  if (!isMappingKey(pool, key)) {
    throw invalidParameter(`(${key}) is not a valid RoleMapping ProviderName or is not a configured provider.`);
  }
  if (!AmbiguousRoleResolution) throw invalidParameter(`AmbiguousRoleResolution is required for type ${Type}.`);
  if (Type === "Token") {
    if (RulesConfiguration) throw invalidParameter("RulesConfiguration is not allowed for type Token.");
    return;
  }
  if (!RulesConfiguration) throw invalidParameter("RulesConfiguration is required for type Rules.");
  if (RulesConfiguration.Rules.length > maxMappingRules) {
    throw invalidParameter(`A role mapping can't have more than ${maxMappingRules} rules.`);
  }
  for (const { RoleARN } of RulesConfiguration.Rules) checkRole(RoleARN);
}
