import type { Client } from "../../context";
import { absentIfNotFound, hasCode } from "../../model/errors";
import { toInput } from "../../names";
import { ResourceError } from "../../resource-error";
import { deleteIdentity } from "../in-a-pool/delete-identity";

/** A user of a pool's developer provider. */
export interface DeveloperUser {
  readonly identityPoolId: string;
  readonly developerProviderName: string;
  readonly developerUserIdentifier: string;
}

/** The id of a user: the pool's id, the developer provider's name and the user's identifier. */
export const userId = ({ identityPoolId, developerProviderName, developerUserIdentifier }: DeveloperUser): string =>
  `${identityPoolId}/${developerProviderName}/${developerUserIdentifier}`;

/** The identity of a user; undefined when the user is not registered. */
export async function findIdentity(client: Client, user: DeveloperUser): Promise<string | undefined> {
  const input = toInput("LookupDeveloperIdentity", { ...user, maxResults: 1 });
  const found = await absentIfNotFound(client.call("LookupDeveloperIdentity", input));
  return found?.IdentityId;
}

/** Registers a user, to an identity or to a new one; answers the identity. */
export async function register(client: Client, user: DeveloperUser, identityId: string | undefined): Promise<string> {
  try {
    return await signIn(client, user, identityId);
  } catch (error) {
    if (identityId === undefined || !isSignedInAlready(error)) throw error;
    return registerApartAndMerge(client, user, identityId);
  }
}

/** The service may refuse a second user on an identity that is signed in; a new identity of its own loses nothing. */
async function registerApartAndMerge(client: Client, user: DeveloperUser, identityId: string): Promise<string> {
  const own = await signIn(client, user);
  try {
    const merged = await merge(client, user, identityId);
    await deleteIfUnused(client, own);
    return merged;
  } catch (error) {
    await unlink(client, user, own)
      .then(() => deleteIfUnused(client, own))
      .catch(() => {});
    throw error;
  }
}

async function signIn(client: Client, user: DeveloperUser, identityId?: string): Promise<string> {
  const { IdentityId } = await client.call("GetOpenIdTokenForDeveloperIdentity", {
    IdentityPoolId: user.identityPoolId,
    Logins: { [user.developerProviderName]: user.developerUserIdentifier },
    IdentityId: identityId,
    TokenDuration: 1,
  });
  return IdentityId;
}

const isSignedInAlready = (error: unknown) =>
  hasCode(error, "NotAuthorizedException") && error.message.includes("Logins don't match");

/** Moves a user, and all that its identity has, to an identity by way of another user that it has. */
export async function merge(client: Client, user: DeveloperUser, identityId: string): Promise<string> {
  const { identityPoolId, developerProviderName, developerUserIdentifier } = user;
  const destination = await absentIfNotFound(
    client.call("LookupDeveloperIdentity", { IdentityPoolId: identityPoolId, IdentityId: identityId, MaxResults: 1 }),
  );
  const [destinationUser] = destination?.DeveloperUserIdentifierList ?? [];
  if (destinationUser === undefined) {
    throw new ResourceError(
      "Conflict",
      `Developer user ${userId(user)} can't be merged into identity ${identityId}: it has no developer user in this pool.`,
    );
  }
  const { IdentityId } = await client.call("MergeDeveloperIdentities", {
    IdentityPoolId: identityPoolId,
    DeveloperProviderName: developerProviderName,
    SourceUserIdentifier: developerUserIdentifier,
    DestinationUserIdentifier: destinationUser,
  });
  return IdentityId;
}

/** Takes a user from its identity; one that is gone already, or has moved to another identity, is left alone. */
export async function unlink(client: Client, user: DeveloperUser, identityId: string): Promise<void> {
  try {
    await client.call("UnlinkDeveloperIdentity", toInput("UnlinkDeveloperIdentity", { ...user, identityId }));
  } catch (error) {
    if (!hasCode(error, "ResourceNotFoundException", "ResourceConflictException")) throw error;
  }
}

/** Deletes an identity on which no login is left. */
export async function deleteIfUnused(client: Client, IdentityId: string): Promise<void> {
  const identity = await absentIfNotFound(client.call("DescribeIdentity", { IdentityId }));
  if (identity && (identity.Logins?.length ?? 0) === 0) await deleteIdentity(client, IdentityId);
}
