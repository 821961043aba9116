import type { Client } from "../../context";
import type { Clock } from "../../model/clock";
import { absentIfNotFound, hasCode, isAmbiguous } from "../../model/errors";
import { toInput } from "../../names";

/** A user of a pool's developer provider. */
export interface DeveloperUser {
  readonly identityPoolId: string;
  readonly developerProviderName: string;
  readonly developerUserIdentifier: string;
}

/** The id of a user: the pool's id, the developer provider's name and the user's identifier. */
export const userId = ({ identityPoolId, developerProviderName, developerUserIdentifier }: DeveloperUser): string =>
  `${identityPoolId}/${developerProviderName}/${developerUserIdentifier}`;

/** The user as an object that a resource claims. */
export const userObject = (user: DeveloperUser): string => `the user ${userId(user)}`;

/** Reads who is registered in a pool: each identity that has a login of the developer provider, and its users. */
export async function* listUsers(client: Client, IdentityPoolId: string, provider: string): AsyncGenerator<string> {
  for await (const { IdentityId, Logins } of client
    .paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 })
    .items()) {
    if (IdentityId === undefined || !Logins?.includes(provider)) continue;
    yield* client.paginate("LookupDeveloperIdentity", { IdentityPoolId, IdentityId, MaxResults: 60 }).items();
  }
}

/** The identity of a user; undefined when the user is not registered. */
export async function findIdentity(
  client: Client,
  { identityPoolId, developerUserIdentifier }: DeveloperUser,
): Promise<string | undefined> {
  const input = toInput("LookupDeveloperIdentity", { identityPoolId, developerUserIdentifier, maxResults: 1 });
  const found = await absentIfNotFound(client.call("LookupDeveloperIdentity", input));
  return found?.IdentityId;
}

/** The developer users of an identity, which fit on one page; undefined when the pool has no such identity. */
export async function findUsers(
  client: Client,
  { identityPoolId }: Pick<DeveloperUser, "identityPoolId">,
  identityId: string,
): Promise<readonly string[] | undefined> {
  const input = toInput("LookupDeveloperIdentity", { identityPoolId, identityId, maxResults: 60 });
  const found = await absentIfNotFound(client.call("LookupDeveloperIdentity", input));
  return found && (found.DeveloperUserIdentifierList ?? []);
}

/**
 * Registers a user, to an identity or to a new one; or finds the identity that the user has. The user is looked up when
 * the answer was lost.
 */
export async function register(client: Client, user: DeveloperUser, identityId?: string): Promise<string> {
  try {
    const { IdentityId } = await client.call("GetOpenIdTokenForDeveloperIdentity", {
      IdentityPoolId: user.identityPoolId,
      Logins: { [user.developerProviderName]: user.developerUserIdentifier },
      IdentityId: identityId,
      TokenDuration: 1,
    });
    return IdentityId;
  } catch (error) {
    const found = isAmbiguous(error) ? await findIdentity(client, user).catch(() => undefined) : undefined;
    if (found === undefined || (identityId !== undefined && found !== identityId)) throw error;
    return found;
  }
}

/** After a merge whose outcome is unknown, the user is looked up after these waits, in milliseconds. */
const waits = [0, 500, 1000];
const maxMerges = 4;

/**
 * Moves a user, and all that its identity has, to the identity of another user. The user is looked up when the call
 * failed: its answer may be lost, or another link may have merged the same identities. Where the user is still on the
 * identity that it had, the merge is repeated.
 */
export async function merge(
  client: Client,
  clock: Clock,
  user: DeveloperUser,
  from: string,
  into: { readonly identityId: string; readonly user: string },
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { IdentityId } = await client.call("MergeDeveloperIdentities", {
        IdentityPoolId: user.identityPoolId,
        DeveloperProviderName: user.developerProviderName,
        SourceUserIdentifier: user.developerUserIdentifier,
        DestinationUserIdentifier: into.user,
      });
      return IdentityId;
    } catch (error) {
      let found: string | undefined;
      for (const wait of isAmbiguous(error) ? waits : [0]) {
        await clock.wait(wait);
        found = await findIdentity(client, user).catch(() => undefined);
        if (found === into.identityId) return found;
      }
      if (found !== from || !isAmbiguous(error) || attempt === maxMerges) throw error;
    }
  }
}

/** Takes a user from its identity; one that is gone already, or has moved to another identity, is left alone. */
export async function unlink(client: Client, user: DeveloperUser, identityId: string): Promise<void> {
  try {
    await client.call("UnlinkDeveloperIdentity", toInput("UnlinkDeveloperIdentity", { ...user, identityId }));
  } catch (error) {
    if (!hasCode(error, "ResourceNotFoundException", "ResourceConflictException")) throw error;
  }
}
