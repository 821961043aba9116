import type { Client } from "../../context";
import { type DeveloperUser, findIdentity, findUsers } from "../link/developer-user";
import { forEachAtOnce } from "./work-through";

/** The developer provider of a pool. */
export type UserPlace = Omit<DeveloperUser, "developerUserIdentifier">;

/** The identities of users, by the users. */
export type IdentityIds = Map<string, string>;

/** Reads who is registered in a pool, and to which identity. */
export async function findAll(client: Client, place: UserPlace): Promise<IdentityIds> {
  const found: IdentityIds = new Map();
  for await (const identityId of identitiesOf(client, place)) {
    for (const user of (await findUsers(client, place, identityId)) ?? []) found.set(user, identityId);
  }
  return found;
}

/**
 * Reads the identities that users have now. Pages of the pool's identities tell which of the recorded ones still have a
 * developer user; one that has several, one that has none, and one that was not found is looked up. So are all users
 * whose identity is not recorded.
 */
export async function findRecorded(
  client: Client,
  place: UserPlace,
  recorded: ReadonlyMap<string, string | undefined>,
): Promise<IdentityIds> {
  const usersOf = new Map<string, string[]>();
  const unsure: string[] = [];
  for (const [user, identityId] of recorded) {
    if (identityId === undefined) unsure.push(user);
    else usersOf.set(identityId, [...(usersOf.get(identityId) ?? []), user]);
  }
  const found: IdentityIds = new Map();
  const present = usersOf.size > fewest ? await findPresent(client, place, usersOf) : new Set();
  const shared: [identityId: string, members: readonly string[]][] = [];
  for (const [identityId, members] of usersOf) {
    const [user, ...others] = members;
    if (!present.has(identityId)) unsure.push(...members);
    else if (others.length > 0) shared.push([identityId, members]);
    else if (user !== undefined) found.set(user, identityId);
  }
  await forEachAtOnce(shared, async ([identityId, members]) => {
    const registered = new Set(await findUsers(client, place, identityId));
    for (const user of members) {
      if (registered.has(user)) found.set(user, identityId);
      else unsure.push(user);
    }
  });
  await forEachAtOnce(unsure, async (developerUserIdentifier) => {
    const identityId = await findIdentity(client, { ...place, developerUserIdentifier });
    if (identityId !== undefined) found.set(developerUserIdentifier, identityId);
  });
  return found;
}

/** Which of some identities have a developer user. */
async function findPresent(
  client: Client,
  place: UserPlace,
  wanted: ReadonlyMap<string, unknown>,
): Promise<Set<string>> {
  const present = new Set<string>();
  let pages = 0;
  for await (const page of pagesOf(client, place)) {
    for (const identityId of page) if (wanted.has(identityId)) present.add(identityId);
    // More pages than users would cost more than to look each of them up.
    if (present.size === wanted.size || ++pages >= wanted.size) break;
  }
  return present;
}

/** So few users are looked up one by one, which sees all that has become of them. */
const fewest = 60;

/** The identities of each page that have a login of the developer provider. */
async function* pagesOf(client: Client, { identityPoolId, developerProviderName }: UserPlace) {
  const pages = client.paginate("ListIdentities", { IdentityPoolId: identityPoolId, MaxResults: 60 });
  for await (const { Identities = [] } of pages) {
    yield Identities.flatMap(({ IdentityId, Logins }) =>
      IdentityId !== undefined && Logins?.includes(developerProviderName) ? [IdentityId] : [],
    );
  }
}

async function* identitiesOf(client: Client, place: UserPlace) {
  for await (const page of pagesOf(client, place)) yield* page;
}
