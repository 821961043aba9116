import type { Context } from "../../context";
import type { Properties } from "../../lifecycle";
import { absentIfNotFound } from "../../model/errors";
import { regionOf } from "../../model/ids";
import { countIdentities, describeCount } from "./count-identities";

/** Refuses what would destroy identities of a protected pool, and warns of it for any other. */
export async function guardIdentities(
  context: Context,
  id: string,
  state: Properties,
  action: "delete" | "replace",
): Promise<void> {
  const count = await absentIfNotFound(countIdentities(context.client(regionOf(id)), id));
  if (!count) return;
  const loss = `would destroy ${describeCount(count)}`;
  if (state.deletionProtection === true) {
    throw new Error(
      `Identity pool ${id} is protected: to ${action} it ${loss}. ` +
        "Set deletionProtection to false in an update of its own first, if that is meant.",
    );
  }
  context.log("warning", `To ${action} identity pool ${id} (${state.identityPoolName}) ${loss}, for good.`);
}
