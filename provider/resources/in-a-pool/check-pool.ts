import type { Context } from "../../context";
import { property } from "../../define";
import type { DeclaredPool, Request } from "../../lifecycle";
import { absentIfNotFound, hasCode } from "../../model/errors";
import { isServiceId, regionOf } from "../../model/ids";
import { operations } from "../../model/operations";
import { string } from "../../model/shapes";
import { fromOutput } from "../../names";
import { type CheckFailure, type Findings, overlay } from "../../properties";
import type { PoolPlan, PoolSettings, Successor } from "../../this-update";
import { isUnknown } from "../../unknown";

const { IdentityPoolId } = operations.DescribeIdentityPool.input.members;

/** The inputs of everything that lives in a pool. */
export const inAPool = {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: property(IdentityPoolId.required, { required: true, replaces: true }),
  /** The AWS region; the pool's when unset. */
  region: property(string({ min: 1 }), { computed: "check", replaces: true }),
} as const;

/** Checks something against the settings of a pool, or by its form alone where they are not known. */
type PoolCheck = (pool: PoolSettings | undefined) => CheckFailure[];

/** What can be said of the pool that a resource lives in before anything is done. */
export interface CheckedPool {
  /** The region of the resource: the pool's, when it is known. */
  readonly region: string | undefined;
  /** The region of the pool, where it is known or its program says it. */
  readonly poolRegion?: string | undefined;
  /** The pool's settings as they will be; undefined when they are not known. */
  readonly pool?: PoolSettings | undefined;
  /** The pool's id, or its name in the program where the id is not known yet; undefined when neither is known. */
  readonly poolName?: string | undefined;
  /** What a preview knows of the next pool of a resource that leaves the recorded one. */
  readonly successor?: Successor | undefined;
  /** Whether this update has made the pool. */
  readonly isNew?: boolean;
  readonly failures: readonly CheckFailure[];
  /**
   * Checks against the pool as it will be. Of a pool that another part of the same update may change, only the form of
   * what is wrong is certain.
   */
  against(check: PoolCheck): Promise<Findings> | Findings;
}

type PoolRequest = Request & {
  readonly pool?: DeclaredPool | undefined;
  readonly inputs: { readonly identityPoolId?: string | undefined; readonly region?: string | undefined };
  readonly state: { readonly identityPoolId?: string | undefined };
};

/** Checks `identityPoolId` and `region` of a resource that lives in a pool. */
export async function checkPool(request: PoolRequest): Promise<CheckedPool> {
  const { context, pool: declared, inputs } = request;
  const { identityPoolId, region } = inputs;
  if (!isServiceId(identityPoolId)) {
    if (!declared) {
      const successor = isUnknown(identityPoolId) ? successorOf(request) : undefined;
      return { region: region ?? successor?.region, successor, failures: [], against: certainly(undefined) };
    }
    const { name: poolName, settings: pool } = declared;
    const failures = checkRegion(region, declared.region);
    const poolRegion = isUnknown(declared.region) ? undefined : declared.region;
    return { region, poolRegion, pool, poolName, failures, against: certainly(pool) };
  }
  const own = regionOf(identityPoolId);
  const failures = checkRegion(region, own);
  const known = { region: own, poolRegion: own, poolName: identityPoolId, failures };
  if (failures.length > 0) return { region, failures, against: certainly(undefined) };
  const plan = context.update.plannedPool(identityPoolId);
  if (plan) {
    const against: CheckedPool["against"] = (check) => checkPlan(context, identityPoolId, plan, check);
    return { ...known, pool: plan.settings, isNew: plan.changed === undefined, against };
  }
  const pool = await describePool(context, identityPoolId);
  if (pool === "hidden") return { ...known, against: certainly(undefined) };
  if (pool) return { ...known, pool, against: (check) => checkPresent(pool, check) };
  const missing = { property: "identityPoolId", reason: `is of no pool: ${identityPoolId}` };
  return { ...known, failures: [missing], against: certainly(undefined) };
}

function successorOf({ context, urn, name, state }: PoolRequest): Successor | undefined {
  const resource = urn ?? name;
  return resource === undefined ? undefined : context.update.successorOf(state.identityPoolId, resource);
}

const certainly =
  (pool: PoolSettings | undefined) =>
  (check: PoolCheck): Findings => ({ failures: check(pool), doubts: [] });

/** What this update does not change of a pool is as the service has it, whatever was recorded. */
async function checkPlan(context: Context, id: string, plan: PoolPlan, check: PoolCheck): Promise<Findings> {
  const failures = check(plan.settings);
  if (failures.length === 0 || plan.changed === undefined) return { failures, doubts: [] };
  const present = await describePool(context, id);
  if (present === undefined || present === "hidden") return { failures, doubts: [] };
  return { failures: check(overlay(present, plan.settings, plan.changed)), doubts: [] };
}

function checkPresent(pool: PoolSettings, check: PoolCheck): Findings {
  const wrongForms = new Set(check(undefined).map(({ property }) => property));
  const [failures, doubts]: [CheckFailure[], CheckFailure[]] = [[], []];
  for (const failure of check(pool)) (wrongForms.has(failure.property) ? failures : doubts).push(failure);
  return { failures, doubts };
}

function checkRegion(region: string | undefined, own: string | undefined): CheckFailure[] {
  if (region === undefined || own === undefined || region === own || isUnknown(region) || isUnknown(own)) return [];
  return [{ property: "region", reason: `must be that of the pool, ${own}` }];
}

/** The settings of a pool; `hidden` from those who may work with what is in a pool and not see the pool. */
const describePool = (context: Context, id: string): Promise<PoolSettings | "hidden" | undefined> =>
  context.update.share(id, async () => {
    try {
      const client = context.client(regionOf(id));
      const pool = await absentIfNotFound(client.call("DescribeIdentityPool", { IdentityPoolId: id }));
      return pool && fromOutput("DescribeIdentityPool", pool);
    } catch (error) {
      if (hasCode(error, "AccessDeniedException", "NotAuthorizedException")) return "hidden";
      throw error;
    }
  });
