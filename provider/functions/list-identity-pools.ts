import { operations } from "../model/operations";
import { fromWire } from "../names";
import { checkArgs, checkLimit, type ServiceFunction } from "./function";

export interface ListIdentityPoolsArgs {
  /** The size of a page, 1 to 60; 60 when unset. All pages are read. */
  maxResults?: number;
  /** How many pools are listed at most; all when unset. */
  limit?: number;
  /** The AWS region; the provider's when unset. */
  region?: string;
}

export interface IdentityPoolShortDescription {
  /** The id of the pool, `REGION:UUID`. */
  identityPoolId: string;
  /** Its name, which other pools may have, too. */
  identityPoolName: string;
}

export interface ListIdentityPoolsResult {
  /** The pools of all pages, up to `limit`. */
  identityPools: IdentityPoolShortDescription[];
}

const name = "listIdentityPools";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html */
export const listIdentityPools: ServiceFunction<ListIdentityPoolsArgs, ListIdentityPoolsResult> = {
  name,
  async run(context, { maxResults = 60, limit, region }) {
    checkArgs(name, "ListIdentityPools", { maxResults });
    const most = checkLimit(name, "ListIdentityPools", limit);
    const identityPools: IdentityPoolShortDescription[] = [];
    if (most === 0) return { identityPools };
    const shape = operations.DescribeIdentityPool.output;
    for await (const pool of context.client(region).paginate("ListIdentityPools", { MaxResults: maxResults }).items()) {
      identityPools.push(fromWire(shape, pool) as IdentityPoolShortDescription);
      if (identityPools.length >= most) break;
    }
    return { identityPools };
  },
};
