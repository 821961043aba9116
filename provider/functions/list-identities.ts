import { defineFunction, property, type ResultOf } from "../define";
import { boolean, list } from "../model/shapes";
import { toInput } from "../names";
import { ofList, ofPool } from "./arguments";
import { identityDescription, toDescription } from "./describe-identity";
import { createFunction, type Run, regionOfArgs } from "./function";

/**
 * Lists the identities of a pool, all pages of them (ListIdentities).
 * @example
 * const { identities } = await listIdentities({ identityPoolId });
 */
export const definition = defineFunction({
  name: "listIdentities",
  operation: "ListIdentities",
  args: {
    identityPoolId: ofPool.identityPoolId,
    maxResults: ofList.maxResults,
    limit: ofList.limit,
    /** Whether disabled identities are left out. */
    hideDisabled: property(boolean, { default: false }),
  },
  result: {
    /** The id of the identity pool. */
    identityPoolId: ofPool.identityPoolId,
    /** The identities of all pages, up to `limit`. */
    identities: property(list(identityDescription), { required: true }),
  },
});

const run: Run<typeof definition> = async (
  context,
  { limit: most = Number.POSITIVE_INFINITY, maxResults = 60, ...args },
) => {
  const { identityPoolId } = args;
  const identities: ResultOf<typeof definition>["identities"] = [];
  if (most === 0) return { identityPoolId, identities };
  const input = toInput("ListIdentities", { ...args, maxResults });
  for await (const identity of context.client(regionOfArgs(args)).paginate("ListIdentities", input).items()) {
    identities.push(toDescription(identity));
    if (identities.length >= most) break;
  }
  return { identityPoolId, identities };
};

export const listIdentities = createFunction(definition, run);
