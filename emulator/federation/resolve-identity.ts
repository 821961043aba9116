import { type Context, requireIdentity } from "../operations/context";
import { guestsRefused, identityForbidden, loginsDoNotMatch } from "../service-error";
import type { Identity, Pool } from "../store";
import { absorb, linkNew, onlyOwner, ownersOf, ownsAll } from "./linking";
import type { VerifiedLogin } from "./verify-login";

/**
 * The identity that a caller gets who asks for `identityId` with `logins`: new logins are linked to it, and identities
 * that are proven to be the same person are merged, so that it may be another one than asked for.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export async function resolveIdentity(
  context: Context,
  identityId: string,
  logins: readonly VerifiedLogin[],
): Promise<Identity> {
  const { store, now } = context;
  const { identity, pool } = requireIdentity(context, identityId);
  if (logins.length === 0) return asGuest(pool, identity);
  if (identity.state === "linked" && ownsAll(store, pool, identity, logins)) return identity;
  return store.write(() => {
    const found = requireIdentity(context, identityId);
    return settle(context, found.pool, found.identity, logins, now);
  });
}

/** Whoever shows no login gets at guests only, and only where the pool has them. */
export function asGuest({ settings }: Pool, identity: Identity): Identity {
  if (identity.state !== "guest") throw identityForbidden(identity.id);
  if (!settings.AllowUnauthenticatedIdentities) throw guestsRefused();
  return identity;
}

function settle(
  { store }: Context,
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
      if (parent) absorb(store, pool, parent, identity, now);
      linkNew(store, pool, parent ?? identity, logins, now);
      return parent ?? identity;
    }
    case "linked": {
      const owners = ownersOf(store, pool, logins);
      if (!owners.some(({ seq }) => seq === identity.seq)) throw loginsDoNotMatch();
      for (const owner of owners) if (owner.seq !== identity.seq) absorb(store, pool, identity, owner, now);
      linkNew(store, pool, identity, logins, now);
      return identity;
    }
  }
}
