import type { Context } from "../context";
import { type DraftOf, defineResource, type InputsOf, property, type StateOf } from "../define";
import type { Lifecycle, Recorded, Request } from "../lifecycle";
import { absentIfNotFound } from "../model/errors";
import { regionOf } from "../model/ids";
import { operations } from "../model/operations";
import { formatPath } from "../model/path";
import { map, string } from "../model/shapes";
import { type CheckFailure, diffProperties, type Values } from "../properties";
import { createResource } from "../resource";
import { isUnknown, whole } from "../unknown";
import { checkPool, inAPool } from "./in-a-pool/check-pool";
import { claim } from "./in-a-pool/claim";
import { refuseChanged, refuseNew } from "./roles/foreign-roles";
import { foreseeForeign } from "./roles/foresee-foreign";
import { changePoolRoles, type RolesChange, type RolesDocument, readPoolRoles } from "./roles/pool-roles";
import {
  checkMapping,
  checkRoleArn,
  claimMapping,
  fromWireMapping,
  mappingKey,
  maxMappings,
  type RoleMapping,
  roleMappings,
  wireMappings,
} from "./roles/role-mappings";
import { warnOfMapping } from "./roles/warn-of-mapping";

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
  calls: ["DescribeIdentityPool", "GetIdentityPoolRoles", "SetIdentityPoolRoles"],
  readFirst: true,
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
type Inputs = InputsOf<typeof definition>;
type Draft = DraftOf<typeof definition>;
type DraftMappings = Exclude<NonNullable<Draft["roleMappings"]>, string>;

const lifecycle: Lifecycle<typeof definition> = {
  async check(request) {
    const { inputs, context } = request;
    const { region, pool, poolName, isNew, failures: poolFailures, against } = await checkPool(request);
    const roles = isUnknown(inputs.roles) ? {} : (inputs.roles ?? {});
    const failures = [
      ...poolFailures,
      ...Object.entries(roles).flatMap(([kind, arn]) => checkRoleArn(["roles", kind], arn)),
    ];
    noteRecorded(context, request.state);
    if (poolName !== undefined) {
      failures.push(...claim(request, `the roles of pool ${poolName}`, "identityPoolId"));
    }
    // More are an error.
    const mappings = isUnknown(inputs.roleMappings) ? [] : (inputs.roleMappings ?? []).slice(0, maxMappings);
    const mapped = await against((known) =>
      mappings.flatMap((mapping, index) => checkMapping(mapping, known, ["roleMappings", index])),
    );
    failures.push(...mapped.failures);
    for (const [index, mapping] of mappings.entries()) {
      if (isUnknown(mapping)) continue;
      const recorded = request.state.roleMappings?.find((one) => one.identityProvider === mapping.identityProvider);
      warnOfMapping(request, mapping, recorded, ["roleMappings", index]);
      failures.push(...claimMapping(request, poolName, mapping.identityProvider, ["roleMappings", index]));
    }
    failures.push(...checkOneEach(mappings));
    if (pool?.allowUnauthenticatedIdentities === false && roles.unauthenticated !== undefined) {
      context.log(
        "warning",
        `Identity pool ${poolName} has a role for guests, but allows no guests: allowUnauthenticatedIdentities is false.`,
      );
    }
    if (mappings.length === 0 && isEmptyMap(inputs.roles)) {
      context.log(
        "warning",
        `${request.name ?? "IdentityPoolRoleAttachment"}: roles has no role: nobody gets credentials by it.`,
      );
    }
    if (!isUnknown(inputs.roles) && roles.authenticated === undefined) warnOfMissingDefault(request, mappings);
    const doubts = [...mapped.doubts];
    const wanted = whole<Inputs>(inputs);
    if (wanted && !isNew && request.state.identityPoolId === undefined) {
      const reason = await foreseeForeign(context, wanted.identityPoolId, newClaims(context, wanted));
      if (reason !== undefined) doubts.push({ property: "roles", reason: `can't be set: ${reason}` });
    }
    return { inputs: { region }, failures, doubts };
  },

  async diff({ context, id, state, inputs }) {
    const changes = diffProperties(definition.inputs, byProvider(state), byProvider(inputs));
    const wanted = whole<Inputs>(inputs);
    if (wanted && changes.length > 0 && !changes.some(({ replaces }) => replaces)) {
      const reason = await foreseeForeign(context, id, changedClaims(context, id, state, wanted));
      if (reason !== undefined) context.log("warning", reason);
    }
    return changes;
  },

  async create({ context, inputs }) {
    await changePoolRoles(context, inputs.identityPoolId, newClaims(context, inputs));
    wantMappings(context, inputs.identityPoolId, inputs);
    return toRecorded(inputs.identityPoolId, inputs);
  },

  async read({ context, id, state }) {
    const found = await absentIfNotFound(readPoolRoles(context.client(regionOf(id)), id));
    if (!found) return undefined;
    const isOnlyIdKnown = state.roles === undefined;
    const ownsMappings = isOnlyIdKnown || (state.roleMappings ?? []).length > 0;
    const mappings = ownsMappings ? inOrderOf(state, found) : [];
    return toRecorded(id, { roles: found.roles, roleMappings: mappings.length > 0 ? mappings : undefined });
  },

  async update({ context, id, state, inputs }) {
    await changePoolRoles(context, id, changedClaims(context, id, state, inputs));
    wantMappings(context, id, inputs);
    return toRecorded(id, inputs).state;
  },

  async delete({ context, id, state }) {
    await absentIfNotFound(changePoolRoles(context, id, claims(context, id, state, {})));
  },

  async *list({ context, identityPoolId }) {
    const { roles, mappings } = await readPoolRoles(context.client(regionOf(identityPoolId)), identityPoolId);
    if (Object.keys({ ...roles, ...mappings }).length > 0) yield { id: identityPoolId, name: "roles" };
  },
};

export const identityPoolRoleAttachment = createResource(definition, lifecycle);

type Roles = Partial<Pick<State, "roles" | "roleMappings">>;

const attachmentOf = (identityPoolId: string) => `${definition.name} ${identityPoolId}`;

/** What the stack recorded of an attachment and of each of its mappings, it may overwrite. */
function noteRecorded({ update }: Context, { identityPoolId, roles, roleMappings = [] }: Partial<State>): void {
  if (identityPoolId === undefined) return;
  update.noteRecorded(attachmentOf(identityPoolId), { roles, roleMappings });
  for (const mapping of roleMappings)
    update.noteRecorded(mappingKey(identityPoolId, mapping.identityProvider), mapping);
}

/** A new attachment owns all roles of the pool. */
function newClaims(context: Context, wanted: Inputs): RolesChange {
  const { identityPoolId } = wanted;
  const recorded = context.update.recorded<Roles>(attachmentOf(identityPoolId)) ?? {};
  return { ...claims(context, identityPoolId, recorded, wanted, true), refuse: refuseNew };
}

const changedClaims = (context: Context, id: string, state: Roles, wanted: Roles): RolesChange => ({
  ...claims(context, id, state, wanted),
  refuse: refuseChanged,
});

/** What an attachment sets that has set `old` before. A mapping that another resource of the update has now is left. */
function claims({ update }: Context, id: string, old: Roles, wanted: Roles, isNew = false): RolesChange {
  const { roleMappings: before = [] } = old;
  const { roleMappings: after = [] } = wanted;
  const left = before.filter(
    ({ identityProvider }) => after.length > 0 || !update.wants(mappingKey(id, identityProvider)),
  );
  return {
    roles: { recorded: old.roles ?? {}, wanted: wanted.roles ?? {}, alone: isNew },
    mappings: {
      recorded: wireMappings(...left),
      wanted: wireMappings(...after),
      alone: after.length > 0 && before.length === 0,
    },
  };
}

/** Keeps the deletion of a mapping that this attachment has now from undoing it. */
function wantMappings({ update }: Context, id: string, { roleMappings = [] }: Roles): void {
  for (const { identityProvider } of roleMappings) update.want(mappingKey(id, identityProvider));
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

/** A mapping that leaves the role open, then names a role that is not there. */
function warnOfMissingDefault({ name = "", context }: Request, mappings: DraftMappings): void {
  for (const [index, mapping] of mappings.entries()) {
    if (isUnknown(mapping) || mapping.ambiguousRoleResolution !== "AuthenticatedRole") continue;
    const property = formatPath(["roleMappings", index, "ambiguousRoleResolution"]);
    context.log("warning", `${name}: ${property} is AuthenticatedRole, but roles.authenticated is not set.`);
  }
}

function checkOneEach(mappings: DraftMappings): CheckFailure[] {
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

/** What is null counts as unset. */
const isEmptyMap = (roles: Draft["roles"]): boolean =>
  roles !== undefined && !isUnknown(roles) && Object.values(roles).every((arn) => arn === undefined);
