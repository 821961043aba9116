import type { Client } from "../context";
import { creationTag } from "../model/creation-tag";
import { absentIfNotFound } from "../model/errors";
import { markOf } from "../resources/pool/creation-mark";
import { isUnused, listPools, type Pool } from "../resources/pool/marked-pools";
import type { ExportedState } from "./exported-state";

/** A pool that bears the tag of a creation and that a stack's state does not hold. */
export interface Leftover {
  readonly pool: Pool;
  /** The resource of the stack that made it; undefined where another stack did, or one that the state no longer names. */
  readonly urn: string | undefined;
  /** Whether it has an identity or a role, or it can't be told. */
  readonly isInUse: boolean;
}

/** The leftovers in the region of a client, each as soon as it is found. */
export async function* findLeftovers(client: Client, state: ExportedState): AsyncGenerator<Leftover> {
  const marks = new Map(state.creations.map(({ urn, replaced }) => [markOf(urn, replaced), urn]));
  for (const { id } of await listPools(client)) {
    if (state.mentions(id)) continue;
    const pool = await absentIfNotFound(client.call("DescribeIdentityPool", { IdentityPoolId: id }));
    const mark = pool?.IdentityPoolTags?.[creationTag];
    if (!pool || mark === undefined) continue;
    yield { pool, urn: marks.get(mark), isInUse: !(await isUnused(client, pool)) };
  }
}
