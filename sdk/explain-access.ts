import type { InputsOf } from "../provider/define";
import { type Claims, claimTexts } from "../provider/model/access/claims";
import { decideRole, matchesRule, type RoleDecision, type WireMapping } from "../provider/model/access/decide-role";
import { type Provider, providerNames, providerOf, taggedProviderOf } from "../provider/model/access/login-providers";
import { maxSessionTags, sessionTagsOf } from "../provider/model/access/session-tags";
import { isSameIssuer } from "../provider/model/oidc-issuer";
import type { Input } from "../provider/model/operations";
import { toInput } from "../provider/names";
import type { definition as poolDefinition } from "../provider/resources/identity-pool";
import type { definition as tagDefinition } from "../provider/resources/identity-pool-provider-principal-tag";
import type { definition as attachmentDefinition } from "../provider/resources/identity-pool-role-attachment";
import { wireMappings } from "../provider/resources/roles/role-mappings";

type PoolInputs = InputsOf<typeof poolDefinition>;
type TagInputs = InputsOf<typeof tagDefinition>;
type AttachmentInputs = InputsOf<typeof attachmentDefinition>;

/** The map of one provider, as `IdentityPoolProviderPrincipalTag` takes it. */
export type TagMap = Pick<TagInputs, "identityProviderName" | "principalTags"> &
  Partial<Pick<TagInputs, "useDefaults">>;

/** A pool with all that decides on access, by the names that its resources have. */
export interface PoolAccess
  extends Pick<
      Partial<PoolInputs>,
      | "allowUnauthenticatedIdentities"
      | "developerProviderName"
      | "supportedLoginProviders"
      | "openidConnectProviderArns"
      | "samlProviderArns"
      | "cognitoIdentityProviders"
    >,
    Pick<Partial<AttachmentInputs>, "roles" | "roleMappings"> {
  /** The maps of principal tags, as `IdentityPoolProviderPrincipalTag` takes them. */
  readonly principalTags?: readonly TagMap[] | undefined;
}

/** What an identity gets, and why. */
export interface AccessExplanation {
  /** The ARN of the role; undefined when the service would give no credentials. */
  readonly role?: string | undefined;
  /** The login provider of the pool by which the claims came; undefined for guests, and for a provider that is none. */
  readonly provider?: string | undefined;
  /** The session tags that the role is taken with, tag to value. */
  readonly sessionTags: Record<string, string>;
  /** What was looked at and what came of it, in order, one sentence each. */
  readonly reasons: readonly string[];
}

/**
 * Explains which role an identity of a pool gets, by which rule, with which session tags, and why not another. It decides by the
 * code by which the local service does, and calls nothing. It takes tokens at their word: signatures and expiry are not checked.
 * @param pool The pool's settings, roles, mappings and principal tags.
 * @param claims The claims of the identity's token. `iss` is its provider: the issuer, or the provider's name, which for a user of
 * your backend is the developer provider's. Left out for a guest.
 * @param options `customRoleArn`: the role that is asked for, where the token or the rules allow several.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 * @example
 * const { role, reasons } = explainAccess(pool, { iss: "https://login.example.com", aud: "app", "custom:tier": "gold" });
 */
export function explainAccess(
  pool: PoolAccess,
  claims?: Claims,
  options: { readonly customRoleArn?: string | undefined } = {},
): AccessExplanation {
  checks().checkAccess({ pool, claims, options });
  const { customRoleArn } = options;
  const wirePool = {
    settings: toInput("CreateIdentityPool", {
      ...pool,
      identityPoolName: "",
      allowUnauthenticatedIdentities: pool.allowUnauthenticatedIdentities ?? false,
    }),
    roles: { Roles: pool.roles, RoleMappings: wireMappings(...(pool.roleMappings ?? [])) },
  };
  if (claims === undefined) return explainGuest(wirePool);
  const login = findLogin(wirePool, claims);
  if (typeof login === "string") return { sessionTags: {}, reasons: [login] };
  const { name: provider } = login;
  const decision = decideRole(wirePool, "authenticated", [{ provider, claims }], customRoleArn);
  const mapping = decision.mapping === undefined ? undefined : wirePool.roles.RoleMappings[decision.mapping];
  const tags = explainTags(pool, wirePool, provider, claims);
  return {
    role: decision.role,
    provider,
    sessionTags: decision.role === undefined ? {} : tags.sessionTags,
    reasons: [
      `The login is one of ${provider}, a provider of the pool.`,
      ...(mapping ? explainMapping(mapping, decision, claims, customRoleArn) : [`No role mapping is for ${provider}.`]),
      outcomeOf(decision, "authenticated"),
      ...tags.reasons,
    ],
  };
}

/** Loaded by the first explanation, as the definitions of all that it checks take longer to load than most programs need. */
const checks = () => require("./check-access") as typeof import("./check-access");

type WirePool = Parameters<typeof decideRole>[0] & { readonly settings: Input<"CreateIdentityPool"> };

function explainGuest(pool: WirePool): AccessExplanation {
  if (!pool.settings.AllowUnauthenticatedIdentities) {
    return { sessionTags: {}, reasons: ["The pool has no guests: allowUnauthenticatedIdentities is false."] };
  }
  const decision = decideRole(pool, "unauthenticated", []);
  return { role: decision.role, sessionTags: {}, reasons: [outcomeOf(decision, "unauthenticated")] };
}

/** The provider of the pool that claims come by, or why there is none. */
function findLogin(pool: WirePool, claims: Claims): Provider | string {
  const { iss } = claims;
  if (typeof iss !== "string") return "The claims have no iss, the provider that they come from.";
  const provider = providerOf(pool, iss.replace(/^https:\/\//, ""));
  if (!provider) {
    return `${iss} is no provider of the pool, which has ${providerNames(pool).join(", ") || "none"}.`;
  }
  const { audiences } = provider;
  const given = claimTexts(claims, "aud");
  if (!audiences || provider.kind === "opaque" || given.some((audience) => audiences.includes(audience)))
    return provider;
  return `The claim aud must have ${audiences.join(" or ")}, which the pool has for ${provider.name}, not ${given.join(", ") || "nothing"}.`;
}

function explainMapping(
  { Type, RulesConfiguration, AmbiguousRoleResolution }: WireMapping,
  { rule, role, mapping }: RoleDecision,
  claims: Claims,
  customRoleArn: string | undefined,
): string[] {
  const reasons = [`The role mapping of ${mapping} decides, by ${Type === "Token" ? "the token" : "its rules"}.`];
  if (Type === "Token") {
    for (const claim of ["cognito:preferred_role", "cognito:roles"])
      reasons.push(`The token ${describeClaim(claims, claim)}.`);
  }
  for (const [index, one] of (RulesConfiguration?.Rules ?? []).entries()) {
    if (rule !== undefined && index > rule) {
      reasons.push(`mappingRules[${index}] and later are not looked at.`);
      break;
    }
    const wanted = `${one.Claim} ${one.MatchType} ${JSON.stringify(one.Value)}`;
    const isOther = customRoleArn !== undefined && one.RoleARN !== customRoleArn;
    const verdict = isOther
      ? "is for another role than the one asked for"
      : matchesRule(one, claims)
        ? `matches: ${wanted}`
        : `does not match: it asks for ${wanted}, and the token ${describeClaim(claims, one.Claim)}`;
    reasons.push(`mappingRules[${index}] ${verdict}.`);
  }
  if (rule === undefined && customRoleArn === undefined && (role === undefined || Type === "Rules")) {
    reasons.push(`The mapping tells no role; ambiguousRoleResolution is ${AmbiguousRoleResolution}.`);
  }
  return reasons;
}

function describeClaim(claims: Claims, name: string): string {
  const texts = claimTexts(claims, name);
  return texts.length === 0
    ? `has no claim ${name}`
    : `has ${texts.map((text) => JSON.stringify(text)).join(", ")} there`;
}

function outcomeOf({ role, refusal, isDefault }: RoleDecision, kind: "authenticated" | "unauthenticated"): string {
  if (role !== undefined) return isDefault ? `It gets roles.${kind}, ${role}.` : `It gets ${role}.`;
  switch (refusal) {
    case "unset":
      return `It gets no credentials: the pool has no roles.${kind}.`;
    case "forbidden":
      return `It gets no credentials: the role that is asked for is not roles.${kind}, and there is no mapping.`;
    default:
      return "It gets no credentials: the mapping gives it no role.";
  }
}

function explainTags({ principalTags = [] }: PoolAccess, pool: WirePool, provider: string, claims: Claims) {
  const map = principalTags.find(({ identityProviderName }) =>
    isSameIssuer(taggedProviderOf(pool, identityProviderName)?.name ?? "", provider),
  );
  const found = map
    ? sessionTagsOf(
        { UseDefaults: map.useDefaults ?? map.principalTags === undefined, PrincipalTags: map.principalTags },
        claims,
      )
    : [];
  const made = found.filter(({ reason }) => reason === undefined);
  const kept = made.slice(0, maxSessionTags);
  return {
    sessionTags: Object.fromEntries(kept.map(({ tag, value }) => [tag, value])),
    reasons: [
      ...found.flatMap(({ tag, claim, reason }) =>
        reason === undefined ? [] : [`There is no session tag ${tag}: its claim ${claim} ${reason}.`],
      ),
      ...made
        .slice(maxSessionTags)
        .map(({ tag }) => `There is no session tag ${tag}: there are ${maxSessionTags} before it.`),
    ],
  };
}
