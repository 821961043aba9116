import {
  type Change,
  checkShapes,
  defined,
  diffShapes,
  type Lifecycle,
  type Properties,
  type Property,
} from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { poolArn, regionOf } from "../model/ids";
import { type Input, type Output, operations } from "../model/operations";
import { boolean, map, type Shape, shapeOf, string } from "../model/shapes";
import { fromWire, programName, programShape, toWire } from "../names";
import { planPool } from "./in-a-pool/check-pool";
import { autoName } from "./pool/auto-name";
import { checkArns, checkProviderNames } from "./pool/check-settings";
import { guardIdentities } from "./pool/guard-identities";
import { recoverCreation } from "./pool/recover-creation";
import { retryConflict } from "./pool/retry-conflict";
import { checkTags, mergeTags, ownTags, updateTags, visibleTags } from "./pool/tags";

const wireShape = operations.CreateIdentityPool.input;

const shapes = Object.fromEntries(
  Object.entries(programShape(wireShape).members).map(([name, member]) => [name, shapeOf(member)]),
) as Record<string, Shape>;
const shape = (name: string): Shape => shapes[name] as Shape;

const inputs: Readonly<Record<string, Property>> = {
  identityPoolName: { shape: shape("identityPoolName") },
  allowUnauthenticatedIdentities: { shape: boolean },
  allowClassicFlow: { shape: boolean },
  developerProviderName: { shape: shape("developerProviderName") },
  supportedLoginProviders: { shape: shape("supportedLoginProviders") },
  openidConnectProviderArns: { shape: shape("openidConnectProviderArns"), unordered: true },
  samlProviderArns: { shape: shape("samlProviderArns"), unordered: true },
  cognitoIdentityProviders: { shape: { ...shape("cognitoIdentityProviders"), max: 50 } as Shape, unordered: true },
  tags: { shape: shape("tags") },
  deletionProtection: { shape: boolean },
  region: { shape: string({ min: 1 }), replaces: true },
};

/** The settings that UpdateIdentityPool writes, all at once: what it is not sent it wipes. */
const settings = Object.keys(wireShape.members)
  .map(programName)
  .filter((name) => name !== "tags");

/** An identity pool: CreateIdentityPool, DescribeIdentityPool, UpdateIdentityPool, DeleteIdentityPool, tags by ARN. */
export const identityPool: Lifecycle = {
  name: "IdentityPool",
  inputs,
  outputs: ["identityPoolId", "arn", "tagsAll"],

  async check(context, olds, news) {
    const checked: Properties = {
      ...news,
      identityPoolName: news.identityPoolName ?? autoName(news.__resourceName, olds.identityPoolName),
      allowUnauthenticatedIdentities: news.allowUnauthenticatedIdentities ?? false,
      cognitoIdentityProviders: withTokenCheck(news.cognitoIdentityProviders),
      tagsAll: mergeTags(context.defaultTags, news.tags),
      region: news.region ?? (await context.region()),
    };
    const failures = [
      ...checkShapes(inputs, checked),
      ...checkArns("openidConnectProviderArns", "oidc-provider", news),
      ...checkArns("samlProviderArns", "saml-provider", news),
      ...checkProviderNames(news),
      ...checkTags(checked.tagsAll),
    ];
    return { inputs: defined(checked), failures };
  },

  async diff(context, id, olds, news) {
    const changes = diffPool(olds, news);
    if (changes.some(({ replaces }) => replaces)) await guardIdentities(context, id, olds, "replace");
    else planPool(id, news);
    return changes;
  },

  async create(context, news) {
    const region = news.region as string;
    const account = await context.accountId(region);
    const client = context.client(region);
    const input = toCreate(news);
    const pool = await client
      .call("CreateIdentityPool", input)
      .catch((error) => recoverCreation(client, input, error, news.__resourceName));
    planPool(pool.IdentityPoolId, news);
    return { id: pool.IdentityPoolId, state: toState(pool, news, account) };
  },

  async read(context, id, state) {
    const region = regionOf(id);
    const pool = await absentIfNotFound(context.client(region).call("DescribeIdentityPool", { IdentityPoolId: id }));
    if (!pool) return undefined;
    const account = accountOf(state.arn) ?? (await context.accountId(region));
    return { id, state: toState(pool, { ...state, region, tags: ownTags(context, pool, state) }, account) };
  },

  async update(context, id, olds, news) {
    const client = context.client(regionOf(id));
    const changed = new Set(diffPool(olds, news).map(({ property }) => property));
    if (settings.some((name) => changed.has(name))) {
      await retryConflict(context, () => client.call("UpdateIdentityPool", toUpdate(id, news)));
    }
    if (changed.has("tags")) await updateTags(context, id, olds, news);
    const pool = await client.call("DescribeIdentityPool", { IdentityPoolId: id });
    return toState(pool, news, accountOf(olds.arn) ?? (await context.accountId(regionOf(id))));
  },

  async delete(context, id, state) {
    await guardIdentities(context, id, state, "delete");
    await absentIfNotFound(context.client(regionOf(id)).call("DeleteIdentityPool", { IdentityPoolId: id }));
  },
};

const accountOf = (arn: unknown) => (typeof arn === "string" ? arn.split(":")[4] : undefined);

function diffPool(olds: Properties, news: Properties): Change[] {
  const { tags: _tags, ...compared } = inputs;
  const changes = diffShapes(compared, olds, news).map((change) =>
    // The service accepts a first developer provider name, and never another one.
    change.property === "developerProviderName" && change.kind !== "add" ? { ...change, replaces: true } : change,
  );
  const tagChanges = diffShapes({ tagsAll: { shape: map(string(), string()) } }, olds, news);
  return [...changes, ...tagChanges.map((change) => ({ ...change, property: "tags" }))];
}

/** Every member of the wire that the inputs set. */
function toCreate(news: Properties): Input<"CreateIdentityPool"> {
  return toWire(wireShape, { ...news, tags: news.tagsAll }) as Input<"CreateIdentityPool">;
}

function toUpdate(id: string, news: Properties): Input<"UpdateIdentityPool"> {
  const { IdentityPoolTags: _tags, ...pool } = toCreate(news);
  return { IdentityPoolId: id, ...pool };
}

function toState(pool: Output<"DescribeIdentityPool">, inputs: Properties, account: string): Properties {
  const { IdentityPoolTags: wireTags, ...rest } = pool;
  const region = regionOf(pool.IdentityPoolId);
  const described = fromWire(operations.DescribeIdentityPool.output, rest) as Properties;
  return defined({
    ...described,
    cognitoIdentityProviders: withTokenCheck(described.cognitoIdentityProviders),
    region,
    tags: inputs.tags,
    tagsAll: visibleTags(wireTags),
    deletionProtection: inputs.deletionProtection,
    arn: poolArn(pool.IdentityPoolId, account),
  });
}

/** The service answers `false` where the request left it out. */
function withTokenCheck(providers: unknown): unknown {
  if (!Array.isArray(providers)) return providers;
  return providers.map((provider) =>
    typeof provider === "object" && provider !== null
      ? { ...provider, serverSideTokenCheck: provider.serverSideTokenCheck ?? false }
      : provider,
  );
}
