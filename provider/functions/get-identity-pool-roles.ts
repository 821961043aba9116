import { defineFunction, defineType, property, type ResultOf } from "../define";
import { operations } from "../model/operations";
import { list, map, required, string, structure } from "../model/shapes";
import { ofPool } from "./arguments";
import { callOperation, createFunction, type Run } from "./function";

const { Roles, RoleMappings } = operations.GetIdentityPoolRoles.output.members;
const { Type, AmbiguousRoleResolution, RulesConfiguration } = RoleMappings.value.members;
const { Claim, MatchType, Value, RoleARN } = RulesConfiguration.members.Rules.required.of.members;

/** A role mapping as the service has it. */
const roleMappingDescription = defineType(
  "RoleMappingDescription",
  structure({
    /** `Token`: the role that the token asks for. `Rules`: the first rule that matches. */
    type: Type,
    /** What happens when no role can be told: the role for authenticated users, or none. */
    ambiguousRoleResolution: AmbiguousRoleResolution,
    /** The rules of type `Rules`, in order. */
    rulesConfiguration: structure({
      /** The rules; the first one that matches counts. */
      rules: required(
        list(
          structure({
            /** The claim of the token. */
            claim: Claim,
            /** How the claim is compared with `value`. */
            matchType: MatchType,
            /** What the claim is compared with. */
            value: Value,
            /** The ARN of the role. */
            roleArn: RoleARN,
          }),
        ),
      ),
    }),
  }),
);

/**
 * Gets the roles and role mappings of a pool (GetIdentityPoolRoles). Rejects with the code `ResourceNotFoundException`
 * when there is no such pool.
 * @example
 * const { roles } = await getIdentityPoolRoles({ identityPoolId });
 */
export const definition = defineFunction({
  name: "getIdentityPoolRoles",
  operation: "GetIdentityPoolRoles",
  args: { identityPoolId: ofPool.identityPoolId },
  result: {
    /** The id of the identity pool. */
    identityPoolId: ofPool.identityPoolId,
    /** The ARNs of the roles of users and of guests; empty when none are set. */
    roles: property(map(string({ enum: ["authenticated", "unauthenticated"] }), Roles.value), { required: true }),
    /** Mappings by provider name; empty when none are set. */
    roleMappings: property(map(string(), roleMappingDescription), { required: true }),
  },
});

type Result = ResultOf<typeof definition>;
type Found = { readonly roles?: Result["roles"]; readonly roleMappings?: Result["roleMappings"] };

const run: Run<typeof definition> = async (context, args) => {
  const found: Found = await callOperation(context, definition, args);
  return { identityPoolId: args.identityPoolId, roles: found.roles ?? {}, roleMappings: found.roleMappings ?? {} };
};

export const getIdentityPoolRoles = createFunction(definition, run);
