import {
  checkShapes,
  defined,
  diffShapes,
  isUnknown,
  type Lifecycle,
  type Properties,
  type Property,
  type Recorded,
} from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { isServiceId, regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { string } from "../model/shapes";
import { checkPool } from "./in-a-pool/check-pool";
import { changePoolRoles, type PoolRoles, readPoolRoles } from "./roles/pool-roles";
import { checkMapping, checkRoleArn, fromWireMapping, mappingsShape, toWireMapping } from "./roles/role-mappings";
import { claim } from "./update/claim";

const { IdentityPoolId, Roles } = operations.SetIdentityPoolRoles.input.members;

const inputs: Readonly<Record<string, Property>> = {
  identityPoolId: { shape: IdentityPoolId.required, required: true, replaces: true },
  roles: { shape: Roles.required, required: true },
  roleMappings: { shape: mappingsShape },
  region: { shape: string({ min: 1 }), replaces: true },
};

/**
 * The roles of a pool, and all its mappings when there are some among the inputs; otherwise the mappings are left to
 * others. GetIdentityPoolRoles, SetIdentityPoolRoles. The id is the pool's.
 */
export const identityPoolRoleAttachment: Lifecycle = {
  name: "IdentityPoolRoleAttachment",
  inputs,
  outputs: [],

  async check(context, _olds, news) {
    const { region, pool, failures } = await checkPool(context, news);
    failures.unshift(...checkShapes(inputs, news));
    for (const [kind, arn] of Object.entries(asObject(news.roles)))
      failures.push(...checkRoleArn(`roles.${kind}`, arn));
    const { identityPoolId } = news;
    if (isServiceId(identityPoolId)) {
      failures.push(...claim(context, `the roles of pool ${identityPoolId}`, "identityPoolId", news));
    }
    for (const [index, mapping] of listOf(news.roleMappings).entries()) {
      failures.push(...checkMapping(mapping, pool, `roleMappings.${index}.`));
    }
    failures.push(...checkTwice(listOf(news.roleMappings)));
    if (pool?.allowUnauthenticatedIdentities === false && asObject(news.roles).unauthenticated !== undefined) {
      context.log(
        "warning",
        `Identity pool ${identityPoolId} has a role for guests, but allows no guests: allowUnauthenticatedIdentities is false.`,
      );
    }
    return { inputs: defined({ ...news, region }), failures };
  },

  async diff(_context, _id, olds, news) {
    return diffShapes(inputs, byProvider(olds), byProvider(news));
  },

  async create(context, news) {
    const id = news.identityPoolId as string;
    await changePoolRoles(context, id, (before) => wanted(before, {}, news));
    return toRecorded(id, news);
  },

  async read(context, id, state) {
    const found = await absentIfNotFound(readPoolRoles(context.client(regionOf(id)), id));
    if (!found) return undefined;
    const isGet = state.roles === undefined;
    const mappings = Object.entries(found.mappings).map(([key, mapping]) => fromWireMapping(key, mapping));
    const roleMappings = isGet || listOf(state.roleMappings).length > 0 ? inOrderOf(state, mappings) : [];
    if (Object.keys(found.roles).length === 0 && roleMappings.length === 0) return undefined;
    return toRecorded(id, { roles: found.roles, roleMappings: roleMappings.length > 0 ? roleMappings : undefined });
  },

  async update(context, id, olds, news) {
    await changePoolRoles(context, id, (before) => wanted(before, olds, news));
    return toRecorded(id, news).state;
  },

  async delete(context, id, state) {
    await absentIfNotFound(changePoolRoles(context, id, (before) => wanted(before, state, {})));
  },
};

const asObject = (value: unknown): Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};

const listOf = (value: unknown): Properties[] => (Array.isArray(value) ? value.map(asObject) : []);

/** The document with what `olds` set taken out and what `news` says put in. */
function wanted(before: PoolRoles, olds: Properties, news: Properties): PoolRoles {
  const mappings = listOf(news.roleMappings);
  return {
    roles: asObject(news.roles) as PoolRoles["roles"],
    mappings:
      mappings.length > 0
        ? Object.fromEntries(mappings.map((mapping) => [mapping.identityProvider as string, toWireMapping(mapping)]))
        : without(
            before.mappings,
            listOf(olds.roleMappings).map(({ identityProvider }) => identityProvider),
          ),
  };
}

const without = <T>(bag: Readonly<Record<string, T>>, keys: unknown[]): Record<string, T> =>
  Object.fromEntries(Object.entries(bag).filter(([key]) => !keys.includes(key)));

/** The order of mappings says nothing, but that of their rules does. */
function byProvider(properties: Properties): Properties {
  const mappings = properties.roleMappings;
  if (!Array.isArray(mappings)) return properties;
  const entries = listOf(mappings).map(({ identityProvider, ...mapping }) => [String(identityProvider), mapping]);
  return { ...properties, roleMappings: Object.fromEntries(entries) };
}

/** The mappings in the order of the recorded ones, so that a refresh shows no change of order. */
function inOrderOf(state: Properties, mappings: Properties[]): Properties[] {
  const place = new Map(listOf(state.roleMappings).map(({ identityProvider }, index) => [identityProvider, index]));
  const placeOf = ({ identityProvider }: Properties) => place.get(identityProvider) ?? place.size;
  return mappings.sort((a, b) => placeOf(a) - placeOf(b));
}

function checkTwice(mappings: Properties[]) {
  const seen = new Set<unknown>();
  return mappings.flatMap(({ identityProvider: name }, index) => {
    if (typeof name !== "string" || isUnknown(name)) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ property: `roleMappings.${index}.identityProvider`, reason: `has a mapping before this one: ${name}` }];
  });
}

const toRecorded = (id: string, { roles, roleMappings }: Properties): Recorded => ({
  id,
  state: defined({ identityPoolId: id, roles, roleMappings, region: regionOf(id) }),
});
