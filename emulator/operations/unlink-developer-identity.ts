import { unlinkAll } from "../federation/linking";
import { developerProviderUnsupported, resourceConflict, resourceNotFound } from "../service-error";
import { type Handler, requireIdentityOf, requirePool } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkDeveloperIdentity.html */
export const unlinkDeveloperIdentity: Handler<"UnlinkDeveloperIdentity"> = async (input, context) => {
  const { store, now } = context;
  const login = { provider: input.DeveloperProviderName, subject: input.DeveloperUserIdentifier };
  await store.write(() => {
    const pool = requirePool(context, input.IdentityPoolId);
    if (login.provider !== pool.settings.DeveloperProviderName) throw developerProviderUnsupported();
    const identity = requireIdentityOf(pool, context, input.IdentityId);
    const owner = store.identities.owner(pool, login);
    if (!owner) throw resourceNotFound("Developer user not found.");
    if (owner.seq !== identity.seq) {
      throw resourceConflict(`DeveloperUserIdentifier does not belong to Identity '${identity.id}'.`);
    }
    unlinkAll(store, identity, [login], now);
  });
  return {};
};
