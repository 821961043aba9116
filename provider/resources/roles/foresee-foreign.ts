import type { Context } from "../../context";
import { regionOf } from "../../model/ids";
import { mergeRoles, type RolesChange, readPoolRoles } from "./pool-roles";

/** Why a change would be refused as things are now; undefined where nothing stands in its way, or no one can tell. */
export async function foreseeForeign(context: Context, id: string, change: RolesChange): Promise<string | undefined> {
  try {
    const client = context.client(regionOf(id));
    const { foreign } = mergeRoles(
      await context.update.share(`roles of ${id}`, () => readPoolRoles(client, id)),
      change,
    );
    return foreign.length > 0 ? change.refuse?.(id, foreign).message : undefined;
  } catch {
    // What hinders the reading shows when the change is made.
    return undefined;
  }
}
