import type { Request } from "../../lifecycle";
import { absentIfNotFound } from "../../model/errors";
import { isServiceId, regionOf } from "../../model/ids";
import type { CheckFailure } from "../../properties";
import type { PoolSettings } from "../../this-update";
import { isUnknown } from "../../unknown";
import { loginNames } from "../in-a-pool/login-providers";
import { announceMove, checkMerge } from "./check-move";
import { describeConflict } from "./conflict";
import { type DeveloperUser, findIdentity, findUsers, userObject } from "./developer-user";

export const noDeveloperProvider = (poolName: string) =>
  `the pool ${poolName} has no developer provider: set its developerProviderName`;

/** Checks the developer provider that a link names against that of its pool. */
export function checkDeveloperProvider(
  poolName: string,
  given: string | undefined,
  { developerProviderName: own }: PoolSettings,
): CheckFailure[] {
  if (isUnknown(own)) return [];
  if (own === undefined) return [{ property: "identityPoolId", reason: noDeveloperProvider(poolName) }];
  if (given === undefined || isUnknown(given) || given === own) return [];
  return [
    { property: "developerProviderName", reason: `must be the pool's, ${own}, or unset: ${JSON.stringify(given)}` },
  ];
}

/** Checks that an identity is in the region of the pool, without which it can't be one of the pool. */
export function checkIdentityRegion(
  property: string,
  identityId: string | undefined,
  poolRegion: string | undefined,
): CheckFailure[] {
  if (poolRegion === undefined || !isServiceId(identityId) || regionOf(identityId) === poolRegion) return [];
  return [{ property, reason: `must be of the pool's region, ${poolRegion}` }];
}

/** What the program says of the identity of a link. */
interface Wish {
  readonly identityId: string;
  readonly onConflict?: string | undefined;
}

/** Finds out, before anything is done, whether a user can be linked to the identity that the program names. */
export async function checkLinkedIdentity(
  request: Request & { readonly state: Partial<DeveloperUser> },
  user: DeveloperUser,
  { identityId, onConflict }: Wish,
  pool: PoolSettings | undefined,
): Promise<CheckFailure[]> {
  const { context, state } = request;
  const { identityPoolId } = user;
  const fail = (reason: string) => [{ property: "identityId", reason }];
  const client = context.client(regionOf(identityPoolId));
  const users = await findUsers(client, user, identityId);
  if (users?.includes(user.developerUserIdentifier)) return [];
  if (!users) {
    const identity = await absentIfNotFound(client.call("DescribeIdentity", { IdentityId: identityId }));
    if (!identity) return fail(`is of no identity: ${identityId}`);
    // An identity without developer users may be of this pool all the same.
    const possible = pool && loginNames.of(pool).filter((name) => name !== pool.developerProviderName);
    if (possible && identity.Logins?.some((name) => !possible.includes(name))) {
      return fail(`is of an identity in another pool: ${identityId} has the logins ${identity.Logins.join(", ")}`);
    }
  }
  const current = await findIdentity(client, user);
  if (current === undefined || current === identityId) return [];
  const move = { from: current, to: identityId };
  if (onConflict === "merge") return checkMerge(request, user, { ...move, hasHost: (users?.length ?? 0) > 0 });
  if (onConflict === "move") return announceMove(request, user, move);
  const conflict = describeConflict(user, current, identityId);
  if (!context.update.isRecorded(userObject(user))) return fail(conflict);
  // The engine may be about to delete this very link first: it does not say so, but checks once more, without the state.
  const replacement = "An update in place will refuse it; a replacement that deletes before it creates goes on.";
  if (state.developerUserIdentifier !== undefined) context.log("warning", `identityId ${conflict}. ${replacement}`);
  return [];
}
