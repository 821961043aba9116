import type { Client, Context } from "../../context";
import { hasCode, isAmbiguous } from "../../model/errors";
import { regionOf } from "../../model/ids";
import { isEqual } from "../../properties";
import { ResourceError } from "../../resource-error";
import { describeLeft, type ForeignPart } from "./foreign-roles";
import { FreshRoleWait } from "./fresh-role";
import { type Claim, type Entries, mergeEntries } from "./merge-entries";
import type { WireMapping } from "./role-mappings";

/** The roles and mappings of a pool, which the service keeps as one document and only writes whole. */
export interface RolesDocument {
  /** By the kind of identity, `authenticated` or `unauthenticated`. */
  readonly roles: Entries<string>;
  /** By the provider. */
  readonly mappings: Entries<WireMapping>;
}

/** A change of the roles and mappings of a pool. */
export interface RolesChange {
  readonly roles?: Claim<string>;
  /** By their providers. */
  readonly mappings?: Claim<WireMapping>;
  /** Answers the error for what others have set in the way of the change; without it that is left as it is. */
  readonly refuse?: (identityPoolId: string, foreign: readonly ForeignPart[]) => Error;
}

export async function readPoolRoles(client: Client, IdentityPoolId: string): Promise<RolesDocument> {
  const { Roles = {}, RoleMappings = {} } = await client.call("GetIdentityPoolRoles", { IdentityPoolId });
  return { roles: definedEntries(Roles), mappings: definedEntries(RoleMappings) };
}

const definedEntries = <T>(bag: Readonly<Record<string, T | undefined>>): Record<string, T> =>
  Object.fromEntries(Object.entries(bag).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

const maxWrites = 20;
/** How often an answer may be lost, beyond the client's own attempts. */
const maxLost = 2;

/** What one reading and, where it was needed, one writing came to; `took` is in milliseconds. */
export type Outcome =
  | { readonly kind: "as wanted" }
  | { readonly kind: "written"; readonly took: number }
  | { readonly kind: "refused"; readonly took: number; readonly before: RolesDocument; readonly error: unknown };

/** What to do after an outcome. */
export type Decision =
  | { readonly next: "done" }
  /** Look again after some round trips of this length, in which any other writer that had read before must have written. */
  | { readonly next: "look again"; readonly roundTrip: number; readonly roundTrips: number }
  /** Look whether it was written all the same; it does no harm to write it once more. */
  | { readonly next: "read back"; readonly error: unknown; readonly roundTrip: number }
  /** Leave out the mapping of a provider that the pool does not have any more. */
  | { readonly next: "drop mapping"; readonly provider: string }
  /** Wait for a role that may be new, or give up with the error. */
  | { readonly next: "wait for role"; readonly error: unknown; readonly accepted: ReadonlySet<string> };

export function decide(outcome: Outcome, mapped: readonly string[], dropped: ReadonlySet<string>): Decision {
  if (outcome.kind === "as wanted") return { next: "done" };
  if (outcome.kind === "written") return { next: "look again", roundTrip: outcome.took, roundTrips: 3 };
  const { error, took, before } = outcome;
  const provider = refusedProvider(error);
  if (provider !== undefined && !dropped.has(provider) && !mapped.includes(provider)) {
    return { next: "drop mapping", provider };
  }
  if (isAmbiguous(error)) return { next: "read back", error, roundTrip: took };
  if (hasCode(error, "ConcurrentModificationException")) return { next: "look again", roundTrip: took, roundTrips: 1 };
  return { next: "wait for role", error, accepted: rolesIn(before) };
}

/**
 * Changes the roles and mappings of a pool so that no other writer's change is lost: one change at a time in this
 * process; and since the service takes whatever was written last, each write is looked at again when any other writer
 * that had read before it must have written, and made once more if it was lost.
 */
export async function changePoolRoles(context: Context, id: string, change: RolesChange): Promise<void> {
  const { clock, random, log, update } = context;
  const freshRole = new FreshRoleWait(context, regionOf(id));
  const mapped = Object.keys(change.mappings?.wanted ?? {});
  const dropped = new Set<string>();
  const told = new Set<string>();
  const wanted = (before: RolesDocument) => {
    const { document, foreign, drifted } = mergeRoles(before, change);
    if (foreign.length > 0 && change.refuse) throw change.refuse(id, foreign);
    for (const part of [...foreign, ...drifted]) {
      if (!told.has(part.key)) log("warning", describeLeft(id, part));
      told.add(part.key);
    }
    return withoutMappings(document, dropped);
  };
  let lost = 0;
  for (let writes = 0; writes < maxWrites; ) {
    const decision = decide(await update.inTurn(id, () => write(context, id, wanted)), mapped, dropped);
    if (decision.next === "done") return;
    if (decision.next === "look again") {
      writes++;
      await clock.wait(decision.roundTrip * (decision.roundTrips + random()) + 50);
    } else if (decision.next === "read back") {
      if (++lost > maxLost) throw decision.error;
      await clock.wait(decision.roundTrip * (1 + random()) + 500);
    } else if (decision.next === "drop mapping") {
      dropped.add(decision.provider);
      log("warning", `The role mapping of ${decision.provider}, which pool ${id} does not have any more, is dropped.`);
    } else {
      await clock.wait(await freshRole.after(decision.error, decision.accepted));
    }
  }
  throw new ResourceError(
    "Overwritten",
    `The roles of identity pool ${id} were overwritten by something else ${maxWrites} times.`,
  );
}

const nothing = { recorded: {}, wanted: {} };

/** Lays a change over the document that is there, and finds what others have set in its way. */
export function mergeRoles(before: RolesDocument, change: RolesChange) {
  const roles = mergeEntries(before.roles, change.roles ?? nothing);
  const mappings = mergeEntries(before.mappings, change.mappings ?? nothing);
  const parts = (of: "foreign" | "drifted"): ForeignPart[] => [
    ...roles[of].map((entry) => ({ ...entry, kind: "role" }) as const),
    ...mappings[of].map((entry) => ({ ...entry, kind: "mapping" }) as const),
  ];
  return {
    document: { roles: roles.entries, mappings: mappings.entries },
    foreign: parts("foreign"),
    drifted: parts("drifted"),
  };
}

const withoutMappings = ({ roles, mappings }: RolesDocument, keys: ReadonlySet<string>): RolesDocument => ({
  roles,
  mappings: Object.fromEntries(Object.entries(mappings).filter(([key]) => !keys.has(key))),
});

/** The provider for whose mapping the service refuses the whole document. */
function refusedProvider(error: unknown): string | undefined {
  if (!hasCode(error, "InvalidParameterException")) return undefined;
  return /\((\S+)\) is not a valid RoleMapping ProviderName/.exec(error.message)?.[1];
}

/** One reading and, if it is needed, one writing. */
async function write(
  context: Context,
  IdentityPoolId: string,
  wanted: (before: RolesDocument) => RolesDocument,
): Promise<Outcome> {
  const client = context.client(regionOf(IdentityPoolId));
  const started = context.clock.now().getTime();
  const took = () => context.clock.now().getTime() - started;
  const before = await readPoolRoles(client, IdentityPoolId);
  const { roles, mappings } = wanted(before);
  if (isEqual(before, { roles, mappings })) return { kind: "as wanted" };
  try {
    await client.call("SetIdentityPoolRoles", { IdentityPoolId, Roles: roles, RoleMappings: mappings });
    return { kind: "written", took: took() };
  } catch (error) {
    return { kind: "refused", took: took(), before, error };
  }
}

const rolesIn = ({ roles, mappings }: RolesDocument): Set<string> =>
  new Set([
    ...Object.values(roles),
    ...Object.values(mappings).flatMap(({ RulesConfiguration }) =>
      (RulesConfiguration?.Rules ?? []).map(({ RoleARN }) => RoleARN),
    ),
  ]);
