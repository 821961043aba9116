import { defineFunction, property } from "../define";
import { operations } from "../model/operations";
import { boolean } from "../model/shapes";
import { ofPool } from "./arguments";
import { callOperation, createFunction, type Run } from "./function";

const { IdentityProviderName } = operations.GetPrincipalTagAttributeMap.input.members;
const { PrincipalTags } = operations.GetPrincipalTagAttributeMap.output.members;

/**
 * Gets which claims of a provider's tokens become session tags (GetPrincipalTagAttributeMap). Rejects with the code
 * `ResourceNotFoundException` when the pool or the provider does not exist.
 * @example
 * const { principalTags } = await getPrincipalTagAttributeMap({
 *   identityPoolId,
 *   identityProviderName: "accounts.google.com",
 * });
 */
export const definition = defineFunction({
  name: "getPrincipalTagAttributeMap",
  operation: "GetPrincipalTagAttributeMap",
  args: {
    identityPoolId: ofPool.identityPoolId,
    /** The provider as the pool has it, without the client of a user pool. */
    identityProviderName: property(IdentityProviderName.required, { required: true }),
  },
  result: {
    /** The id of the identity pool. */
    identityPoolId: ofPool.identityPoolId,
    /** The provider. */
    identityProviderName: property(IdentityProviderName.required, { required: true }),
    /** Whether the service's own map is used. */
    useDefaults: property(boolean, { required: true }),
    /** Session tag to claim; empty when there is none. */
    principalTags: property(PrincipalTags, { required: true }),
  },
});

const run: Run<typeof definition> = async (context, args) => {
  const { identityPoolId, identityProviderName } = args;
  const found = await callOperation<{ useDefaults?: boolean; principalTags?: Record<string, string> }>(
    context,
    definition,
    args,
  );
  return {
    identityPoolId,
    identityProviderName,
    useDefaults: found.useDefaults ?? false,
    principalTags: found.principalTags ?? {},
  };
};

export const getPrincipalTagAttributeMap = createFunction(definition, run);
