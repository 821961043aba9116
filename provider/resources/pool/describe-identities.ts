import type { Client } from "../../context";

/** Says how many identities a pool has, by the first page of them, so that it costs one call; undefined for none. */
export async function describeIdentities(client: Client, IdentityPoolId: string): Promise<string | undefined> {
  const { Identities = [], NextToken } = await client.call("ListIdentities", { IdentityPoolId, MaxResults: 60 });
  const count = Identities.length;
  if (NextToken !== undefined) return `more than ${count} identities`;
  if (count === 0) return undefined;
  return `${count} ${count === 1 ? "identity" : "identities"}`;
}
