import type { CognitoIdentityClient } from "../../client/client";
import { absentIfNotFound } from "../../model/errors";

/** Deletes an identity; one that is gone already is deleted, too. */
export async function deleteIdentity(client: CognitoIdentityClient, IdentityId: string): Promise<void> {
  const { UnprocessedIdentityIds = [] } = await client.call("DeleteIdentities", { IdentityIdsToDelete: [IdentityId] });
  const [unprocessed] = UnprocessedIdentityIds;
  if (!unprocessed || !(await absentIfNotFound(client.call("DescribeIdentity", { IdentityId })))) return;
  throw new Error(`DeleteIdentities: identity ${IdentityId} could not be deleted: ${unprocessed.ErrorCode}`);
}
