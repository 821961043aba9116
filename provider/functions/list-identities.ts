import type { Context } from "../context";
import { type ArgsOf, defineFunction, property, type ResultOf } from "../define";
import { boolean, list } from "../model/shapes";
import { toInput } from "../names";
import { ofList, ofPool } from "./arguments";
import { identityDescription, toDescription } from "./describe-identity";
import { checkArgs, createFunction, type Run, regionOfArgs } from "./function";

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

type Identity = ResultOf<typeof definition>["identities"][number];

type Filter = (identity: Identity) => boolean;

async function* walk(
  context: Context,
  { limit: most = Number.POSITIVE_INFINITY, maxResults = 60, ...args }: ArgsOf<typeof definition>,
  filter: Filter = () => true,
): AsyncGenerator<Identity> {
  if (most === 0) return;
  let count = 0;
  const input = toInput("ListIdentities", { ...args, maxResults });
  for await (const listed of context.client(regionOfArgs(args)).paginate("ListIdentities", input).items()) {
    const identity = toDescription(listed);
    if (!filter(identity)) continue;
    yield identity;
    if (++count >= most) return;
  }
}

/**
 * The identities of a pool one by one, of which no more than two pages are held. `limit` counts those that the filter lets
 * through.
 */
export async function* eachIdentity(
  context: Context,
  args: ArgsOf<typeof definition>,
  filter?: Filter,
): AsyncGenerator<Identity> {
  await checkArgs(context, definition, args);
  yield* walk(context, args, filter);
}

const run: Run<typeof definition> = async (context, args) => {
  const identities: Identity[] = [];
  for await (const identity of walk(context, args)) identities.push(identity);
  return { identityPoolId: args.identityPoolId, identities };
};

export const listIdentities = createFunction(definition, run);
