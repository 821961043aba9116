import type { Context } from "../context";
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
import { joinId, splitId } from "./in-a-pool/compound-id";
import { changePoolRoles, readPoolRoles, saysTheSame } from "./roles/pool-roles";
import { checkMapping, fromWireMapping, mappingShapes, toWireMapping } from "./roles/role-mappings";
import { claim } from "./update/claim";

const inputs: Readonly<Record<string, Property>> = {
  identityPoolId: {
    shape: operations.SetIdentityPoolRoles.input.members.IdentityPoolId.required,
    required: true,
    replaces: true,
  },
  identityProvider: { shape: mappingShapes.identityProvider, required: true, replaces: true },
  type: { shape: mappingShapes.type, required: true },
  ambiguousRoleResolution: { shape: mappingShapes.ambiguousRoleResolution },
  mappingRules: { shape: mappingShapes.mappingRules },
  region: { shape: string({ min: 1 }), replaces: true },
};

const idForm = "identityPoolId/identityProvider";

/** One provider's mapping among those of a pool: GetIdentityPoolRoles, SetIdentityPoolRoles, read, changed and written. */
export const identityPoolRoleMapping: Lifecycle = {
  name: "IdentityPoolRoleMapping",
  inputs,
  outputs: [],

  async check(context, olds, news) {
    const { region, pool, failures } = await checkPool(context, news);
    failures.unshift(...checkShapes(inputs, news));
    const { identityPoolId, identityProvider } = news;
    if (isServiceId(identityPoolId) && typeof identityProvider === "string" && !isUnknown(identityProvider)) {
      const object = `the mapping of ${identityProvider} in pool ${identityPoolId}`;
      failures.push(...claim(context, object, "identityProvider", news));
    }
    if (typeof olds.identityPoolId === "string") owned(context).add(idOf(olds));
    failures.push(...checkMapping(news, pool));
    return { inputs: defined({ ...news, region }), failures };
  },

  async diff(_context, _id, olds, news) {
    return diffShapes(inputs, olds, news);
  },

  async create(context, news) {
    await set(context, news, owned(context).has(idOf(news)));
    return toRecorded(news);
  },

  async read(context, id) {
    const [identityPoolId, identityProvider] = splitId(this.name, id, idForm);
    const found = await absentIfNotFound(readPoolRoles(context.client(regionOf(identityPoolId)), identityPoolId));
    const mapping = found?.mappings[identityProvider];
    return mapping && toRecorded({ identityPoolId, ...fromWireMapping(identityProvider, mapping) });
  },

  async update(context, _id, _olds, news) {
    await set(context, news, true);
    return toRecorded(news).state;
  },

  async delete(context, id) {
    const [identityPoolId, identityProvider] = splitId(this.name, id, idForm);
    const removed = changePoolRoles(context, identityPoolId, ({ roles, mappings }) => {
      const { [identityProvider]: _removed, ...others } = mappings;
      return { roles, mappings: others };
    });
    await absentIfNotFound(removed);
  },
};

const ownedIds = new WeakMap<Context, Set<string>>();

/** The mappings that the stack has had, which it may overwrite. */
function owned(context: Context): Set<string> {
  const ids = ownedIds.get(context) ?? new Set();
  ownedIds.set(context, ids);
  return ids;
}

async function set(context: Context, news: Properties, isOwned: boolean): Promise<void> {
  const key = news.identityProvider as string;
  const mapping = toWireMapping(news);
  await changePoolRoles(context, news.identityPoolId as string, ({ roles, mappings }) => {
    const present = mappings[key];
    if (present && !isOwned && !saysTheSame(present, mapping)) {
      throw new Error(
        `Identity pool ${news.identityPoolId} has a mapping for ${key} that this stack did not make: ` +
          `${JSON.stringify(present)}. Remove it there, or give this resource the same settings to take it over.`,
      );
    }
    return { roles, mappings: { ...mappings, [key]: mapping } };
  });
}

const idOf = ({ identityPoolId, identityProvider }: Properties) => joinId(identityPoolId, identityProvider);

const toRecorded = (properties: Properties): Recorded => {
  const { identityPoolId, identityProvider, type, ambiguousRoleResolution, mappingRules } = properties;
  const region = regionOf(identityPoolId as string);
  return {
    id: idOf(properties),
    state: defined({ identityPoolId, identityProvider, type, ambiguousRoleResolution, mappingRules, region }),
  };
};
