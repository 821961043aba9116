import type { CognitoIdentityClient } from "../../client/client";
import { absentIfNotFound, hasCode } from "../../model/errors";
import { deleteIdentity } from "../in-a-pool/delete-identity";

/** A user of a pool's developer provider, on the wire. */
export interface DeveloperUser {
  readonly IdentityPoolId: string;
  readonly DeveloperProviderName: string;
  readonly DeveloperUserIdentifier: string;
}

export const describeUser = (user: DeveloperUser): string =>
  `${user.IdentityPoolId}/${user.DeveloperProviderName}/${user.DeveloperUserIdentifier}`;

/** The identity of a user; undefined when the user is not registered. */
export async function findIdentity(client: CognitoIdentityClient, user: DeveloperUser): Promise<string | undefined> {
  const { IdentityPoolId, DeveloperUserIdentifier } = user;
  const found = await absentIfNotFound(
    client.call("LookupDeveloperIdentity", { IdentityPoolId, DeveloperUserIdentifier, MaxResults: 1 }),
  );
  return found?.IdentityId;
}

/** Registers a user, to an identity or to a new one; answers the identity. */
export async function register(
  client: CognitoIdentityClient,
  user: DeveloperUser,
  wanted: string | undefined,
): Promise<string> {
  try {
    return await signIn(client, user, wanted);
  } catch (error) {
    if (wanted === undefined || !isSignedInAlready(error)) throw error;
  }
  // The service may refuse a second user on an identity that is signed in; a new identity of its own loses nothing.
  const own = await signIn(client, user);
  try {
    const merged = await merge(client, user, wanted);
    await deleteIfUnused(client, own);
    return merged;
  } catch (error) {
    await unlink(client, user, own)
      .then(() => deleteIfUnused(client, own))
      .catch(() => {});
    throw error;
  }
}

async function signIn(client: CognitoIdentityClient, user: DeveloperUser, IdentityId?: string): Promise<string> {
  const { IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier } = user;
  const Logins = { [DeveloperProviderName]: DeveloperUserIdentifier };
  const input = { IdentityPoolId, Logins, IdentityId, TokenDuration: 1 };
  return (await client.call("GetOpenIdTokenForDeveloperIdentity", input)).IdentityId as string;
}

const isSignedInAlready = (error: unknown) =>
  hasCode(error, "NotAuthorizedException") && error.message.includes("Logins don't match");

/** Moves a user, and all that its identity has, to an identity by way of another user that it has. */
export async function merge(client: CognitoIdentityClient, user: DeveloperUser, wanted: string): Promise<string> {
  const { IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier } = user;
  const destination = await absentIfNotFound(
    client.call("LookupDeveloperIdentity", { IdentityPoolId, IdentityId: wanted, MaxResults: 1 }),
  );
  const [destinationUser] = destination?.DeveloperUserIdentifierList ?? [];
  if (destinationUser === undefined) {
    throw new Error(
      `Developer user ${describeUser(user)} can't be merged into identity ${wanted}: it has no developer user in this pool.`,
    );
  }
  const { IdentityId } = await client.call("MergeDeveloperIdentities", {
    IdentityPoolId,
    DeveloperProviderName,
    SourceUserIdentifier: DeveloperUserIdentifier,
    DestinationUserIdentifier: destinationUser,
  });
  return IdentityId as string;
}

/** Takes a user from its identity; one that is gone already, or has moved to another identity, is left alone. */
export async function unlink(client: CognitoIdentityClient, user: DeveloperUser, IdentityId: string): Promise<void> {
  try {
    await client.call("UnlinkDeveloperIdentity", { ...user, IdentityId });
  } catch (error) {
    if (!hasCode(error, "ResourceNotFoundException", "ResourceConflictException")) throw error;
  }
}

/** Deletes an identity on which no login is left. */
export async function deleteIfUnused(client: CognitoIdentityClient, IdentityId: string): Promise<void> {
  const identity = await absentIfNotFound(client.call("DescribeIdentity", { IdentityId }));
  if (identity && (identity.Logins?.length ?? 0) === 0) await deleteIdentity(client, IdentityId);
}
