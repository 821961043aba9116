import { amrOf } from "../federation/amr";
import { principalTagsOf } from "../federation/principal-tags";
import { resolveIdentity } from "../federation/resolve-identity";
import { invalidParameter } from "../service-error";
import { type Handler, requireIdentity } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html */
export const getOpenIdToken: Handler<"GetOpenIdToken"> = async ({ IdentityId, Logins = {} }, context) => {
  const { store, limits, tokens, now } = context;
  const { pool } = requireIdentity(context, IdentityId);
  if (pool.settings.AllowClassicFlow === false) {
    throw invalidParameter("Basic (classic) flow is not enabled, please use enhanced flow.");
  }
  if (pool.roles.RoleMappings) {
    throw invalidParameter("Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.");
  }
  const logins = await context.logins.verify(pool, Logins, now);
  const identity = await resolveIdentity(context, IdentityId, logins);
  const Token = await tokens.issue(
    {
      identityId: identity.id,
      pool,
      amr: amrOf(logins),
      duration: limits.openIdTokenDuration,
      principalTags: principalTagsOf(store, pool, logins),
    },
    now,
  );
  return { IdentityId: identity.id, Token };
};
