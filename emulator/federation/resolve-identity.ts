import { type OperationContext, requireIdentity } from "../operations/context";
import { guestsRefused, identityForbidden, loginsDoNotMatch } from "../service-error";
import type { Identity, Pool } from "../store";
import { linkNew, mergeInto, onlyOwner, ownersOf, ownsAll } from "./linking";
import type { VerifiedLogin } from "./verify-login";

/**
 * Returns the identity that a caller gets for `identityId` and `logins`. New logins are linked to it. When the logins
 * belong to several identities, these are merged, so the result may be another identity than `identityId`.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export async function resolveIdentity(
  context: OperationContext,
  identityId: string,
  logins: readonly VerifiedLogin[],
): Promise<Identity> {
  const { store, now } = context;
  const { identity, pool } = requireIdentity(context, identityId);
  if (logins.length === 0) return asGuest(pool, identity);
  if (identity.state === "linked" && ownsAll(store, pool, identity, logins)) return identity;
  return store.write(() => {
    const found = requireIdentity(context, identityId);
    return linkOrMerge(context, found.pool, found.identity, logins, now);
  });
}

/** Without logins only a guest is returned, and only if the pool allows guests. */
function asGuest({ settings }: Pool, identity: Identity): Identity {
  if (identity.state !== "guest") throw identityForbidden(identity.id);
  if (!settings.AllowUnauthenticatedIdentities) throw guestsRefused();
  return identity;
}

function linkOrMerge(
  { store }: OperationContext,
  pool: Pool,
  identity: Identity,
  logins: readonly VerifiedLogin[],
  now: Date,
): Identity {
  switch (identity.state) {
    case "disabled": {
      const parent = onlyOwner(store, pool, logins);
      if (!parent) throw identityForbidden(identity.id);
      linkNew(store, pool, parent, logins, now);
      return parent;
    }
    case "guest": {
      const parent = onlyOwner(store, pool, logins);
      if (parent) mergeInto(store, pool, parent, identity, now);
      linkNew(store, pool, parent ?? identity, logins, now);
      return parent ?? identity;
    }
    case "linked": {
      const owners = ownersOf(store, pool, logins);
      if (!owners.some(({ seq }) => seq === identity.seq)) throw loginsDoNotMatch();
      for (const owner of owners) if (owner.seq !== identity.seq) mergeInto(store, pool, identity, owner, now);
      linkNew(store, pool, identity, logins, now);
      return identity;
    }
  }
}
