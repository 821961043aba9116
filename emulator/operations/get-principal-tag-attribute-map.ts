import { noTagMap } from "../federation/principal-tags";
import { requireTaggedProvider } from "../pools/require-tagged-provider";
import { type Handler, requirePool } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html */
export const getPrincipalTagAttributeMap: Handler<"GetPrincipalTagAttributeMap"> = (input, context) => {
  const { IdentityPoolId, IdentityProviderName } = input;
  const pool = requirePool(context, IdentityPoolId);
  const provider = requireTaggedProvider(pool, IdentityProviderName);
  const map = context.store.pools.principalTagMap(pool, provider.name) ?? noTagMap;
  return { IdentityPoolId, IdentityProviderName, ...map };
};
