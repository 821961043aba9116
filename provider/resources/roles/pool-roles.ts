import type { CognitoIdentityClient } from "../../client/client";
import type { Context } from "../../context";
import { diffShapes, type Properties } from "../../lifecycle";
import { hasCode } from "../../model/errors";
import { regionOf } from "../../model/ids";
import { map, string } from "../../model/shapes";
import { locked } from "../update/locked";
import { FreshRoleWait } from "./fresh-role";
import type { WireMapping } from "./role-mappings";

/** The roles and mappings of a pool, which the service keeps as one document and only writes whole. */
export interface PoolRoles {
  readonly roles: Readonly<Record<string, string>>;
  readonly mappings: Readonly<Record<string, WireMapping>>;
}

export async function readPoolRoles(client: CognitoIdentityClient, IdentityPoolId: string): Promise<PoolRoles> {
  const { Roles, RoleMappings } = await client.call("GetIdentityPoolRoles", { IdentityPoolId });
  return { roles: (Roles ?? {}) as PoolRoles["roles"], mappings: (RoleMappings ?? {}) as PoolRoles["mappings"] };
}

/** Two of these documents, or parts of them, say the same. */
export const saysTheSame = (a: unknown, b: unknown): boolean =>
  diffShapes({ part: { shape: map(string(), string()) } }, { part: a }, { part: b } as Properties).length === 0;

const maxWrites = 20;

/**
 * Changes the roles and mappings of a pool so that no other writer's change is lost: one change at a time in this
 * process; and since the service takes whatever was written last, each write is looked at again when any other writer
 * that had read before it must have written, and made once more if it was lost.
 * `change` gives the wanted document for any that it meets, and leaves one alone that is as wanted. Mappings of others whose
 * provider has left the pool are dropped where the service refuses the document for their sake.
 */
export async function changePoolRoles(
  context: Context,
  id: string,
  change: (before: PoolRoles) => PoolRoles,
): Promise<void> {
  const { clock } = context;
  const freshRole = new FreshRoleWait(context, regionOf(id));
  const dead = new Set<string>();
  const live = (before: PoolRoles) => withoutMappings(change(before), dead);
  for (let writes = 0; writes < maxWrites; ) {
    const outcome = await locked(id, () => write(context, id, live));
    if (outcome === "as wanted") return;
    if ("error" in outcome) {
      const refused = refusedProvider(outcome.error);
      if (refused !== undefined && !dead.has(refused) && !(refused in change(nothing).mappings)) {
        dead.add(refused);
        context.log("warning", `The role mapping of ${refused}, which pool ${id} does not have any more, is dropped.`);
      } else if (hasCode(outcome.error, "ConcurrentModificationException")) {
        writes++;
        await clock.wait(outcome.took * (1 + Math.random()) + 50);
      } else {
        await freshRole.after(outcome.error, rolesIn(outcome.before));
      }
      continue;
    }
    writes++;
    await clock.wait(outcome.took * (3 + Math.random()) + 50);
  }
  throw new Error(`The roles of identity pool ${id} were overwritten by something else ${maxWrites} times.`);
}

const nothing: PoolRoles = { roles: {}, mappings: {} };

const withoutMappings = ({ roles, mappings }: PoolRoles, keys: ReadonlySet<string>): PoolRoles => ({
  roles,
  mappings: Object.fromEntries(Object.entries(mappings).filter(([key]) => !keys.has(key))),
});

/** The provider for whose mapping the service refuses the whole document. */
function refusedProvider(error: unknown): string | undefined {
  if (!hasCode(error, "InvalidParameterException")) return undefined;
  return /\((\S+)\) is not a valid RoleMapping ProviderName/.exec(error.message)?.[1];
}

type Outcome = "as wanted" | { took: number } | { took: number; before: PoolRoles; error: unknown };

/** One reading and, if it is needed, one writing; `took` is how long they took, in milliseconds. */
async function write(context: Context, id: string, change: (before: PoolRoles) => PoolRoles): Promise<Outcome> {
  const client = context.client(regionOf(id));
  const started = context.clock.now().getTime();
  const before = await readPoolRoles(client, id);
  const after = change(before);
  if (saysTheSame(before, after)) return "as wanted";
  try {
    await client.call("SetIdentityPoolRoles", { IdentityPoolId: id, Roles: after.roles, RoleMappings: after.mappings });
    return { took: context.clock.now().getTime() - started };
  } catch (error) {
    return { took: context.clock.now().getTime() - started, before, error };
  }
}

const rolesIn = ({ roles, mappings }: PoolRoles): Set<string> =>
  new Set([
    ...Object.values(roles),
    ...Object.values(mappings).flatMap(({ RulesConfiguration }) =>
      (RulesConfiguration?.Rules ?? []).map(({ RoleARN }) => RoleARN),
    ),
  ]);
