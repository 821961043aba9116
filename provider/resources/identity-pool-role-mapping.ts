import { defineResource, property, type StateOf } from "../define";
import type { Lifecycle, Recorded } from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { regionOf } from "../model/ids";
import { diffProperties } from "../properties";
import { createResource } from "../resource";
import { whole } from "../unknown";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { joinId, splitId } from "./in-a-pool/compound-id";
import { refuseChanged, refuseNew } from "./roles/foreign-roles";
import { foreseeForeign } from "./roles/foresee-foreign";
import { changePoolRoles, type RolesChange, readPoolRoles } from "./roles/pool-roles";
import {
  checkMapping,
  claimMapping,
  fromWireMapping,
  mappingKey,
  type RoleMapping,
  roleMapping,
  wireMappings,
} from "./roles/role-mappings";
import { warnOfMapping } from "./roles/warn-of-mapping";

const { identityProvider, type, ambiguousRoleResolution, mappingRules } = roleMapping.members;

/**
 * The role mapping of one provider of an identity pool; those of other providers, and the pool's roles, stay as they are
 * (GetIdentityPoolRoles, SetIdentityPoolRoles). A mapping that something else made is not overwritten.
 * @example
 * new IdentityPoolRoleMapping("facebook", {
 *   identityPoolId: pool.id,
 *   identityProvider: "graph.facebook.com",
 *   type: "Token",
 *   ambiguousRoleResolution: "AuthenticatedRole",
 * });
 */
export const definition = defineResource({
  name: "IdentityPoolRoleMapping",
  noun: "mapping",
  id: ["identityPoolId", "identityProvider"],
  shared: true,
  calls: ["DescribeIdentityPool", "GetIdentityPoolRoles", "SetIdentityPoolRoles"],
  readFirst: true,
  inputs: {
    identityPoolId: inAPool.identityPoolId,
    /**
     * The provider: `graph.facebook.com` and the like, the issuer of an OpenID Connect provider without `https://`, the
     * ARN of a SAML provider, or `cognito-idp.REGION.amazonaws.com/USER_POOL_ID:CLIENT_ID`.
     */
    identityProvider: property(identityProvider.required, { required: true, replaces: true }),
    /** `Token`: the role that the token asks for. `Rules`: the first of `mappingRules` that matches. */
    type: property(type.required, { required: true }),
    /** What happens when no role can be told: the role for authenticated users, or none. Required for both types. */
    ambiguousRoleResolution: property(ambiguousRoleResolution),
    /** 1 to 25 rules, in order; only for type `Rules`. */
    mappingRules: property(mappingRules),
    region: inAPool.region,
  },
  outputs: {},
});

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { inputs, state, context } = request;
    const { region, poolName, isNew, failures: poolFailures, against } = await checkPool(request);
    const mapped = await against((pool) => checkMapping(inputs, pool));
    const failures = [...poolFailures, ...mapped.failures];
    const { identityProvider } = inputs;
    failures.push(...claimMapping(request, poolName, identityProvider));
    warnOfMapping(request, inputs, state);
    if (state.identityPoolId !== undefined && state.identityProvider !== undefined) {
      context.update.noteRecorded(mappingKey(state.identityPoolId, state.identityProvider), state);
    }
    const doubts = [...mapped.doubts];
    const wanted = whole<RoleMapping>(inputs);
    if (wanted && inputs.identityPoolId !== undefined && !isNew && state.identityPoolId === undefined) {
      const reason = await foreseeForeign(context, inputs.identityPoolId, changeOf({ wanted, refuse: refuseNew }));
      if (reason !== undefined) doubts.push({ property: "identityProvider", reason: `can't be mapped: ${reason}` });
    }
    return { inputs: { region }, failures, doubts };
  },

  async diff({ context, state, inputs }) {
    const changes = diffProperties(definition.inputs, state, inputs);
    const wanted = whole<RoleMapping>(inputs);
    if (wanted && changes.length > 0 && !changes.some(({ replaces }) => replaces)) {
      const change = changeOf({ recorded: state, wanted, refuse: refuseChanged });
      const reason = await foreseeForeign(context, state.identityPoolId, change);
      if (reason !== undefined) context.log("warning", reason);
    }
    return changes;
  },

  async create({ context, inputs }) {
    const { identityPoolId, identityProvider } = inputs;
    const recorded = context.update.recorded<RoleMapping>(mappingKey(identityPoolId, identityProvider));
    await changePoolRoles(context, identityPoolId, changeOf({ recorded, wanted: inputs, refuse: refuseNew }));
    return toRecorded(identityPoolId, inputs);
  },

  async read({ context, id }) {
    const { identityPoolId, identityProvider } = splitId(definition, id);
    const found = await absentIfNotFound(readPoolRoles(context.client(regionOf(identityPoolId)), identityPoolId));
    const mapping = found?.mappings[identityProvider];
    return mapping && toRecorded(identityPoolId, fromWireMapping(identityProvider, mapping));
  },

  async update({ context, state, inputs }) {
    const change = changeOf({ recorded: state, wanted: inputs, refuse: refuseChanged });
    await changePoolRoles(context, inputs.identityPoolId, change);
    return toRecorded(inputs.identityPoolId, inputs).state;
  },

  async delete({ context, id, state }) {
    const { identityPoolId } = splitId(definition, id);
    await absentIfNotFound(changePoolRoles(context, identityPoolId, changeOf({ recorded: state })));
  },

  async *list({ context, identityPoolId }) {
    const { mappings } = await readPoolRoles(context.client(regionOf(identityPoolId)), identityPoolId);
    for (const name of Object.keys(mappings)) yield { id: joinId(identityPoolId, name), name };
  },
};

export const identityPoolRoleMapping = createResource(definition, lifecycle);

interface Setting extends Pick<RolesChange, "refuse"> {
  readonly recorded?: RoleMapping | undefined;
  readonly wanted?: RoleMapping;
}

/** Sets or removes the mapping; one that the stack did not make is left alone, unless it is equal. */
const changeOf = ({ recorded, wanted, refuse }: Setting): RolesChange => ({
  mappings: { recorded: wireMappings(recorded), wanted: wireMappings(wanted) },
  refuse,
});

const toRecorded = (identityPoolId: string, mapping: RoleMapping): Recorded<StateOf<typeof definition>> => {
  const { identityProvider, type, ambiguousRoleResolution, mappingRules } = mapping;
  return {
    id: joinId(identityPoolId, identityProvider),
    state: {
      identityPoolId,
      identityProvider,
      type,
      ambiguousRoleResolution,
      mappingRules,
      region: regionOf(identityPoolId),
    },
  };
};
