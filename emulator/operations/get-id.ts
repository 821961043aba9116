import { linkNew, onlyOwner, ownsAll } from "../federation/linking";
import { uuid } from "../random";
import { guestsRefused } from "../service-error";
import { type Handler, requirePool } from "./context";

/**
 * Without logins, creates a new guest each time. With logins, returns their identity, which is created if there is none.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html
 */
export const getId: Handler<"GetId"> = async ({ IdentityPoolId, Logins = {} }, context) => {
  const { store, random, now } = context;
  const pool = requirePool(context, IdentityPoolId);
  const id = `${pool.region}:${uuid(random)}`;
  if (Object.keys(Logins).length === 0) {
    await store.write(() => {
      const current = requirePool(context, IdentityPoolId);
      if (!current.settings.AllowUnauthenticatedIdentities) throw guestsRefused();
      store.identities.create(id, current, "guest", now);
    });
    return { IdentityId: id };
  }
  const logins = await context.logins.verify(pool, Logins, now);
  const known = onlyOwner(store, pool, logins);
  if (known && ownsAll(store, pool, known, logins)) return { IdentityId: known.id };
  return store.write(() => {
    const current = requirePool(context, IdentityPoolId);
    const identity = onlyOwner(store, current, logins) ?? store.identities.create(id, current, "linked", now);
    linkNew(store, current, identity, logins, now);
    return { IdentityId: identity.id };
  });
};
