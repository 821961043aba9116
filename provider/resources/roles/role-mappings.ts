import { defineType } from "../../define";
import type { Request } from "../../lifecycle";
import { explainArn } from "../../model/arns";
import { type Output, operations } from "../../model/operations";
import { formatPath } from "../../model/path";
import { maxMappingRules } from "../../model/quotas";
import { list, required, structure, type ValueOf } from "../../model/shapes";
import { fromWire, toWire } from "../../names";
import type { CheckFailure } from "../../properties";
import type { PoolSettings } from "../../this-update";
import { type Draft, isKnown, isUnknown } from "../../unknown";
import { claim } from "../in-a-pool/claim";
import { joinId } from "../in-a-pool/compound-id";
import { explainLoginProvider, mappingKeys } from "../in-a-pool/login-providers";

/** One provider's mapping, as the service has it. */
export type WireMapping = NonNullable<NonNullable<Output<"GetIdentityPoolRoles">["RoleMappings"]>[string]>;

const { key, value: wire, max } = operations.SetIdentityPoolRoles.input.members.RoleMappings;

/** So many mappings a pool may have. */
export const maxMappings = max ?? Number.POSITIVE_INFINITY;

const { Type, AmbiguousRoleResolution, RulesConfiguration } = wire.members;
const { Claim, MatchType, RoleARN, Value } = RulesConfiguration.members.Rules.required.of.members;

/** A rule that gives a role to those whose token has a claim. */
const mappingRule = defineType(
  "MappingRule",
  structure({
    /** The claim, 1 to 64 characters, for example `custom:department`. */
    claim: Claim,
    /** How the claim is compared with `value`. */
    matchType: MatchType,
    /** The ARN of the role. */
    roleArn: RoleARN,
    /** What the claim is compared with, 1 to 128 characters. */
    value: Value,
  }),
);

/** How the users of one provider get their roles. */
export const roleMapping = defineType(
  "RoleMapping",
  structure({
    /**
     * The provider: `graph.facebook.com` and the like, the issuer of an OpenID Connect provider without `https://`, the
     * ARN of a SAML provider, or `cognito-idp.REGION.amazonaws.com/USER_POOL_ID:CLIENT_ID`.
     */
    identityProvider: required(key),
    /** `Token`: the role that the token asks for. `Rules`: the first of `mappingRules` that matches. */
    type: Type,
    /** What happens when no role can be told: the role for authenticated users, or none. Required for both types. */
    ambiguousRoleResolution: AmbiguousRoleResolution,
    /** 1 to 25 rules, in order; only for type `Rules`. */
    mappingRules: list(mappingRule, { max: maxMappingRules }),
  }),
);

/** The mappings of a pool. */
export const roleMappings = list(roleMapping, { max: maxMappings });

/** A mapping as programs know it, where the rules stand without a level between. */
export type RoleMapping = Readonly<ValueOf<typeof roleMapping>>;

/** By what an update knows the mapping of a provider, whichever resource sets it. */
export const mappingKey = (identityPoolId: string, identityProvider: string): string =>
  `IdentityPoolRoleMapping ${joinId(identityPoolId, identityProvider)}`;

/** Turns a program's mappings into the wire's, by their providers. */
export const wireMappings = (...mappings: readonly (RoleMapping | undefined)[]): Record<string, WireMapping> =>
  Object.fromEntries(mappings.flatMap((one) => (one ? [[one.identityProvider, toWireMapping(one)]] : [])));

function toWireMapping({ type, ambiguousRoleResolution, mappingRules = [] }: RoleMapping): WireMapping {
  const rulesConfiguration = mappingRules.length > 0 ? { rules: mappingRules } : undefined;
  return toWire(wire, { type, ambiguousRoleResolution, rulesConfiguration });
}

/** Turns the wire's mapping into a program's. */
export function fromWireMapping(identityProvider: string, mapping: WireMapping): RoleMapping {
  const { rulesConfiguration, ...others } = fromWire(wire, mapping);
  return { identityProvider, ...others, ...(rulesConfiguration && { mappingRules: rulesConfiguration.rules }) };
}

/** What is wrong with a mapping beyond its shapes; `at` is where it stands, `pool` its pool if known. */
export function checkMapping(
  mapping: Draft<RoleMapping>,
  pool: PoolSettings | undefined,
  at: Path = [],
): CheckFailure[] {
  if (isUnknown(mapping)) return [];
  const { identityProvider, type, ambiguousRoleResolution, mappingRules } = mapping;
  const failures: CheckFailure[] = [];
  const fail = (property: string, reason: string) => failures.push({ property: formatPath([...at, property]), reason });
  if (identityProvider !== undefined && !isUnknown(identityProvider)) {
    const reason = explainLoginProvider(mappingKeys, identityProvider, pool);
    if (reason) fail("identityProvider", reason);
  }
  if (ambiguousRoleResolution === undefined && (type === "Token" || type === "Rules")) {
    fail("ambiguousRoleResolution", `is required for type ${type}: AuthenticatedRole or Deny`);
  }
  const rules = isUnknown(mappingRules) ? undefined : (mappingRules ?? []);
  if (type === "Rules" && rules?.length === 0) fail("mappingRules", "is required for type Rules");
  if (type === "Token" && rules?.length !== 0) {
    fail("mappingRules", "must be unset for type Token, which takes the token's role");
  }
  for (const [index, rule] of (rules ?? []).entries()) {
    if (!isUnknown(rule)) failures.push(...checkRoleArn([...at, "mappingRules", index, "roleArn"], rule.roleArn));
  }
  return failures;
}

/** Finds two resources of one program that set the mapping of one provider. */
export function claimMapping(
  request: Request,
  poolName: string | undefined,
  identityProvider: string | undefined,
  at: Path = [],
): CheckFailure[] {
  if (poolName === undefined || identityProvider === undefined || isUnknown(identityProvider)) return [];
  return claim(
    request,
    `the mapping of ${identityProvider} in pool ${poolName}`,
    formatPath([...at, "identityProvider"]),
  );
}
export type Path = readonly (string | number)[];

/** Roles are taken by ARN; a name alone is refused by the service as forbidden. */
export function checkRoleArn(path: Path, arn: string | undefined): CheckFailure[] {
  // Of what is shorter, the shape says the same.
  if (arn === undefined || !isKnown(arn) || arn.length < 20) return [];
  const reason = explainArn("role", arn);
  return reason === undefined ? [] : [{ property: formatPath(path), reason }];
}
