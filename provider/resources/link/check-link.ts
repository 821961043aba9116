import type { Context } from "../../context";
import { type CheckFailure, isUnknown, type Properties } from "../../lifecycle";
import { absentIfNotFound } from "../../model/errors";
import { regionOf } from "../../model/ids";
import { providerNames } from "../in-a-pool/login-providers";
import { type DeveloperUser, describeUser, findIdentity } from "./developer-user";

/** The user that the properties of a link name. */
export const toUser = (state: Properties): DeveloperUser => ({
  IdentityPoolId: state.identityPoolId as string,
  DeveloperProviderName: state.developerProviderName as string,
  DeveloperUserIdentifier: state.developerUserIdentifier as string,
});

export const noProvider = (poolId: unknown) =>
  `the pool ${poolId} has no developer provider: set its developerProviderName`;

/** Checks the developer provider of a link against that of its pool. */
export function checkProvider(
  { identityPoolId, developerProviderName: given }: Properties,
  pool: Properties,
): CheckFailure[] {
  const own = pool.developerProviderName;
  if (isUnknown(own)) return [];
  if (own === undefined) return [{ property: "identityPoolId", reason: noProvider(identityPoolId) }];
  if (given === undefined || isUnknown(given) || given === own) return [];
  return [
    { property: "developerProviderName", reason: `must be the pool's, ${own}, or unset: ${JSON.stringify(given)}` },
  ];
}

/** Looks, before anything is done, whether the wanted identity can be had. */
export async function checkLinkedIdentity(
  context: Context,
  checked: Properties,
  pool?: Properties,
): Promise<CheckFailure[]> {
  const { identityPoolId, identityId: wanted } = checked as Record<string, string>;
  const fail = (reason: string) => [{ property: "identityId", reason }];
  if (regionOf(wanted as string) !== regionOf(identityPoolId as string)) {
    return fail(`must be of the pool's region, ${regionOf(identityPoolId as string)}`);
  }
  const client = context.client(regionOf(identityPoolId as string));
  const inPool = { IdentityPoolId: identityPoolId as string, IdentityId: wanted, MaxResults: 1 };
  if (!(await absentIfNotFound(client.call("LookupDeveloperIdentity", inPool)))) {
    const identity = await absentIfNotFound(client.call("DescribeIdentity", { IdentityId: wanted as string }));
    if (!identity) return fail(`is of no identity: ${wanted}`);
    // An identity without developer users may be of this pool all the same.
    const possible = pool ? providerNames.of(pool).filter((name) => name !== pool.developerProviderName) : undefined;
    if (possible && identity.Logins?.some((name) => !possible.includes(name))) {
      return fail(`is of an identity in another pool: ${wanted} has the logins ${identity.Logins.join(", ")}`);
    }
  }
  const user = toUser(checked);
  const current = await findIdentity(client, user);
  if (current === undefined || current === wanted) return [];
  if (checked.onConflict !== "merge") return fail(conflict(user, current, wanted as string));
  context.log(
    "warning",
    `Developer user ${describeUser(user)} moves to identity ${wanted}, with all that its identity ${current} has. ` +
      "This merge can't be undone.",
  );
  return [];
}

export const conflict = (user: DeveloperUser, current: string, wanted: string) =>
  `is ${wanted}, but developer user ${describeUser(user)} is registered to identity ${current}. Set identityId to ` +
  `${current}, or onConflict to "merge" to merge both identities, which can't be undone`;
