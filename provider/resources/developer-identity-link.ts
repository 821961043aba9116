import { defineResource, type InputsOf, property, type StateOf } from "../define";
import type { Lifecycle, Recorded, Request } from "../lifecycle";
import { isServiceId, regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { boolean, string } from "../model/shapes";
import { diffProperties, withoutUndefined } from "../properties";
import { createResource } from "../resource";
import { ResourceError } from "../resource-error";
import { isKnown } from "../unknown";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { claim } from "./in-a-pool/claim";
import { splitId } from "./in-a-pool/compound-id";
import {
  checkDeveloperProvider,
  checkIdentityRegion,
  checkLinkedIdentity,
  noDeveloperProvider,
} from "./link/check-link";
import { checkWish } from "./link/check-move";
import { type DeveloperUser, findIdentity, listUsers, userId, userObject } from "./link/developer-user";
import { diffIdentity } from "./link/diff-identity";
import { Linking, type LinkWish } from "./link/linking";

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
  calls: [
    "DescribeIdentityPool",
    "GetOpenIdTokenForDeveloperIdentity",
    "LookupDeveloperIdentity",
    "MergeDeveloperIdentities",
    "UnlinkDeveloperIdentity",
    "DescribeIdentity",
    "DeleteIdentities",
    "ListIdentities",
  ],
  inputs: {
    identityPoolId: inAPool.identityPoolId,
    /** The developer provider's name; the pool's own when unset. */
    developerProviderName: property(DeveloperProviderName.required, { computed: "create", replaces: true }),
    /**
     * The user's id in the backend, 1 to 1,024 characters. It is a part of the link's id, where a secret shows in plain
     * text, too.
     */
    developerUserIdentifier: property(DeveloperUserIdentifier.required, { required: true, replaces: true }),
    /**
     * The identity that the user resolves to, `REGION:UUID`; a new one, or the one registered already, when unset. When it
     * is taken away, the user stays where it is, or gets an identity of its own where `onConflict` is `move`.
     */
    identityId: property(IdentityId.required, { computed: "create" }),
    /**
     * What happens when the user is registered to another identity than `identityId`: an error; `move` moves this user
     * alone; `merge` moves all that the other identity has, its other users too, and can't be undone.
     */
    onConflict: property(string({ enum: ["error", "merge", "move"] }), { default: "error" }),
    /** Whether an identity is deleted, too, when a delete or a move leaves no login on it. */
    deleteIdentity: property(boolean, { default: false }),
    region: inAPool.region,
  },
  outputs: {},
});

type Inputs = InputsOf<typeof definition>;

type State = StateOf<typeof definition>;

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { inputs, state } = request;
    const { region, poolRegion, pool, poolName, successor, failures: poolFailures, against } = await checkPool(request);
    const { developerUserIdentifier, identityId, onConflict } = inputs;
    const developerProviderName = inputs.developerProviderName ?? pool?.developerProviderName;
    const failures = [...poolFailures];
    failures.push(...checkIdentityRegion("identityId", identityId, poolRegion));
    const named = await against((known) =>
      known ? checkDeveloperProvider(String(poolName), inputs.developerProviderName, known) : [],
    );
    failures.push(...named.failures);
    const user = { identityPoolId: poolName, developerProviderName, developerUserIdentifier };
    const recorded = userOf(state);
    if (isWhole(recorded)) request.context.update.noteRecorded(userObject(recorded));
    if (failures.length === 0 && isWhole(user)) {
      failures.push(...claim(request, userObject(user), "developerUserIdentifier"));
      failures.push(...checkWish(request, user, identityId));
      const isNew = identityId !== undefined && isKnown(identityId) && identityId !== state.identityId;
      if (isNew && isServiceId(inputs.identityPoolId)) {
        failures.push(...(await checkLinkedIdentity(request, user, { identityId, onConflict }, pool)));
      }
    }
    const completed = { developerProviderName: developerProviderName ?? successor?.developerProviderName, region };
    return { inputs: completed, failures, doubts: named.doubts };
  },

  diff(request) {
    const { identityId: _identityId, ...others } = definition.inputs;
    return [...diffProperties(others, request.state, request.inputs), ...diffIdentity(request)];
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
    const isOwn = context.update.isRecorded(userObject(user));
    return toRecorded(user, await linking(request, user, inputs, isOwn).link(), inputs);
  },

  async read({ context, id, state }) {
    const user = splitId(definition, id);
    const found = await findIdentity(context.client(regionOf(user.identityPoolId)), user);
    if (found === undefined) return undefined;
    if (isUnsettled(state)) return unsettled(user, state);
    if (state.identityId !== undefined && found !== state.identityId) context.update.noteDrift(id);
    return toRecorded(user, found, state);
  },

  async update(request) {
    const { state, inputs, setBefore = [] } = request;
    const link = linking(request, state, inputs, true);
    const settle = () => {
      if (isUnsettled(state)) return link.resume();
      if (inputs.identityId !== undefined) return inputs.identityId === state.identityId ? undefined : link.link();
      const isDetached = setBefore.includes("identityId") && inputs.onConflict === "move";
      return isDetached ? link.detach(state.identityId) : undefined;
    };
    const identityId = (await settle()) ?? state.identityId;
    // A crash may have come between the user's move and the end of the identity that it left.
    if (inputs.onConflict === "move" && identityId !== state.identityId && !isUnsettled(state)) {
      await link.leave(state.identityId);
    }
    return toRecorded(state, identityId, inputs).state;
  },

  async delete(request) {
    const { context, id, state } = request;
    const user = splitId(definition, id);
    const from = isUnsettled(state) ? await findIdentity(context.client(regionOf(id)), user) : state.identityId;
    if (from !== undefined) await linking(request, user, state, true).unlink(from);
  },

  async *list({ context, identityPoolId }) {
    const client = context.client(regionOf(identityPoolId));
    const pool = await client.call("DescribeIdentityPool", { IdentityPoolId: identityPoolId });
    const developerProviderName = pool.DeveloperProviderName;
    if (developerProviderName === undefined) return;
    for await (const developerUserIdentifier of listUsers(client, identityPoolId, developerProviderName)) {
      const id = userId({ identityPoolId, developerProviderName, developerUserIdentifier });
      yield { id, name: developerUserIdentifier };
    }
  },
};

export const developerIdentityLink = createResource(definition, lifecycle);

const isWhole = (user: Partial<DeveloperUser>): user is DeveloperUser =>
  Object.values(user).every((part) => part !== undefined && isKnown(part));

const userOf = ({ identityPoolId, developerProviderName, developerUserIdentifier }: Partial<Inputs>) => ({
  identityPoolId,
  developerProviderName,
  developerUserIdentifier,
});

const linking = ({ context }: Request, user: DeveloperUser, wish: LinkWish, isOwn: boolean) =>
  new Linking(user, wish, {
    client: context.client(regionOf(user.identityPoolId)),
    clock: context.clock,
    log: context.log,
    isOwn,
    unsettled: unsettled(user, wish),
  });

function toRecorded(user: DeveloperUser, identityId: string, wish: LinkWish): Recorded<State> {
  const { id, state } = unsettled(user, wish);
  return { id, state: { ...state, identityId } };
}

/** What is recorded of a user whom a failure left between two identities. */
function unsettled(user: DeveloperUser, { onConflict, deleteIdentity }: LinkWish): Recorded<Omit<State, "identityId">> {
  const { identityPoolId, developerProviderName, developerUserIdentifier } = user;
  const region = regionOf(identityPoolId);
  const state = { identityPoolId, developerProviderName, developerUserIdentifier, onConflict, deleteIdentity, region };
  return { id: userId(user), state: withoutUndefined(state) };
}

/** Whether a state is of a user whom a failure left between two identities; one that is empty is not. */
const isUnsettled = ({ developerUserIdentifier, identityId }: Partial<State>): boolean =>
  developerUserIdentifier !== undefined && identityId === undefined;
