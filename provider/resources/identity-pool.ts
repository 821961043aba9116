import { type DraftOf, defineResource, defineType, type InputsOf, property, type StateOf } from "../define";
import type { Lifecycle, Request } from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { accountOf, poolArn, regionOf } from "../model/ids";
import { type Output, operations } from "../model/operations";
import { maxUserPoolProviders } from "../model/quotas";
import { boolean, list, map, string, structure } from "../model/shapes";
import { fromOutput, programName, toInput } from "../names";
import { type Change, diffProperties } from "../properties";
import { createResource } from "../resource";
import { isUnknown } from "../unknown";
import { autoName, isAutoName } from "./pool/auto-name";
import { checkSettings } from "./pool/check-settings";
import { guardIdentities } from "./pool/guard-identities";
import { recoverCreation } from "./pool/recover-creation";
import { retryConflict } from "./pool/retry-conflict";
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
  inputs: {
    /** 1 to 128 of `\w`, white space and `+=,.@-`; the resource's name and seven random digits when unset. Renamed in place. */
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
    tagsAll: property(map(string(), string()), { required: true, computed: "check" }),
  },
});

type Inputs = InputsOf<typeof definition>;
type State = StateOf<typeof definition>;
type Draft = DraftOf<typeof definition>;

/** The settings that UpdateIdentityPool writes, all at once: what it is not sent it wipes. */
const settings = Object.keys(wire)
  .map(programName)
  .filter((name) => name !== "tags");

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { context, inputs } = request;
    const { cognitoIdentityProviders: userPools } = inputs;
    const tagsAll = allTags(context.defaultTags(), inputs.tags);
    const checked = {
      identityPoolName: inputs.identityPoolName ?? keptOrNewName(request, request.state.identityPoolName),
      allowUnauthenticatedIdentities: inputs.allowUnauthenticatedIdentities ?? false,
      cognitoIdentityProviders: isUnknown(userPools)
        ? userPools
        : userPools?.map((one) => (isUnknown(one) ? one : withTokenCheck(one))),
      tagsAll,
      region: inputs.region ?? (await context.region()),
    };
    return { inputs: checked, failures: [...checkSettings(inputs), ...checkTags(tagsAll)] };
  },

  async diff({ context, id, state, inputs }) {
    const changes = diffPool(state, inputs);
    if (changes.some(({ replaces }) => replaces)) await guardIdentities(context, id, state, "replace");
    else context.update.planPool(id, inputs);
    return changes;
  },

  async create({ context, name, inputs }) {
    const { region } = inputs;
    const client = context.client(region);
    const account = await client.accountId();
    const input = toInput("CreateIdentityPool", { ...inputs, tags: inputs.tagsAll });
    const pool = await client
      .call("CreateIdentityPool", input)
      .catch((error) => recoverCreation(client, input, error, name));
    context.update.planPool(pool.IdentityPoolId, inputs);
    return { id: pool.IdentityPoolId, state: toState(pool, inputs, account) };
  },

  async read({ context, id, state }) {
    const client = context.client(regionOf(id));
    const pool = await absentIfNotFound(client.call("DescribeIdentityPool", { IdentityPoolId: id }));
    if (!pool) return undefined;
    const account = state.arn === undefined ? await client.accountId() : accountOf(state.arn);
    const tags = ownTags(context, visibleTags(pool.IdentityPoolTags), state.tags);
    return { id, state: toState(pool, { ...state, tags }, account) };
  },

  async update({ context, id, state, inputs }) {
    const client = context.client(regionOf(id));
    const changed = new Set(diffPool(state, inputs).map(({ property }) => property));
    try {
      if (settings.some((name) => changed.has(name))) {
        const input = toInput("UpdateIdentityPool", { ...inputs, identityPoolId: id, tags: undefined });
        await retryConflict(context, () => client.call("UpdateIdentityPool", input));
      }
      if (changed.has("tags")) await changeTags(client, state.arn, state.tagsAll, inputs.tagsAll);
    } catch (error) {
      context.update.dropPlannedPool(id);
      throw error;
    }
    const pool = await client.call("DescribeIdentityPool", { IdentityPoolId: id });
    return toState(pool, inputs, accountOf(state.arn));
  },

  async delete({ context, id, state }) {
    await guardIdentities(context, id, state, "delete");
    await absentIfNotFound(context.client(regionOf(id)).call("DeleteIdentityPool", { IdentityPoolId: id }));
  },
};

export const identityPool = createResource(definition, lifecycle);

/** The automatic name that the pool has, or a new one. */
function keptOrNewName({ name, context }: Request, recorded: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  return recorded !== undefined && isAutoName(name, recorded) ? recorded : autoName(name, context.random);
}

/** Tags are compared with the default ones, and named by the property that the program sets. */
function diffPool(state: State, inputs: Draft): Change[] {
  const { tags: _tags, ...others } = definition.inputs;
  const { tagsAll } = definition.outputs;
  return [
    ...diffProperties(others, state, inputs),
    ...diffProperties({ tagsAll }, state, inputs).map((change) => ({ ...change, property: "tags" })),
  ];
}

/** What the service does not hold of a pool. */
type NotInService = Pick<Partial<Inputs>, "tags" | "deletionProtection">;

function toState(
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
    tagsAll: visibleTags(pool.IdentityPoolTags),
    deletionProtection,
    arn: poolArn(pool.IdentityPoolId, account),
  };
}

/** The service answers `false` where the request left it out. */
const withTokenCheck = <P extends { readonly serverSideTokenCheck?: unknown }>(userPool: P) => ({
  ...userPool,
  serverSideTokenCheck: userPool.serverSideTokenCheck ?? false,
});
