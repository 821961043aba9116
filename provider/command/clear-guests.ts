import { type StaleGuest, staleGuests } from "../client/pools/stale-guests";
import type { Client } from "../context";

/** What is found and done, in order. */
export type GuestRecord =
  /** A guest that is stale. One that is held stays. */
  | ({ readonly kind: "guest"; readonly isHeld: boolean } & StaleGuest)
  | { readonly kind: "deleted"; readonly identityIds: readonly string[] }
  /** A guest that the service did not delete. */
  | { readonly kind: "failed"; readonly identityId: string; readonly errorCode: string };

export interface ClearGuestsOptions {
  /** The moment since which a guest must be unchanged. */
  readonly olderThan: Date;
  /** The identities that stay. */
  readonly held: ReadonlySet<string>;
  /** Whether the others are deleted. */
  readonly deletes: boolean;
}

/** As many as one DeleteIdentities takes. */
const batchSize = 60;

/** Finds the stale guests of a pool, and deletes those that nobody holds, where that is wanted. */
export async function* clearGuests(
  client: Client,
  identityPoolId: string,
  { olderThan, held, deletes }: ClearGuestsOptions,
): AsyncGenerator<GuestRecord> {
  let batch: string[] = [];
  for await (const guest of staleGuests(client, identityPoolId, { olderThan })) {
    const isHeld = held.has(guest.identityId);
    yield { kind: "guest", isHeld, ...guest };
    if (deletes && !isHeld) batch.push(guest.identityId);
    if (batch.length < batchSize) continue;
    yield* deleteBatch(client, batch);
    batch = [];
  }
  if (batch.length > 0) yield* deleteBatch(client, batch);
}

async function* deleteBatch(client: Client, batch: readonly string[]): AsyncGenerator<GuestRecord> {
  const { UnprocessedIdentityIds = [] } = await client.call("DeleteIdentities", { IdentityIdsToDelete: [...batch] });
  const failed = new Map(UnprocessedIdentityIds.map(({ IdentityId, ErrorCode }) => [IdentityId, ErrorCode]));
  yield { kind: "deleted", identityIds: batch.filter((id) => !failed.has(id)) };
  for (const [identityId, errorCode = "no reason given"] of failed) {
    if (identityId !== undefined) yield { kind: "failed", identityId, errorCode };
  }
}
