import type { Client } from "../../context";
import { absentIfNotFound } from "../../model/errors";
import { ResourceError } from "../../resource-error";

/** Deletes an identity; one that is gone already counts as deleted. */
export async function deleteIdentity(client: Client, IdentityId: string): Promise<void> {
  const { UnprocessedIdentityIds = [] } = await client.call("DeleteIdentities", { IdentityIdsToDelete: [IdentityId] });
  const [unprocessed] = UnprocessedIdentityIds;
  if (!unprocessed || !(await absentIfNotFound(client.call("DescribeIdentity", { IdentityId })))) return;
  throw new ResourceError(
    "Unprocessed",
    `DeleteIdentities: identity ${IdentityId} could not be deleted: ${unprocessed.ErrorCode}`,
  );
}
