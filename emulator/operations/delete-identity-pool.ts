import { type Handler, requirePool } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html */
export const deleteIdentityPool: Handler<"DeleteIdentityPool"> = async ({ IdentityPoolId }, context) => {
  await context.store.write(() => context.store.pools.delete(requirePool(context, IdentityPoolId)));
  return {};
};
