import { mergeInto } from "../federation/linking";
import { developerProviderUnsupported, resourceNotFound } from "../service-error";
import { type Handler, requirePool } from "./context";

/**
 * Moves all logins of the source user's identity to the destination user's identity, and disables the former.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html
 */
export const mergeDeveloperIdentities: Handler<"MergeDeveloperIdentities"> = (input, context) => {
  const { store, now } = context;
  const { DeveloperProviderName: provider, SourceUserIdentifier, DestinationUserIdentifier } = input;
  return store.write(() => {
    const pool = requirePool(context, input.IdentityPoolId);
    if (provider !== pool.settings.DeveloperProviderName) throw developerProviderUnsupported();
    const [source, destination] = [SourceUserIdentifier, DestinationUserIdentifier].map((subject) => {
      const owner = store.identities.owner(pool, { provider, subject });
      if (!owner) throw resourceNotFound("Developer user not found.");
      return owner;
    }) as [
      NonNullable<ReturnType<typeof store.identities.owner>>,
      NonNullable<ReturnType<typeof store.identities.owner>>,
    ];
    if (source.seq !== destination.seq) mergeInto(store, pool, destination, source, now);
    return { IdentityId: destination.id };
  });
};
