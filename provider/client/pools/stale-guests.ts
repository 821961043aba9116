import type { CognitoIdentityClient } from "../client";

/** An identity without any login. */
export interface StaleGuest {
  readonly identityId: string;
  readonly creationDate: Date;
  /** When it was changed last. AWS does not say whether its use counts as a change. */
  readonly lastModifiedDate: Date;
}

/**
 * Lists the guests of a pool that were neither made nor changed since a moment, each as soon as it is read (ListIdentities). An
 * identity that has a login, or that is disabled, is none.
 * @param olderThan The moment.
 * @throws CognitoIdentityError with the service's code, such as `ResourceNotFoundException`, or one of the client's own.
 * @example
 * const olderThan = new Date(Date.now() - 90 * 24 * 3_600_000);
 * for await (const { identityId } of staleGuests(client, identityPoolId, { olderThan })) console.log(identityId);
 */
export async function* staleGuests(
  client: Pick<CognitoIdentityClient, "paginate">,
  identityPoolId: string,
  { olderThan }: { readonly olderThan: Date },
): AsyncGenerator<StaleGuest> {
  const input = { IdentityPoolId: identityPoolId, MaxResults: 60, HideDisabled: true };
  for await (const identity of client.paginate("ListIdentities", input).items()) {
    const { IdentityId, Logins = [], CreationDate, LastModifiedDate = CreationDate } = identity;
    if (Logins.length > 0 || IdentityId === undefined || !CreationDate || !LastModifiedDate) continue;
    if (CreationDate >= olderThan || LastModifiedDate >= olderThan) continue;
    yield { identityId: IdentityId, creationDate: CreationDate, lastModifiedDate: LastModifiedDate };
  }
}
