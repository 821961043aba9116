import { operations } from "../model/operations";
import { fromWire } from "../names";
import { checkArgs, checkLimit, regionOfArgs, type ServiceFunction } from "./function";

export interface ListIdentitiesArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** The size of a page, 1 to 60; 60 when unset. All pages are read. */
  maxResults?: number;
  /** How many identities are listed at most; all when unset. */
  limit?: number;
  /** Whether disabled identities are left out; false when unset. */
  hideDisabled?: boolean;
}

export interface IdentityDescription {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
  /** The names of the providers that it is linked to; absent for a guest. */
  logins?: string[];
  /** When it was made, ISO 8601. */
  creationDate: string;
  /** When its logins last changed, ISO 8601. */
  lastModifiedDate: string;
}

export interface ListIdentitiesResult {
  /** The id of the identity pool. */
  identityPoolId: string;
  /** The identities of all pages, up to `limit`. */
  identities: IdentityDescription[];
}

const name = "listIdentities";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentities.html */
export const listIdentities: ServiceFunction<ListIdentitiesArgs, ListIdentitiesResult> = {
  name,
  async run(context, args) {
    const { identityPoolId, maxResults = 60, limit, hideDisabled } = args;
    checkArgs(name, "ListIdentities", { ...args, maxResults });
    const most = checkLimit(name, "ListIdentities", limit);
    const input = { IdentityPoolId: identityPoolId, MaxResults: maxResults, HideDisabled: hideDisabled };
    const identities: IdentityDescription[] = [];
    if (most === 0) return { identityPoolId, identities };
    const { output } = operations.DescribeIdentity;
    const pages = context.client(regionOfArgs({ ...args })).paginate("ListIdentities", input);
    for await (const identity of pages.items()) {
      identities.push(fromWire(output, identity) as IdentityDescription);
      if (identities.length >= most) break;
    }
    return { identityPoolId, identities };
  },
};
