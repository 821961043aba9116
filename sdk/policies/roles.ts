import { unboundTrust } from "../unbound-trust";
import { type Policy, typesOf } from "./policy";

/** Claims that every token of a provider has, with the same value or with any. */
const claimsOfEveryone = new Set(["iss", "aud", "exp", "iat", "auth_time", "token_use"]);
const attachmentTypes = typesOf("IdentityPoolRoleAttachment");
const mappingTypes = typesOf("IdentityPoolRoleMapping");

/** Roles of the AWS providers, and where they have their trust policy. */
const trustPolicies = new Map([
  ["aws:iam/role:Role", "assumeRolePolicy"],
  ["aws-native:iam:Role", "assumeRolePolicyDocument"],
]);

/** A rule of a mapping that all users of a provider match gives a role to whoever can sign up there. */
export const noRoleForEveryone: Policy = {
  name: "cognito-identity-no-role-for-everyone",
  description: "No rule of a role mapping gives its role to every user of a provider.",
  enforcementLevel: "mandatory",
  validateResource({ type, props }, report) {
    const check = (rules: unknown, at: string) => {
      for (const [index, rule] of (Array.isArray(rules) ? rules : []).entries()) {
        if (rule?.matchType !== "NotEqual" && !claimsOfEveryone.has(rule?.claim)) continue;
        report(
          `${at}mappingRules[${index}] (${rule.claim} ${rule.matchType}) matches all users, or nearly all: compare a claim that few have.`,
        );
      }
    };
    if (mappingTypes.includes(type)) check(props.mappingRules, "");
    if (!attachmentTypes.includes(type) || !Array.isArray(props.roleMappings)) return;
    for (const [index, mapping] of props.roleMappings.entries()) {
      check(mapping?.mappingRules, `roleMappings[${index}].`);
    }
  },
};

/** A role that trusts the service, but no pool by name, is there for the users of any pool of any account. */
export const boundTrust: Policy = {
  name: "cognito-identity-bound-trust-policy",
  description:
    "A role that trusts Amazon Cognito identity pools names its pool (aud) and whether it is for guests (amr).",
  enforcementLevel: "mandatory",
  validateResource(resource, report) {
    const property = trustPolicies.get(resource.type);
    if (property === undefined) return;
    for (const message of unboundTrust(resource.props[property])) report(message);
  },
};
