import { type CheckFailure, isKnown, isUnknown, type Properties } from "../../lifecycle";
import { type Output, operations } from "../../model/operations";
import { list, required, type Shape, structure } from "../../model/shapes";
import { fromWire, programShape, toWire } from "../../names";
import { explainProviderName, mappingKeys } from "../in-a-pool/login-providers";

/** One provider's mapping, as the service has it. */
export type WireMapping = NonNullable<NonNullable<Output<"GetIdentityPoolRoles">["RoleMappings"]>[string]>;

const { key, value: wire } = operations.SetIdentityPoolRoles.input.members.RoleMappings;
const { Type, AmbiguousRoleResolution, RulesConfiguration } = wire.members;
const rule = programShape(RulesConfiguration.members.Rules.required.of);

/** The quotas of the service; its own model says more for the rules. */
const maxRules = 25;
const maxMappings = 10;

/** The settings of a mapping by the names of programs, where the rules stand without a level between. */
export const mappingShapes = {
  identityProvider: key as Shape,
  type: Type.required as Shape,
  ambiguousRoleResolution: AmbiguousRoleResolution as Shape,
  mappingRules: list(rule, { max: maxRules }) as Shape,
} as const;

/** The mappings of a pool in one list. */
export const mappingsShape: Shape = list(
  structure({
    ...mappingShapes,
    identityProvider: required(mappingShapes.identityProvider),
    type: required(mappingShapes.type),
  }),
  { max: maxMappings },
);

/** Turns a program's mapping into the wire's. */
export function toWireMapping({ type, ambiguousRoleResolution, mappingRules }: Properties): WireMapping {
  const rules = (mappingRules ?? []) as unknown[];
  const rulesConfiguration = rules.length > 0 ? { rules } : undefined;
  return toWire(wire, { type, ambiguousRoleResolution, rulesConfiguration }) as WireMapping;
}

/** Turns the wire's mapping into a program's. */
export function fromWireMapping(identityProvider: string, mapping: WireMapping): Properties {
  const { rulesConfiguration, ...rest } = fromWire(wire, mapping) as Properties;
  const { rules } = (rulesConfiguration ?? {}) as { rules?: unknown[] };
  return { identityProvider, ...rest, ...(rules && { mappingRules: rules }) };
}

/** What is wrong with a mapping beyond its shapes; `at` is the path before its properties, `pool` its pool if known. */
export function checkMapping(mapping: Properties, pool: Properties | undefined, at = ""): CheckFailure[] {
  const { identityProvider, type, ambiguousRoleResolution, mappingRules } = mapping;
  const failures: CheckFailure[] = [];
  const fail = (property: string, reason: string) => failures.push({ property: `${at}${property}`, reason });
  if (typeof identityProvider === "string" && !isUnknown(identityProvider)) {
    const reason = explainProviderName(mappingKeys, identityProvider, pool);
    if (reason) fail("identityProvider", reason);
  }
  if (ambiguousRoleResolution === undefined && (type === "Token" || type === "Rules")) {
    fail("ambiguousRoleResolution", `is required for type ${type}: AuthenticatedRole or Deny`);
  }
  const hasRules = isUnknown(mappingRules) || (Array.isArray(mappingRules) && mappingRules.length > 0);
  if (type === "Rules" && !hasRules) fail("mappingRules", "is required for type Rules");
  if (type === "Token" && hasRules) fail("mappingRules", "must be unset for type Token, which takes the token's role");
  for (const [index, { roleArn }] of rulesOf(mappingRules).entries()) {
    failures.push(...checkRoleArn(`${at}mappingRules.${index}.roleArn`, roleArn));
  }
  return failures;
}

const rulesOf = (value: unknown): Properties[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];

/** Roles are taken by ARN; a name alone is refused by the service as forbidden. */
export function checkRoleArn(property: string, arn: unknown): CheckFailure[] {
  if (typeof arn !== "string" || !isKnown(arn) || /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(arn)) return [];
  const example = "arn:aws:iam::123456789012:role/NAME";
  return [{ property, reason: `must be the ARN of an IAM role, like ${example}: ${JSON.stringify(arn)}` }];
}
