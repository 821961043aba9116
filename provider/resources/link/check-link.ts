import type { Request } from "../../lifecycle";
import { absentIfNotFound } from "../../model/errors";
import { regionOf } from "../../model/ids";
import type { CheckFailure } from "../../properties";
import type { PoolSettings } from "../../this-update";
import { isUnknown } from "../../unknown";
import { loginNames } from "../in-a-pool/login-providers";
import { type DeveloperUser, findIdentity, userId } from "./developer-user";

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

/** Finds out, before anything is done, whether a user can be linked to the identity that the program names. */
export async function checkLinkedIdentity(
  { context }: Request,
  user: DeveloperUser,
  { identityId, onConflict }: { readonly identityId: string; readonly onConflict?: string | undefined },
  pool: PoolSettings | undefined,
): Promise<CheckFailure[]> {
  const { identityPoolId } = user;
  const fail = (reason: string) => [{ property: "identityId", reason }];
  if (regionOf(identityId) !== regionOf(identityPoolId)) {
    return fail(`must be of the pool's region, ${regionOf(identityPoolId)}`);
  }
  const client = context.client(regionOf(identityPoolId));
  const inPool = { IdentityPoolId: identityPoolId, IdentityId: identityId, MaxResults: 1 };
  if (!(await absentIfNotFound(client.call("LookupDeveloperIdentity", inPool)))) {
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
  if (onConflict !== "merge") return fail(describeConflict(user, current, identityId));
  context.log(
    "warning",
    `Developer user ${userId(user)} moves to identity ${identityId}, with all that its identity ${current} has. ` +
      "This merge can't be undone.",
  );
  return [];
}

export const describeConflict = (user: DeveloperUser, current: string, identityId: string) =>
  `is ${identityId}, but developer user ${userId(user)} is registered to identity ${current}. Set identityId to ` +
  `${current}, or onConflict to "merge" to merge both identities, which can't be undone`;
