import type { Context } from "../../context";
import { property } from "../../define";
import type { DeclaredPool, Request } from "../../lifecycle";
import { absentIfNotFound, hasCode } from "../../model/errors";
import { isServiceId, regionOf } from "../../model/ids";
import { operations } from "../../model/operations";
import { string } from "../../model/shapes";
import { fromOutput } from "../../names";
import type { CheckFailure } from "../../properties";
import type { PoolSettings } from "../../this-update";
import { isUnknown } from "../../unknown";

const { IdentityPoolId } = operations.DescribeIdentityPool.input.members;

/** The inputs of everything that lives in a pool. */
export const inAPool = {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: property(IdentityPoolId.required, { required: true, replaces: true }),
  /** The AWS region; the pool's when unset. */
  region: property(string({ min: 1 }), { computed: "check", replaces: true }),
} as const;

/** What can be said of the pool that a resource lives in before anything is done. */
export interface CheckedPool {
  /** The region of the resource: the pool's, when it is known. */
  readonly region: string | undefined;
  /** The pool's settings as they will be; undefined when they are not known. */
  readonly pool?: PoolSettings | undefined;
  /** The pool's id, or its name in the program where the id is not known yet; undefined when neither is known. */
  readonly poolName?: string | undefined;
  readonly failures: readonly CheckFailure[];
}

type PoolRequest = Request & {
  readonly pool?: DeclaredPool | undefined;
  readonly inputs: { readonly identityPoolId?: string | undefined; readonly region?: string | undefined };
};

/** Checks `identityPoolId` and `region` of a resource that lives in a pool. */
export async function checkPool({ context, pool: declared, inputs }: PoolRequest): Promise<CheckedPool> {
  const { identityPoolId, region } = inputs;
  if (!isServiceId(identityPoolId)) {
    if (!declared) return { region, failures: [] };
    const { name: poolName, settings: pool } = declared;
    return { region, pool, poolName, failures: checkRegion(region, declared.region) };
  }
  const own = regionOf(identityPoolId);
  const failures = checkRegion(region, own);
  if (failures.length > 0) return { region, failures };
  const known = { region: own, poolName: identityPoolId };
  try {
    const pool = context.update.plannedPool(identityPoolId) ?? (await describePool(context, identityPoolId));
    if (pool) return { ...known, pool, failures: [] };
    return { ...known, failures: [{ property: "identityPoolId", reason: `is of no pool: ${identityPoolId}` }] };
  } catch (error) {
    // Who may work with what is in a pool need not be allowed to see the pool.
    if (hasCode(error, "AccessDeniedException", "NotAuthorizedException")) return { ...known, failures: [] };
    throw error;
  }
}

function checkRegion(region: string | undefined, own: string | undefined): CheckFailure[] {
  if (region === undefined || own === undefined || region === own || isUnknown(region) || isUnknown(own)) return [];
  return [{ property: "region", reason: `must be that of the pool, ${own}` }];
}

const describePool = (context: Context, id: string): Promise<PoolSettings | undefined> =>
  context.update.share(id, async () => {
    const client = context.client(regionOf(id));
    const pool = await absentIfNotFound(client.call("DescribeIdentityPool", { IdentityPoolId: id }));
    return pool && fromOutput("DescribeIdentityPool", pool);
  });
