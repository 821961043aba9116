import type { Request } from "../../lifecycle";
import { matchesRule } from "../../model/access/decide-role";
import { formatPath } from "../../model/path";
import { maxMappingRules } from "../../model/quotas";
import { type Draft, isKnown, isUnknown } from "../../unknown";
import { coveredRules } from "./covered-rules";
import type { Path, RoleMapping } from "./role-mappings";

/**
 * Warns of what a mapping allows and nobody means: rules that never give their role, and users without a role, once it is new;
 * `at` is where the mapping stands, `recorded` what the stack had of it.
 */
export function warnOfMapping(
  { name = "", context }: Request,
  mapping: Draft<RoleMapping>,
  recorded: Pick<RoleMapping, "ambiguousRoleResolution"> | undefined,
  at: Path = [],
): void {
  if (isUnknown(mapping)) return;
  const warn = (path: Path, text: string) => context.log("warning", `${name}: ${formatPath([...at, ...path])} ${text}`);
  const all = mapping.mappingRules === undefined || isUnknown(mapping.mappingRules) ? [] : mapping.mappingRules;
  // More are an error.
  const rules = all.slice(0, maxMappingRules);
  for (const { rule, by } of coveredRules(rules)) {
    const earlier = formatPath([...at, "mappingRules", by]);
    warn(["mappingRules", rule], `never gives its role, as ${earlier} matches whenever it does.`);
  }
  const client = clientOf(mapping.identityProvider);
  for (const [index, rule] of rules.entries()) {
    if (isUnknown(rule) || client === undefined || rule.claim !== "aud") continue;
    const { claim: Claim, matchType: MatchType, value: Value } = rule;
    if (!isKnown(MatchType) || !isKnown(Value) || MatchType === undefined || Value === undefined) continue;
    if (matchesRule({ Claim, MatchType, Value, RoleARN: "" }, { aud: client })) continue;
    warn(["mappingRules", index], `never gives its role, as the claim aud is the mapping's own app client, ${client}.`);
  }
  if (mapping.ambiguousRoleResolution !== "Deny" || recorded?.ambiguousRoleResolution === "Deny") return;
  const who = mapping.type === "Token" ? "whose token names no role, or several" : "whose token matches no rule";
  warn(["ambiguousRoleResolution"], `is Deny: users ${who} get no credentials, not even those of roles.authenticated.`);
}

/** The app client of a user pool that a mapping is for: it is the claim `aud` of each token. */
const clientOf = (identityProvider: string | undefined): string | undefined =>
  /^(?:issuer-)?cognito-idp\.[^/]+\/[^:]+:(\w+)$/.exec(identityProvider ?? "")?.[1];
