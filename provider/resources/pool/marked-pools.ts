import type { Client, Context } from "../../context";
import { creationTag } from "../../model/creation-tag";
import { absentIfNotFound } from "../../model/errors";
import type { Output } from "../../model/operations";

export type Pool = Output<"DescribeIdentityPool">;

/** A pool as it is listed. */
export interface ListedPool {
  readonly id: string;
  readonly name: string;
}

/** More pools of one name are not looked at: most people have a few. */
const mostDescribed = 20;

/** All pools of a region. */
export async function listPools(client: Client): Promise<readonly ListedPool[]> {
  const pools: ListedPool[] = [];
  const pages = client.paginate("ListIdentityPools", { MaxResults: 60 });
  for await (const { IdentityPoolId: id, IdentityPoolName: name } of pages.items()) pools.push({ id, name });
  return pools;
}

/** Those of some pools whose creation tag is `mark`; all of them where there is no mark. */
export async function describeMarked(
  client: Client,
  pools: readonly ListedPool[],
  mark: string | undefined,
): Promise<Pool[]> {
  const found: Pool[] = [];
  for (const { id } of pools.slice(0, mostDescribed)) {
    const pool = await absentIfNotFound(client.call("DescribeIdentityPool", { IdentityPoolId: id }));
    if (pool && (mark === undefined || pool.IdentityPoolTags?.[creationTag] === mark)) found.push(pool);
  }
  return found;
}

/** Whether nothing was ever made in a pool: no identity, no roles. What can't be told counts as something. */
export async function isUnused(client: Client, { IdentityPoolId }: Pool): Promise<boolean> {
  try {
    const { Identities = [] } = await client.call("ListIdentities", { IdentityPoolId, MaxResults: 1 });
    const { Roles = {}, RoleMappings = {} } = await client.call("GetIdentityPoolRoles", { IdentityPoolId });
    return Identities.length + Object.keys(Roles).length + Object.keys(RoleMappings).length === 0;
  } catch {
    return false;
  }
}

/** Deletes a second pool of one creation, if nothing is in it. */
export async function deleteTwin({ log }: Context, client: Client, twin: Pool): Promise<void> {
  const { IdentityPoolId, IdentityPoolName } = twin;
  const pool = `Identity pool ${IdentityPoolId} (${IdentityPoolName})`;
  if (!(await isUnused(client, twin))) {
    log("warning", `${pool} was made by the same creation, too, but is in use. Delete it when it is not needed.`);
    return;
  }
  await absentIfNotFound(client.call("DeleteIdentityPool", { IdentityPoolId }));
  log("info", `${pool}, a second one of the same creation with nothing in it, is deleted.`);
}
