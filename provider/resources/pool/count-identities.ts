import type { Client } from "../../context";

const limit = 1000;

/** Counts the identities of a pool, up to a thousand. */
export async function countIdentities(client: Client, IdentityPoolId: string): Promise<number> {
  let count = 0;
  for await (const page of client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 })) {
    count += page.Identities?.length ?? 0;
    if (count > limit) break;
  }
  return count;
}

export const describeCount = (count: number): string =>
  count > limit ? `more than ${limit} identities` : `${count} ${count === 1 ? "identity" : "identities"}`;
