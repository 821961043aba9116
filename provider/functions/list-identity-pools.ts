import { defineFunction, defineType, property, type ResultOf } from "../define";
import { operations } from "../model/operations";
import { list, string, structure } from "../model/shapes";
import { ofList } from "./arguments";
import { createFunction, type Run } from "./function";

const { IdentityPoolId, IdentityPoolName } = operations.DescribeIdentityPool.output.members;

const identityPoolShortDescription = defineType(
  "IdentityPoolShortDescription",
  structure({
    /** The id of the pool, `REGION:UUID`. */
    identityPoolId: IdentityPoolId,
    /** Its name, which other pools may have, too. */
    identityPoolName: IdentityPoolName,
  }),
);

/**
 * Lists the pools of a region, all pages of them (ListIdentityPools).
 * @example
 * const { identityPools } = await listIdentityPools();
 */
export const definition = defineFunction({
  name: "listIdentityPools",
  operation: "ListIdentityPools",
  args: {
    maxResults: ofList.maxResults,
    limit: ofList.limit,
    /** The AWS region; the provider's when unset. */
    region: property(string()),
  },
  result: {
    /** The pools of all pages, up to `limit`. */
    identityPools: property(list(identityPoolShortDescription), { required: true }),
  },
});

const run: Run<typeof definition> = async (
  context,
  { maxResults = 60, limit: most = Number.POSITIVE_INFINITY, region },
) => {
  const identityPools: ResultOf<typeof definition>["identityPools"] = [];
  if (most === 0) return { identityPools };
  const pages = context.client(region).paginate("ListIdentityPools", { MaxResults: maxResults });
  for await (const { IdentityPoolId: identityPoolId, IdentityPoolName: identityPoolName } of pages.items()) {
    identityPools.push({ identityPoolId, identityPoolName });
    if (identityPools.length >= most) break;
  }
  return { identityPools };
};

export const listIdentityPools = createFunction(definition, run);
