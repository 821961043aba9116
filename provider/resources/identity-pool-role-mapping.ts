import { defineResource, type InputsOf, property, type StateOf } from "../define";
import type { CreateRequest, Lifecycle, Recorded } from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { regionOf } from "../model/ids";
import { isEqual } from "../properties";
import { createResource } from "../resource";
import { ResourceError } from "../resource-error";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { joinId, splitId } from "./in-a-pool/compound-id";
import { changePoolRoles, readPoolRoles } from "./roles/pool-roles";
import {
  checkMapping,
  claimMapping,
  fromWireMapping,
  type RoleMapping,
  roleMapping,
  toWireMapping,
} from "./roles/role-mappings";

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
    const { region, pool, poolName, failures: poolFailures } = await checkPool(request);
    const failures = [...poolFailures, ...checkMapping(inputs, pool)];
    const { identityProvider } = inputs;
    failures.push(...claimMapping(request, poolName, identityProvider));
    if (state.identityPoolId !== undefined && state.identityProvider !== undefined) {
      context.update.noteRecorded(joinId(state.identityPoolId, state.identityProvider));
    }
    return { inputs: { region }, failures };
  },

  async create(request) {
    const { identityPoolId, identityProvider } = request.inputs;
    await set(request, request.context.update.isRecorded(joinId(identityPoolId, identityProvider)));
    return toRecorded(identityPoolId, request.inputs);
  },

  async read({ context, id }) {
    const { identityPoolId, identityProvider } = splitId(definition, id);
    const found = await absentIfNotFound(readPoolRoles(context.client(regionOf(identityPoolId)), identityPoolId));
    const mapping = found?.mappings[identityProvider];
    return mapping && toRecorded(identityPoolId, fromWireMapping(identityProvider, mapping));
  },

  async update(request) {
    await set(request, true);
    return toRecorded(request.inputs.identityPoolId, request.inputs).state;
  },

  async delete({ context, id }) {
    const { identityPoolId, identityProvider } = splitId(definition, id);
    const removed = changePoolRoles(context, identityPoolId, {
      mapped: [],
      change({ roles, mappings: { [identityProvider]: _removed, ...others } }) {
        return { roles, mappings: others };
      },
    });
    await absentIfNotFound(removed);
  },
};

export const identityPoolRoleMapping = createResource(definition, lifecycle);

/** Sets the mapping; one that the stack did not make is left alone, unless it is equal. */
async function set({ context, inputs }: CreateRequest<InputsOf<typeof definition>>, isOwn: boolean): Promise<void> {
  const { identityPoolId, identityProvider } = inputs;
  const mapping = toWireMapping(inputs);
  await changePoolRoles(context, identityPoolId, {
    mapped: [identityProvider],
    change({ roles, mappings }) {
      const present = mappings[identityProvider];
      if (present && !isOwn && !isEqual(present, mapping)) {
        throw new ResourceError(
          "Conflict",
          `Identity pool ${identityPoolId} has a mapping for ${identityProvider} that this stack did not make: ` +
            `${JSON.stringify(present)}. Remove it there, or give this resource the same settings to take it over.`,
        );
      }
      return { roles, mappings: { ...mappings, [identityProvider]: mapping } };
    },
  });
}

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
