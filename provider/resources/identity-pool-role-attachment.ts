import { type DraftOf, defineResource, property, type StateOf } from "../define";
import type { Lifecycle, Recorded } from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { formatPath } from "../model/path";
import { map, string } from "../model/shapes";
import { type CheckFailure, diffProperties, isEqual, type Values } from "../properties";
import { createResource } from "../resource";
import { isUnknown } from "../unknown";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { claim } from "./in-a-pool/claim";
import { changePoolRoles, type RolesChange, type RolesDocument, readPoolRoles } from "./roles/pool-roles";
import {
  checkMapping,
  checkRoleArn,
  claimMapping,
  fromWireMapping,
  type RoleMapping,
  roleMappings,
  toWireMapping,
} from "./roles/role-mappings";

const { Roles } = operations.SetIdentityPoolRoles.input.members;

/**
 * The roles of an identity pool, updated in place (GetIdentityPoolRoles, SetIdentityPoolRoles). A pool has one
 * attachment.
 * @example
 * new IdentityPoolRoleAttachment("roles", {
 *   identityPoolId: pool.id,
 *   roles: { authenticated: "arn:aws:iam::123456789012:role/users" },
 * });
 */
export const definition = defineResource({
  name: "IdentityPoolRoleAttachment",
  noun: "attachment",
  id: ["identityPoolId"],
  shared: true,
  inputs: {
    identityPoolId: inAPool.identityPoolId,
    /** The ARNs of the roles of users (`authenticated`) and of guests (`unauthenticated`). */
    roles: property(map(string({ enum: ["authenticated", "unauthenticated"] }), Roles.required.value), {
      required: true,
    }),
    /**
     * All mappings of the pool, one for each provider, at most 10; their order is not significant. When unset or empty,
     * the mappings are left to `IdentityPoolRoleMapping`.
     */
    roleMappings: property(roleMappings),
    region: inAPool.region,
  },
  outputs: {},
});

type State = StateOf<typeof definition>;
type Draft = DraftOf<typeof definition>;

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { inputs, context } = request;
    const { region, pool, poolName, failures: poolFailures } = await checkPool(request);
    const roles = isUnknown(inputs.roles) ? {} : (inputs.roles ?? {});
    const failures = [
      ...poolFailures,
      ...Object.entries(roles).flatMap(([kind, arn]) => checkRoleArn(["roles", kind], arn)),
    ];
    if (poolName !== undefined) {
      failures.push(...claim(request, `the roles of pool ${poolName}`, "identityPoolId"));
    }
    const mappings = isUnknown(inputs.roleMappings) ? [] : (inputs.roleMappings ?? []);
    for (const [index, mapping] of mappings.entries()) {
      const at = ["roleMappings", index];
      failures.push(...checkMapping(mapping, pool, at));
      if (!isUnknown(mapping)) failures.push(...claimMapping(request, poolName, mapping.identityProvider, at));
    }
    failures.push(...checkOneEach(mappings));
    if (pool?.allowUnauthenticatedIdentities === false && roles.unauthenticated !== undefined) {
      context.log(
        "warning",
        `Identity pool ${poolName} has a role for guests, but allows no guests: allowUnauthenticatedIdentities is false.`,
      );
    }
    return { inputs: { region }, failures };
  },

  diff: ({ state, inputs }) => diffProperties(definition.inputs, byProvider(state), byProvider(inputs)),

  async create({ context, inputs }) {
    const { identityPoolId } = inputs;
    await changePoolRoles(context, identityPoolId, replaceRoles({}, inputs));
    return toRecorded(identityPoolId, inputs);
  },

  async read({ context, id, state }) {
    const found = await absentIfNotFound(readPoolRoles(context.client(regionOf(id)), id));
    if (!found) return undefined;
    const isOnlyIdKnown = state.roles === undefined;
    const ownsMappings = isOnlyIdKnown || (state.roleMappings ?? []).length > 0;
    const mappings = ownsMappings ? inOrderOf(state, found) : [];
    if (isEqual(found.roles, {}) && mappings.length === 0) return undefined;
    return toRecorded(id, { roles: found.roles, roleMappings: mappings.length > 0 ? mappings : undefined });
  },

  async update({ context, id, state, inputs }) {
    await changePoolRoles(context, id, replaceRoles(state, inputs));
    return toRecorded(id, inputs).state;
  },

  async delete({ context, id, state }) {
    await absentIfNotFound(changePoolRoles(context, id, replaceRoles(state, {})));
  },
};

export const identityPoolRoleAttachment = createResource(definition, lifecycle);

type Roles = Partial<Pick<State, "roles" | "roleMappings">>;

/** Takes out what `old` set, and puts in what `wanted` says. */
function replaceRoles({ roleMappings: old = [] }: Roles, wanted: Roles): RolesChange {
  const { roles = {}, roleMappings = [] } = wanted;
  const own = Object.fromEntries(roleMappings.map((mapping) => [mapping.identityProvider, toWireMapping(mapping)]));
  const removed = new Set(old.map(({ identityProvider }) => identityProvider));
  return {
    mapped: Object.keys(own),
    change: ({ mappings }) => ({
      roles,
      mappings:
        roleMappings.length > 0
          ? own
          : Object.fromEntries(Object.entries(mappings).filter(([provider]) => !removed.has(provider))),
    }),
  };
}

/** The order of mappings is not significant, but that of their rules is. */
function byProvider({ roleMappings, ...others }: Pick<Draft, "roleMappings">): Values {
  if (roleMappings === undefined || isUnknown(roleMappings)) return { ...others, roleMappings };
  const entries = roleMappings.map((mapping) => {
    if (isUnknown(mapping)) return [mapping, mapping];
    const { identityProvider, ...settings } = mapping;
    return [String(identityProvider), settings];
  });
  return { ...others, roleMappings: Object.fromEntries(entries) };
}

/** The mappings in the order of the recorded ones, so that a refresh shows no change of order. */
function inOrderOf({ roleMappings = [] }: Roles, { mappings }: RolesDocument): RoleMapping[] {
  const place = new Map(roleMappings.map(({ identityProvider }, index) => [identityProvider, index]));
  const placeOf = ({ identityProvider }: RoleMapping) => place.get(identityProvider) ?? place.size;
  return Object.entries(mappings)
    .map(([identityProvider, mapping]) => fromWireMapping(identityProvider, mapping))
    .sort((a, b) => placeOf(a) - placeOf(b));
}

function checkOneEach(mappings: Exclude<NonNullable<Draft["roleMappings"]>, string>): CheckFailure[] {
  const seen = new Set<string>();
  return mappings.flatMap((mapping, index) => {
    const name = isUnknown(mapping) ? undefined : mapping.identityProvider;
    if (name === undefined || isUnknown(name)) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const property = formatPath(["roleMappings", index, "identityProvider"]);
    return [{ property, reason: `has a mapping before this one: ${name}` }];
  });
}

const toRecorded = (id: string, { roles = {}, roleMappings }: Roles): Recorded<State> => ({
  id,
  state: { identityPoolId: id, roles, roleMappings, region: regionOf(id) },
});
