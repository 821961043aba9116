import type { Context } from "../../context";
import { absentIfNotFound } from "../../model/errors";
import { regionOf } from "../../model/ids";
import { ResourceError } from "../../resource-error";
import { describeIdentities } from "./describe-identities";

interface GuardedPool {
  readonly identityPoolName: string;
  readonly deletionProtection?: boolean | undefined;
}

/** Refuses what would destroy identities of a protected pool, and warns of it for any other. */
export async function guardIdentities(
  context: Context,
  id: string,
  { identityPoolName, deletionProtection }: GuardedPool,
  action: "delete" | "replace",
): Promise<void> {
  const identities = await absentIfNotFound(describeIdentities(context.client(regionOf(id)), id));
  if (identities === undefined) return;
  const loss = `would destroy ${identities}`;
  if (deletionProtection === true) {
    throw new ResourceError(
      "Protected",
      `Identity pool ${id} is protected: to ${action} it ${loss}. ` +
        "Set deletionProtection to false in an update of its own first, if that is meant.",
    );
  }
  context.log("warning", `To ${action} identity pool ${id} (${identityPoolName}) ${loss}, for good.`);
}
