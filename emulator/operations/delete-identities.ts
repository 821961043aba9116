import { callerOf, type Handler } from "./context";

/**
 * Identities of another account or region are not deleted, with the code AccessDenied; unknown ones are passed over
 * without a word, as if they had been deleted before (ours: what AWS does is not public).
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
