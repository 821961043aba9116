import { type CheckFailure, isUnknown, type Properties } from "../lifecycle";

/** The region of a pool or an identity, which its id begins with. */
export const regionOf = (id: string): string => id.split(":")[0] as string;

/** Whether a value is an id of the service, known and whole. */
export const isServiceId = (value: unknown): value is string =>
  typeof value === "string" && !isUnknown(value) && /^[\w-]+:[0-9a-f-]+$/.test(value);

/** Completes the region of what lives in a pool: the pool's, and no other can be right. */
export function checkPoolRegion({ identityPoolId, region }: Properties): {
  region: unknown;
  failures: CheckFailure[];
} {
  if (!isServiceId(identityPoolId)) return { region, failures: [] };
  const own = regionOf(identityPoolId);
  if (region === undefined || isUnknown(region) || region === own) return { region: own, failures: [] };
  return { region, failures: [{ property: "region", reason: `must be that of the pool, ${own}` }] };
}
