import type { Context } from "../../context";
import { type CheckFailure, isUnknown, type Properties } from "../../lifecycle";
import { absentIfNotFound, hasCode } from "../../model/errors";
import { isServiceId, regionOf } from "../../model/ids";
import { operations } from "../../model/operations";
import { fromWire } from "../../names";

/** What can be said of the pool that a resource lives in before anything is done. */
export interface CheckedPool {
  /** The region of the resource: the pool's, when it is known. */
  readonly region: unknown;
  /** The pool's settings as they will be, by the names of programs; undefined when they are not known. */
  readonly pool?: Properties;
  readonly failures: CheckFailure[];
}

/** Checks `identityPoolId` and `region` of a resource that lives in a pool. */
export async function checkPool(context: Context, { identityPoolId, region }: Properties): Promise<CheckedPool> {
  if (!isServiceId(identityPoolId)) return { region, failures: [] };
  const own = regionOf(identityPoolId);
  if (region !== undefined && region !== own && !isUnknown(region)) {
    return { region, failures: [{ property: "region", reason: `must be that of the pool, ${own}` }] };
  }
  try {
    const pool = planned.get(identityPoolId) ?? (await describePool(context, identityPoolId));
    if (pool) return { region: own, pool, failures: [] };
    return { region: own, failures: [{ property: "identityPoolId", reason: `is of no pool: ${identityPoolId}` }] };
  } catch (error) {
    // Who may work with what is in a pool need not be allowed to see the pool.
    if (hasCode(error, "AccessDeniedException", "NotAuthorizedException")) return { region: own, failures: [] };
    throw error;
  }
}

const planned = new Map<string, Properties>();
const reading = new Map<string, Promise<Properties | undefined>>();

/** Notes the settings that a pool has after this update, so that what lives in it is checked against them. */
export function planPool(id: string, settings: Properties): void {
  planned.set(id, settings);
}

function describePool(context: Context, IdentityPoolId: string): Promise<Properties | undefined> {
  const known = reading.get(IdentityPoolId);
  if (known) return known;
  const client = context.client(regionOf(IdentityPoolId));
  const answer = absentIfNotFound(client.call("DescribeIdentityPool", { IdentityPoolId }))
    .then((pool) => pool && (fromWire(operations.DescribeIdentityPool.output, pool) as Properties))
    .finally(() => reading.delete(IdentityPoolId));
  reading.set(IdentityPoolId, answer);
  return answer;
}
