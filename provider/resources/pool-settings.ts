import type { Context } from "../context";
import type { Properties } from "../lifecycle";
import { fromWire } from "../names";
import { operations } from "../service/operations";
import { absentIfNotFound } from "./absent";
import { regionOf } from "./region-of";

const planned = new Map<string, Properties>();
const reading = new Map<string, Promise<Properties | undefined>>();

/** Notes the settings that a pool of this update will have, so that what depends on it is checked against them. */
export function planPool(id: string, settings: Properties): void {
  planned.set(id, settings);
}

/** The settings of a pool as they will be, or else as they are; undefined when there is no such pool. */
export async function poolSettings(context: Context, IdentityPoolId: string): Promise<Properties | undefined> {
  const known = planned.get(IdentityPoolId) ?? reading.get(IdentityPoolId);
  if (known) return known;
  const client = context.client(regionOf(IdentityPoolId));
  const answer = absentIfNotFound(client.call("DescribeIdentityPool", { IdentityPoolId }))
    .then((pool) => pool && (fromWire(operations.DescribeIdentityPool.output, pool) as Properties))
    .finally(() => reading.delete(IdentityPoolId));
  reading.set(IdentityPoolId, answer);
  return answer;
}
