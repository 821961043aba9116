import { invalidParameter, resourceConflict, resourceNotFound } from "../service-error";
import type { Identity, Pool } from "../store";
import { type Handler, type OperationContext, requireIdentityOf, requirePool } from "./context";

const defaultPageSize = 60;

/**
 * Finds the identity of a developer user, or the developer users of an identity. If both are given, checks that the user
 * belongs to the identity.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_LookupDeveloperIdentity.html
 */
export const lookupDeveloperIdentity: Handler<"LookupDeveloperIdentity"> = (input, context) => {
  const { store, pages } = context;
  const { IdentityId, DeveloperUserIdentifier: user, MaxResults = defaultPageSize, NextToken } = input;
  return store.read(() => {
    const pool = requirePool(context, input.IdentityPoolId);
    const query = ["LookupDeveloperIdentity", pool.id, IdentityId ?? "", JSON.stringify(user ?? null)];
    const after = pages.read(query, NextToken);
    const identity = find(context, pool, IdentityId, user);
    if (IdentityId !== undefined && user !== undefined) return { IdentityId, DeveloperUserIdentifierList: [user] };
    const provider = pool.settings.DeveloperProviderName;
    const found = provider === undefined ? [] : store.identities.users(identity, provider, after, MaxResults + 1);
    const page = found.slice(0, MaxResults);
    const last = page.at(-1);
    return {
      IdentityId: identity.id,
      DeveloperUserIdentifierList: page.map(({ subject }) => subject),
      ...(last && found.length > page.length && { NextToken: pages.issue(query, last.seq) }),
    };
  });
};

function find(context: OperationContext, pool: Pool, id: string | undefined, user: string | undefined): Identity {
  if (user === undefined) {
    if (id === undefined) throw invalidParameter("Either IdentityId or DeveloperUserIdentifier must be given.");
    return requireIdentityOf(pool, context, id);
  }
  const given = id === undefined ? undefined : requireIdentityOf(pool, context, id);
  const owner = developerOwner(context, pool, user);
  if (given && owner?.seq !== given.seq) {
    throw resourceConflict(`DeveloperUserIdentifier does not belong to Identity '${given.id}'.`);
  }
  if (!owner) throw resourceNotFound("Developer user not found.");
  return owner;
}

function developerOwner({ store }: OperationContext, pool: Pool, subject: string): Identity | undefined {
  const provider = pool.settings.DeveloperProviderName;
  return provider === undefined ? undefined : store.identities.owner(pool, { provider, subject });
}
