import { requireTaggedProvider } from "../pools/require-tagged-provider";
import { type Handler, requirePool } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
export const setPrincipalTagAttributeMap: Handler<"SetPrincipalTagAttributeMap"> = (input, context) => {
  const { IdentityPoolId, IdentityProviderName, UseDefaults = false, PrincipalTags = {} } = input;
  const { store } = context;
  return store.write(() => {
    const pool = requirePool(context, IdentityPoolId);
    const provider = requireTaggedProvider(pool, IdentityProviderName);
    const map = { UseDefaults, PrincipalTags };
    store.pools.setPrincipalTagMap(pool, provider.name, map);
    return { IdentityPoolId, IdentityProviderName, ...map };
  });
};
