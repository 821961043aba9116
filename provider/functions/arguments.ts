import { property } from "../define";
import { operations } from "../model/operations";
import { integer } from "../model/shapes";

const { IdentityPoolId, Logins } = operations.GetId.input.members;
const { IdentityId } = operations.DescribeIdentity.input.members;
const { MaxResults } = operations.ListIdentities.input.members;

/** What most functions about a pool take. */
export const ofPool = {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: property(IdentityPoolId.required, { required: true }),
} as const;

/** What functions about an identity take. */
export const ofIdentity = {
  /** The id of the identity, `REGION:UUID`. */
  identityId: property(IdentityId.required, { required: true }),
} as const;

export const withLogins = {
  /** Provider name to token, at most 10; without any the identity is a guest's. */
  logins: property(Logins, { secret: true }),
} as const;

/** What functions that list take. */
export const ofList = {
  /** The size of a page, 1 to 60. All pages are read. */
  maxResults: property(MaxResults.required, { default: 60 }),
  /** How many are listed at most; all when unset. */
  limit: property(integer({ min: 0 })),
} as const;
