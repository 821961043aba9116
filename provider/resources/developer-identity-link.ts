import { defineResource, type InputsOf, property, type StateOf } from "../define";
import type { CreateRequest, Lifecycle, Recorded } from "../lifecycle";
import { isServiceId, regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { boolean, string } from "../model/shapes";
import { diffProperties } from "../properties";
import { createResource } from "../resource";
import { ResourceError } from "../resource-error";
import { isKnown } from "../unknown";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { claim } from "./in-a-pool/claim";
import { splitId } from "./in-a-pool/compound-id";
import { checkDeveloperProvider, checkLinkedIdentity, describeConflict, noDeveloperProvider } from "./link/check-link";
import {
  type DeveloperUser,
  deleteIfUnused,
  findIdentity,
  merge,
  register,
  unlink,
  userId,
} from "./link/developer-user";

const { DeveloperProviderName, DeveloperUserIdentifier, IdentityId } = operations.UnlinkDeveloperIdentity.input.members;

/**
 * A user of a backend who resolves to an identity of a pool (GetOpenIdTokenForDeveloperIdentity, whose token is thrown
 * away, LookupDeveloperIdentity, MergeDeveloperIdentities, UnlinkDeveloperIdentity, DeleteIdentities).
 * @example
 * const alice = new DeveloperIdentityLink("alice", { identityPoolId: pool.id, developerUserIdentifier: "alice" });
 * export const aliceIdentity = alice.identityId;
 */
export const definition = defineResource({
  name: "DeveloperIdentityLink",
  noun: "link",
  id: ["identityPoolId", "developerProviderName", "developerUserIdentifier"],
  shared: true,
  inputs: {
    identityPoolId: inAPool.identityPoolId,
    /** The developer provider's name; the pool's own when unset. */
    developerProviderName: property(DeveloperProviderName.required, { computed: "create", replaces: true }),
    /** The user's id in the backend, 1 to 1,024 characters. */
    developerUserIdentifier: property(DeveloperUserIdentifier.required, { required: true, replaces: true }),
    /** The identity that the user resolves to, `REGION:UUID`; a new one, or the one registered already, when unset. */
    identityId: property(IdentityId.required, { computed: "create" }),
    /** What happens when the user is registered to another identity than `identityId`. A merge can't be undone. */
    onConflict: property(string({ enum: ["error", "merge"] }), { default: "error" }),
    /** Whether a delete also deletes the identity when no login is left on it. */
    deleteIdentity: property(boolean, { default: false }),
    region: inAPool.region,
  },
  outputs: {},
});

type Inputs = InputsOf<typeof definition>;

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { inputs, state } = request;
    const { region, pool, poolName, failures: poolFailures, against } = await checkPool(request);
    const { developerUserIdentifier, identityId, onConflict } = inputs;
    const developerProviderName = inputs.developerProviderName ?? pool?.developerProviderName;
    const failures = [...poolFailures];
    const named = await against((known) =>
      known ? checkDeveloperProvider(String(poolName), inputs.developerProviderName, known) : [],
    );
    failures.push(...named.failures);
    const user = { identityPoolId: poolName, developerProviderName, developerUserIdentifier };
    if (failures.length === 0 && isWhole(user)) {
      failures.push(...claim(request, `the user ${userId(user)}`, "developerUserIdentifier"));
      const isNew = identityId !== undefined && isKnown(identityId) && identityId !== state.identityId;
      if (isNew && isServiceId(inputs.identityPoolId)) {
        failures.push(...(await checkLinkedIdentity(request, user, { identityId, onConflict }, pool)));
      }
    }
    return { inputs: { developerProviderName, region }, failures, doubts: named.doubts };
  },

  diff({ state, inputs }) {
    const { identityId, ...others } = definition.inputs;
    // Where the program names no identity, any is right.
    return diffProperties(inputs.identityId === undefined ? others : { ...others, identityId }, state, inputs);
  },

  async create(request) {
    const { inputs, context } = request;
    const { identityPoolId, developerUserIdentifier } = inputs;
    const developerProviderName =
      inputs.developerProviderName ??
      (await context.client(regionOf(identityPoolId)).call("DescribeIdentityPool", { IdentityPoolId: identityPoolId }))
        .DeveloperProviderName;
    if (developerProviderName === undefined) {
      throw new ResourceError("PoolSettings", `${noDeveloperProvider(identityPoolId)}.`);
    }
    const user = { identityPoolId, developerProviderName, developerUserIdentifier };
    return toRecorded(user, await resolveUser(request, user), inputs);
  },

  async read({ context, id, state }) {
    const user = splitId(definition, id);
    const found = await findIdentity(context.client(regionOf(user.identityPoolId)), user);
    return found === undefined ? undefined : toRecorded(user, found, state);
  },

  async update(request) {
    const { state, inputs } = request;
    const isSame = inputs.identityId === undefined || inputs.identityId === state.identityId;
    return toRecorded(state, isSame ? state.identityId : await resolveUser(request, state), inputs).state;
  },

  async delete({ context, id, state }) {
    const user = splitId(definition, id);
    const client = context.client(regionOf(user.identityPoolId));
    await unlink(client, user, state.identityId);
    if (state.deleteIdentity === true) await deleteIfUnused(client, state.identityId);
  },
};

export const developerIdentityLink = createResource(definition, lifecycle);

const isWhole = (user: Partial<DeveloperUser>): user is DeveloperUser =>
  Object.values(user).every((part) => part !== undefined && isKnown(part));

function toRecorded(
  user: DeveloperUser,
  identityId: string,
  { onConflict, deleteIdentity }: Pick<Inputs, "onConflict" | "deleteIdentity">,
): Recorded<StateOf<typeof definition>> {
  const { identityPoolId, developerProviderName, developerUserIdentifier } = user;
  return {
    id: userId(user),
    state: {
      identityPoolId,
      developerProviderName,
      developerUserIdentifier,
      identityId,
      onConflict,
      deleteIdentity,
      region: regionOf(identityPoolId),
    },
  };
}

/** Makes the user resolve to the identity that the inputs name, or to any; answers it. */
async function resolveUser({ context, inputs }: CreateRequest<Inputs>, user: DeveloperUser): Promise<string> {
  const client = context.client(regionOf(user.identityPoolId));
  const { identityId, onConflict } = inputs;
  const current = await findIdentity(client, user);
  if (current === undefined) return register(client, user, identityId);
  if (identityId === undefined || identityId === current) {
    context.log("info", `Developer user ${userId(user)} is registered already, to ${current}: it is adopted.`);
    return current;
  }
  if (onConflict === "merge") return merge(client, user, identityId);
  throw new ResourceError("Conflict", `identityId ${describeConflict(user, current, identityId)}.`);
}
