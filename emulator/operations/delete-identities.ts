import { callerOf, type Handler } from "./context";

/**
 * Identities of another account or region are not deleted, and are listed with AccessDenied. Unknown ids are ignored (what
 * AWS does with them is not public).
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentities.html
 */
export const deleteIdentities: Handler<"DeleteIdentities"> = async ({ IdentityIdsToDelete }, context) => {
  const { pools, identities } = context.store;
  const { account, region } = callerOf(context);
  const denied = await context.store.write(() =>
    [...new Set(IdentityIdsToDelete)].filter((id) => {
      const identity = identities.find(id);
      if (!identity) return false;
      const pool = pools.bySeq(identity.pool);
      if (pool?.account !== account || pool.region !== region) return true;
      identities.delete(identity);
      return false;
    }),
  );
  return { UnprocessedIdentityIds: denied.map((IdentityId) => ({ IdentityId, ErrorCode: "AccessDenied" as const })) };
};
