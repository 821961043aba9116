import type { Context } from "../context";
import { type DraftOf, defineResource, defineType, type InputsOf, property, type StateOf } from "../define";
import type { CreateRequest, Lifecycle, Recorded } from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { accountOf, poolArn, regionOf } from "../model/ids";
import { type Output, operations } from "../model/operations";
import { maxUserPoolProviders } from "../model/quotas";
import { boolean, list, map, string, structure } from "../model/shapes";
import { fromOutput, toInput } from "../names";
import { type Change, diffProperties, overlay, withoutUndefined } from "../properties";
import { createResource } from "../resource";
import { PartialFailure, ResourceError } from "../resource-error";
import { isUnknown } from "../unknown";
import { chooseName } from "./pool/auto-name";
import { changeSettings, poolSettings } from "./pool/change-settings";
import { checkSettings, doubtfulSettings } from "./pool/check-settings";
import { PoolCreation } from "./pool/create-once";
import { noteReplaceable } from "./pool/creation-mark";
import { guardIdentities } from "./pool/guard-identities";
import { allTags, changeTags, checkTags, ownTags, visibleTags } from "./pool/tags";

const wire = operations.CreateIdentityPool.input.members;
const { ClientId, ProviderName, ServerSideTokenCheck } = wire.CognitoIdentityProviders.of.members;

/** A user pool whose users may sign in to an identity pool. */
const cognitoIdentityProvider = defineType(
  "CognitoIdentityProvider",
  structure({
    /** The id of the user pool's app client, 1 to 128 letters and digits. */
    clientId: ClientId,
    /** `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
    providerName: ProviderName,
    /** Whether the service asks the user pool if the user was signed out or disabled; false when unset. */
    serverSideTokenCheck: ServerSideTokenCheck,
  }),
  ["serverSideTokenCheck"],
);

/**
 * An Amazon Cognito identity pool (CreateIdentityPool, DescribeIdentityPool, UpdateIdentityPool, DeleteIdentityPool).
 * @example
 * const pool = new IdentityPool("users", {
 *   developerProviderName: "login.example.com",
 *   supportedLoginProviders: { "accounts.google.com": "1234.apps.googleusercontent.com" },
 * });
 * export const poolId = pool.id;
 */
export const definition = defineResource({
  name: "IdentityPool",
  noun: "pool",
  id: ["identityPoolId"],
  marked: true,
  calls: [
    "CreateIdentityPool",
    "DescribeIdentityPool",
    "UpdateIdentityPool",
    "DeleteIdentityPool",
    "ListIdentityPools",
    "TagResource",
    "UntagResource",
    "ListIdentities",
    "GetIdentityPoolRoles",
  ],
  inputs: {
    /**
     * 1 to 128 of `\w`, white space and `+=,.@-`. Where a program gives none, a pool keeps the name that it has, and a new
     * one gets the resource's name and seven random digits, or what `pulumi:autonaming` says. Renamed in place.
     */
    identityPoolName: property(wire.IdentityPoolName.required, { computed: "check" }),
    /** Whether guests, without any login, get an identity. */
    allowUnauthenticatedIdentities: property(boolean, { default: false, computed: "check" }),
    /** Whether the basic (classic) flow is allowed. Unset is a state of its own: AWS then still allows GetOpenIdToken. */
    allowClassicFlow: property(boolean),
    /** The name under which a backend registers its own users, 1 to 128 of `\w.-`. */
    developerProviderName: property(wire.DeveloperProviderName, { replaces: "once set" }),
    /** Public login providers and the app's id at each, at most 10, for example `{ "accounts.google.com": "…" }`. */
    supportedLoginProviders: property(wire.SupportedLoginProviders),
    /** The ARNs of IAM OpenID Connect providers. */
    openidConnectProviderArns: property(wire.OpenIdConnectProviderARNs, { unordered: true }),
    /** The ARNs of IAM SAML providers. */
    samlProviderArns: property(wire.SamlProviderARNs, { unordered: true }),
    /** User pools and their app clients. */
    cognitoIdentityProviders: property(list(cognitoIdentityProvider, { max: maxUserPoolProviders }), {
      unordered: true,
    }),
    /** Tags, at most 50 with the provider's default tags; keys of 1 to 128 characters, values of up to 256. */
    tags: property(wire.IdentityPoolTags),
    /** Whether a delete or replace is refused while the pool holds identities. */
    deletionProtection: property(boolean, { default: false }),
    /** The AWS region; the provider's when unset. */
    region: property(string({ min: 1 }), { computed: "check", replaces: true }),
  },
  outputs: {
    /** The id of the pool, `REGION:UUID`. */
    identityPoolId: property(operations.DescribeIdentityPool.output.members.IdentityPoolId.required, {
      required: true,
    }),
    /** `arn:PARTITION:cognito-identity:REGION:ACCOUNT:identitypool/ID`. */
    arn: property(string(), { required: true }),
    /** The pool's tags, the provider's default tags included. */
    tagsAll: property(map(string(), string()), { required: true, computed: "check", madeOf: ["tags", "defaultTags"] }),
  },
});

type Inputs = InputsOf<typeof definition>;
type State = StateOf<typeof definition>;
type Draft = DraftOf<typeof definition>;

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { context, inputs } = request;
    const { cognitoIdentityProviders: userPools } = inputs;
    if (Object.keys(request.state).length > 0) noteReplaceable(request);
    const tagsAll = allTags(context.defaultTags(), inputs.tags);
    // A name that was given once is kept, under an alias and another resource name, too.
    const kept = inputs.identityPoolName ?? request.state.identityPoolName;
    const { name, failures } = kept === undefined ? chooseName(request) : { name: kept, failures: [] };
    const checked = {
      identityPoolName: name,
      allowUnauthenticatedIdentities: inputs.allowUnauthenticatedIdentities ?? false,
      cognitoIdentityProviders: isUnknown(userPools)
        ? userPools
        : userPools?.map((one) => (isUnknown(one) ? one : withTokenCheck(one))),
      tagsAll,
      region: inputs.region ?? (await context.region()),
    };
    for (const doubt of doubtfulSettings(inputs)) context.log("warning", `${request.name ?? "IdentityPool"}: ${doubt}`);
    return { inputs: checked, failures: [...failures, ...checkSettings(inputs), ...checkTags(context, tagsAll)] };
  },

  async diff({ context, name = "", id, state, setBefore, inputs }) {
    context.update.holdPool(id);
    if (context.update.wants(adopted(id))) throw heldTwice(id);
    const changes = diffPool(context, state, inputs, setBefore);
    if (changes.some(({ replaces }) => replaces)) {
      context.update.noteReplaced(name, id);
      context.update.planSuccessor(id, inputs);
      await guardIdentities(context, id, state, "replace");
    } else context.update.planPool(id, inputs, new Set(changes.map(({ property }) => property)));
    return changes;
  },

  async create(request) {
    const { context, inputs } = request;
    const client = context.client(inputs.region);
    const account = await client.accountId();
    const input = toInput("CreateIdentityPool", { ...inputs, tags: inputs.tagsAll });
    const { pool, isAdopted } = await new PoolCreation(request, client, inputs.region, input).perform();
    const id = pool.IdentityPoolId;
    context.update.holdPool(id);
    context.update.planPool(id, inputs);
    if (isAdopted) return adopt(request, toState(context, pool, {}, account));
    const state = toState(context, pool, inputs, account);
    tellDifferences(context, state, inputs);
    return { id, state };
  },

  async read({ context, id, state }) {
    const client = context.client(regionOf(id));
    const pool = await absentIfNotFound(client.call("DescribeIdentityPool", { IdentityPoolId: id }));
    if (!pool) return undefined;
    context.update.holdPool(id);
    const account = state.arn === undefined ? await client.accountId() : accountOf(state.arn);
    const tags = ownTags(context, visibleTags(context, pool.IdentityPoolTags), state.tags);
    return { id, state: toState(context, pool, { ...state, tags }, account) };
  },

  async update({ context, id, state, setBefore, inputs }) {
    const client = context.client(regionOf(id));
    const changed = new Set(diffPool(context, state, inputs, setBefore).map(({ property }) => property));
    let pool: Output<"DescribeIdentityPool"> | undefined;
    try {
      if (poolSettings.some((name) => changed.has(name))) pool = await changeSettings(context, id, inputs, changed);
      if (changed.has("tags")) {
        await changeTags(client, state.arn, visibleTags(context, state.tagsAll), inputs.tagsAll);
        pool = pool
          ? { ...pool, IdentityPoolTags: inputs.tagsAll }
          : await client.call("DescribeIdentityPool", { IdentityPoolId: id });
      }
    } catch (error) {
      context.update.dropPlannedPool(id);
      throw error;
    }
    const { tags, deletionProtection } = inputs;
    const found = pool ? toState(context, pool, inputs, accountOf(state.arn)) : { ...state, tags, deletionProtection };
    // What was not written stays as it was recorded: what else the service has of it now, a refresh shows.
    const ownTags = new Set(Object.keys({ ...state.tagsAll, ...inputs.tagsAll }));
    const written = { ...found, tagsAll: overlay({}, found.tagsAll, ownTags) };
    tellDifferences(context, written, inputs, changed);
    return overlay(state, written, new Set(changed.has("tags") ? [...changed, "tagsAll"] : changed));
  },

  async delete({ context, id, state }) {
    context.update.holdPool(id);
    // A replacement by force, of which the engine tells nothing, may have taken this very pool for one that was not recorded.
    if (context.update.wants(adopted(id))) {
      context.log("info", `Identity pool ${id} is kept, as it was adopted in this update.`);
      return;
    }
    await guardIdentities(context, id, state, "delete");
    await absentIfNotFound(context.client(regionOf(id)).call("DeleteIdentityPool", { IdentityPoolId: id }));
  },

  async *list({ context }) {
    const pools = context.client(await context.region()).paginate("ListIdentityPools", { MaxResults: 60 });
    for await (const { IdentityPoolId, IdentityPoolName } of pools.items()) {
      yield { id: IdentityPoolId, name: IdentityPoolName };
    }
  },
};

export const identityPool = createResource(definition, lifecycle);

const adopted = (id: string) => `IdentityPool ${id}`;

const heldTwice = (id: string) =>
  new ResourceError(
    "Conflict",
    `Identity pool ${id} was adopted by another resource of this update, as if it had not been recorded. Take that ` +
      'resource out of the state ("pulumi state delete"), and run the update again.',
  );

/** Gives a pool that is there what the program says. */
async function adopt(request: CreateRequest<Inputs>, state: State): Promise<Recorded<State>> {
  const id = state.identityPoolId;
  request.context.update.want(adopted(id));
  try {
    return { id, state: await lifecycle.update({ ...request, id, state }) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new PartialFailure({ id, state: withoutUndefined(state) }, error);
  }
}

/** Tags are compared with the default ones, and named by the property that the program sets. */
function diffPool(context: Context, state: State, inputs: Draft, setBefore?: readonly string[]): Change[] {
  const { tags: _tags, allowClassicFlow, ...settings } = definition.inputs;
  // The AWS provider sets `false` where the program sets nothing.
  const isLeft = state.allowClassicFlow === false && setBefore?.includes("allowClassicFlow") === false;
  const isSame = isLeft && inputs.allowClassicFlow === undefined;
  const others = isSame ? settings : { ...settings, allowClassicFlow };
  const { tagsAll } = definition.outputs;
  return [
    ...diffProperties(others, state, inputs),
    ...diffProperties({ tagsAll }, { tagsAll: visibleTags(context, state.tagsAll) }, inputs).map((change) => ({
      ...change,
      property: "tags",
    })),
  ];
}

/** Tells of properties that the service did not take as they were written. */
function tellDifferences(context: Context, written: State, wanted: Inputs, names?: ReadonlySet<string>): void {
  const different = diffPool(context, written, wanted).flatMap(({ property }) =>
    (names?.has(property) ?? true) ? [property] : [],
  );
  if (different.length === 0) return;
  context.log(
    "warning",
    `Identity pool ${written.identityPoolId}: the service has another value for ${different.join(" and ")} than was ` +
      "written. The state records the service's value.",
  );
}

/** What the service does not hold of a pool. */
type NotInService = Pick<Partial<Inputs>, "tags" | "deletionProtection">;

function toState(
  context: Context,
  pool: Output<"DescribeIdentityPool">,
  { tags, deletionProtection }: NotInService,
  account: string,
): State {
  const { tags: _tags, ...described } = fromOutput("DescribeIdentityPool", pool);
  return {
    ...described,
    cognitoIdentityProviders: described.cognitoIdentityProviders?.map(withTokenCheck),
    region: regionOf(pool.IdentityPoolId),
    tags,
    tagsAll: visibleTags(context, pool.IdentityPoolTags),
    deletionProtection,
    arn: poolArn(pool.IdentityPoolId, account),
  };
}

/** The service answers `false` where the request left it out. */
const withTokenCheck = <P extends { readonly serverSideTokenCheck?: unknown }>(userPool: P) => ({
  ...userPool,
  serverSideTokenCheck: userPool.serverSideTokenCheck ?? false,
});
