import type { Client } from "../../context";
import { CognitoIdentityError } from "../../model/errors";
import type { Input, Output } from "../../model/operations";
import { isAutoName } from "./auto-name";

type Pool = Output<"DescribeIdentityPool">;

/**
 * Decides what a creation whose answer was lost has left: the service has no idempotency token, so a blind repeat
 * could make a second pool. Answers the pool; throws when it can't be told.
 */
export async function recoverCreation(
  client: Client,
  input: Input<"CreateIdentityPool">,
  error: unknown,
  resourceName: string | undefined,
): Promise<Pool> {
  if (!(error instanceof CognitoIdentityError) || error.outcome !== "unknown") throw error;
  const candidates = await findCandidates(client, input).catch(() => {
    throw error;
  });
  const [candidate] = candidates;
  if (!candidate) return client.call("CreateIdentityPool", input);
  // A name with random digits is nobody else's: the one pool that has it is the one that was just made.
  if (candidates.length === 1 && resourceName !== undefined && isAutoName(resourceName, input.IdentityPoolName))
    return candidate;
  throw new CognitoIdentityError({
    code: error.code,
    operation: "CreateIdentityPool",
    outcome: "unknown",
    cause: error,
    message:
      `${error.message}. These pools of that name exist, and one of them may be the new one: ` +
      `${candidates.map(({ IdentityPoolId }) => IdentityPoolId).join(", ")}. ` +
      "Delete what is not needed and run the update again, or use IdentityPool.get.",
  });
}

async function findCandidates(client: Client, input: Input<"CreateIdentityPool">): Promise<Pool[]> {
  const candidates: Pool[] = [];
  for await (const { IdentityPoolId, IdentityPoolName } of client
    .paginate("ListIdentityPools", { MaxResults: 60 })
    .items()) {
    if (IdentityPoolName !== input.IdentityPoolName || !IdentityPoolId) continue;
    candidates.push(await client.call("DescribeIdentityPool", { IdentityPoolId }));
  }
  return candidates;
}
