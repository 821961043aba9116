import { normalizeIssuer } from "../../provider/model/oidc-issuer";
import { ownersOf, unlinkAll } from "../federation/linking";
import { identityForbidden, invalidParameter, loginsDoNotMatch } from "../service-error";
import { type Handler, requireIdentity } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkIdentity.html */
export const unlinkIdentity: Handler<"UnlinkIdentity"> = async ({ IdentityId, Logins, LoginsToRemove }, context) => {
  const { store, now } = context;
  const { pool } = requireIdentity(context, IdentityId);
  const proofs = await context.logins.verify(pool, Logins, now);
  await store.write(() => {
    const { identity, pool: current } = requireIdentity(context, IdentityId);
    if (identity.state === "disabled") throw identityForbidden(IdentityId);
    if (!ownersOf(store, current, proofs).some(({ seq }) => seq === identity.seq)) throw loginsDoNotMatch();
    const linked = store.identities.logins(identity);
    const providers = new Set(linked.map(({ provider }) => normalizeIssuer(provider)));
    const unknown = LoginsToRemove.find((name) => !providers.has(normalizeIssuer(name)));
    if (unknown !== undefined) throw invalidParameter(`Identity has no login of provider '${unknown}'.`);
    const asked = new Set(LoginsToRemove.map(normalizeIssuer));
    const removed = linked.filter(({ provider }) => asked.has(normalizeIssuer(provider)));
    if (removed.length > 0) unlinkAll(store, identity, removed, now);
  });
  return {};
};
