import { type DraftOf, defineResource, type InputsOf, property, type StateOf } from "../define";
import type { Lifecycle, Request } from "../lifecycle";
import { regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { boolean, list, map } from "../model/shapes";
import { type Change, diffProperties, isEqual } from "../properties";
import { createResource } from "../resource";
import { PartialFailure, ResourceError } from "../resource-error";
import { isKnown, isUnknown, whole } from "../unknown";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { joinId, splitId } from "./in-a-pool/compound-id";
import { checkDeveloperProvider, noDeveloperProvider } from "./link/check-link";
import { type DeveloperUser, findIdentity, register, unlink, userId, userObject } from "./link/developer-user";
import { allUsers, checkRegions, checkUsers, claimUsers, mostUsers, type Users } from "./links/check-users";
import { findAll, findRecorded, type UserPlace } from "./links/find-links";
import { describeOutcome, type Outcome, workThrough } from "./links/work-through";

const { DeveloperProviderName, DeveloperUserIdentifier, IdentityId } = operations.UnlinkDeveloperIdentity.input.members;

/**
 * Many users of a backend, each of whom resolves to an identity of a pool: one resource for up to 100,000 of them, worked
 * through at the rate that the service allows (GetOpenIdTokenForDeveloperIdentity, whose token is thrown away,
 * UnlinkDeveloperIdentity; ListIdentities and LookupDeveloperIdentity in a refresh).
 * @example
 * const staff = new DeveloperIdentityLinks("staff", { identityPoolId: pool.id, users: ["alice", "bob"] });
 * export const aliceIdentity = staff.identityIds.apply((ids) => ids.alice);
 */
export const definition = defineResource({
  name: "DeveloperIdentityLinks",
  noun: "set of links",
  id: ["identityPoolId", "developerProviderName"],
  calls: [
    "DescribeIdentityPool",
    "GetOpenIdTokenForDeveloperIdentity",
    "LookupDeveloperIdentity",
    "UnlinkDeveloperIdentity",
    "ListIdentities",
  ],
  inputs: {
    identityPoolId: inAPool.identityPoolId,
    /** The developer provider's name; the pool's own when unset. */
    developerProviderName: property(DeveloperProviderName.required, { computed: "create", replaces: true }),
    /**
     * The users' ids in the backend, 1 to 1,024 characters each. A user gets a new identity, or keeps the one registered
     * already.
     */
    users: property(list(DeveloperUserIdentifier.required, { max: mostUsers }), { unordered: true }),
    /**
     * More users, and the identity, `REGION:UUID`, that each of them is to resolve to: the one that the user has, or one
     * without a login, such as a guest's.
     */
    linkTo: property(map(DeveloperUserIdentifier.required, IdentityId.required, { max: mostUsers })),
    /** Whether the state records `identityIds`; without them a user takes a third of the room. */
    recordIdentityIds: property(boolean, { default: true }),
    region: inAPool.region,
  },
  outputs: {
    /** The identity of each user; empty where `recordIdentityIds` is false. */
    identityIds: property(map(DeveloperUserIdentifier.required, IdentityId.required), {
      computed: "create",
      changedByUpdates: true,
      madeOf: ["users", "linkTo"],
    }),
  },
});

type Inputs = InputsOf<typeof definition>;
type State = StateOf<typeof definition>;
type Draft = DraftOf<typeof definition>;

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { inputs, state, context } = request;
    if (Object.keys(state).length === 0) context.update.unwant(nameOf(request));
    const { region, poolRegion, pool, poolName, successor, failures: poolFailures, against } = await checkPool(request);
    const developerProviderName = inputs.developerProviderName ?? pool?.developerProviderName;
    const named = await against((known) =>
      known ? checkDeveloperProvider(String(poolName), inputs.developerProviderName, known) : [],
    );
    const failures = [...poolFailures, ...named.failures];
    const users = { users: known(inputs.users), linkTo: known(inputs.linkTo) };
    failures.push(...checkUsers(users), ...checkRegions(users, poolRegion));
    if (failures.length === 0 && poolName !== undefined && isKnown(poolName) && isText(developerProviderName)) {
      failures.push(...claimUsers(request, { identityPoolId: poolName, developerProviderName }, allUsers(users)));
    }
    const completed = { developerProviderName: developerProviderName ?? successor?.developerProviderName, region };
    return { inputs: completed, failures, doubts: named.doubts };
  },

  diff(request) {
    const { state, inputs } = request;
    const { users: _users, linkTo: _linkTo, ...others } = definition.inputs;
    const changes = [...diffProperties(others, state, inputs), ...diffUsers(state, inputs)];
    if (!changes.some(({ replaces }) => replaces)) want(request, state, allUsers(whole<Users>(inputs) ?? {}));
    return changes;
  },

  async create(request) {
    const { inputs } = request;
    const { identityPoolId } = inputs;
    const developerProviderName = inputs.developerProviderName ?? (await providerOf(request, identityPoolId));
    const place = { identityPoolId, developerProviderName };
    want(request, place, allUsers(inputs));
    const state = toState(place, new Map(), {});
    return { id: idOf(place), state: await change(request, place, state, inputs) };
  },

  async read(request) {
    const { context, id, state } = request;
    const place = splitId(definition, id);
    const client = context.client(regionOf(place.identityPoolId));
    const isOnlyIdKnown = state.identityPoolId === undefined;
    const recorded = linkedUsers(state);
    const found = isOnlyIdKnown ? await findAll(client, place) : await findRecorded(client, place, recorded);
    if (found.size === 0 && (isOnlyIdKnown || recorded.size > 0)) return undefined;
    return { id, state: toState(place, found, state) };
  },

  async update(request) {
    const { state, inputs, context } = request;
    // What an earlier plan of the same update wanted may be taken out by this one.
    context.update.unwant(nameOf(request));
    want(request, state, allUsers(inputs));
    return change(request, state, state, inputs);
  },

  async delete(request) {
    const { state } = request;
    const failure = describeOutcome("unlinked", await unlinkUsers(request, state, linkedUsers(state), allUsers(state)));
    if (failure) throw failure;
  },
};

export const developerIdentityLinks = createResource(definition, lifecycle);

const idOf = ({ identityPoolId, developerProviderName }: UserPlace) => joinId(identityPoolId, developerProviderName);

const isText = (value: string | undefined): value is string => value !== undefined && isKnown(value);

/** What is known of users in a preview. */
const known = <T>(value: T): Exclude<T, string> | undefined =>
  isUnknown(value) ? undefined : (value as Exclude<T, string>);

const nameOf = ({ urn, name = "" }: Request) => `${definition.name} ${urn ?? name}`;

/** By what an update knows the link of a user, whichever resource holds it. */
const linkKey = (user: DeveloperUser) => `DeveloperIdentityLink ${userId(user)}`;

/** Keeps the deletion of another resource from unlinking users who are in this set now. */
function want(request: Request, place: UserPlace, users: readonly string[]): void {
  for (const developerUserIdentifier of users) {
    request.context.update.want(linkKey({ ...place, developerUserIdentifier }), nameOf(request));
  }
}

async function providerOf({ context }: Request, IdentityPoolId: string): Promise<string> {
  const client = context.client(regionOf(IdentityPoolId));
  const { DeveloperProviderName: name } = await client.call("DescribeIdentityPool", { IdentityPoolId });
  if (name !== undefined) return name;
  throw new ResourceError("PoolSettings", `${noDeveloperProvider(IdentityPoolId)}.`);
}

/** Users are compared as a set. */
function diffUsers(state: State, inputs: Draft): Change[] {
  const changed = (property: string): Change => ({ property, kind: "update", replaces: false });
  const changes: Change[] = [];
  const before = new Set(state.users);
  const users = known(inputs.users);
  const isSame = users ? users.length === before.size && users.every((user) => before.has(user)) : before.size === 0;
  if (isUnknown(inputs.users) || !isSame) changes.push(changed("users"));
  if (isUnknown(inputs.linkTo) || !isEqual(state.linkTo, inputs.linkTo)) changes.push(changed("linkTo"));
  return changes;
}

/** Makes a set what the inputs say: registers who is new, and unlinks who is not in it any more. Answers the new state. */
async function change(request: Request, place: UserPlace, state: State, inputs: Inputs): Promise<State> {
  const client = request.context.client(regionOf(place.identityPoolId));
  const wanted = new Set(allUsers(inputs));
  const linked = linkedUsers(state);
  const isSettled = (user: string): boolean => {
    if (!linked.has(user)) return false;
    const identityId = linked.get(user);
    const wish = inputs.linkTo?.[user];
    return wish === undefined ? identityId !== undefined || inputs.recordIdentityIds === false : wish === identityId;
  };
  const removed = [...linked.keys()].filter((user) => !wanted.has(user));
  const added = [...wanted].filter((user) => !isSettled(user));
  const registered = await workThrough(request, "registered", added, async (user) => {
    const developerUser = { ...place, developerUserIdentifier: user };
    linked.set(user, await register(client, developerUser, inputs.linkTo?.[user]));
  });
  const unlinked = await unlinkUsers(request, place, linked, removed);
  const result = toState(place, linked, inputs);
  const failure = describeOutcome("registered", registered) ?? describeOutcome("unlinked", unlinked);
  if (failure) throw new PartialFailure({ id: idOf(place), state: result }, failure);
  return result;
}

/** The users of a state, and their identities as far as they are recorded. */
const linkedUsers = (state: Partial<State>): Map<string, string | undefined> =>
  new Map(allUsers(state).map((user) => [user, state.identityIds?.[user] ?? state.linkTo?.[user]]));

/** Unlinks users, and takes them out of `linked`; those who are another resource's now are only taken out. */
function unlinkUsers(
  request: Request,
  place: UserPlace,
  linked: Map<string, string | undefined>,
  users: readonly string[],
): Promise<Outcome> {
  const { update, client: clientOf } = request.context;
  const client = clientOf(regionOf(place.identityPoolId));
  return workThrough(request, "unlinked", users, async (developerUserIdentifier) => {
    const user = { ...place, developerUserIdentifier };
    if (!update.wants(linkKey(user)) && !isOfOther(request, user)) {
      const identityId = linked.get(developerUserIdentifier) ?? (await findIdentity(client, user));
      if (identityId !== undefined) await unlink(client, user, identityId);
    }
    linked.delete(developerUserIdentifier);
  });
}

/** Whether another resource of the program has claimed a user. */
function isOfOther({ context, urn, name }: Request, user: DeveloperUser): boolean {
  const owner = context.update.ownerOf(userObject(user));
  return owner !== undefined && owner !== (urn ?? name);
}

/** What is recorded: the users who are registered, those first whom the inputs name, and the identities that they have. */
function toState(
  { identityPoolId, developerProviderName }: UserPlace,
  linked: ReadonlyMap<string, string | undefined>,
  { users = [], linkTo = {}, recordIdentityIds }: Partial<Inputs>,
): State {
  const named = new Set(allUsers({ users, linkTo }));
  const present = [
    ...users.filter((user) => linked.has(user)),
    ...[...linked.keys()].filter((user) => !named.has(user)),
  ];
  const identityIds = [...linked].flatMap(([user, identityId]) =>
    identityId === undefined ? [] : [[user, identityId]],
  );
  const linkedTo = Object.keys(linkTo).flatMap((user) =>
    linked.has(user) ? [[user, linked.get(user) ?? linkTo[user]]] : [],
  );
  return {
    identityPoolId,
    developerProviderName,
    users: present.length > 0 ? present : undefined,
    linkTo: linkedTo.length > 0 ? Object.fromEntries(linkedTo) : undefined,
    recordIdentityIds,
    region: regionOf(identityPoolId),
    identityIds: recordIdentityIds === false ? {} : Object.fromEntries(identityIds),
  };
}
