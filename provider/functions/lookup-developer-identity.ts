import { CognitoIdentityError } from "../model/errors";
import type { Input } from "../model/operations";
import { checkArgs, checkLimit, regionOfArgs, type ServiceFunction } from "./function";

export interface LookupDeveloperIdentityArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** The identity whose users are asked for. */
  identityId?: string;
  /** The user whose identity is asked for; with `identityId` too, the two are verified to belong together. */
  developerUserIdentifier?: string;
  /** The size of a page, 1 to 60; 60 when unset. */
  maxResults?: number;
  /** How many users are listed at most; all when unset. */
  limit?: number;
}

export interface LookupDeveloperIdentityResult {
  /** The id of the identity. */
  identityId: string;
  /** The users that resolve to it, of all pages. */
  developerUserIdentifierList: string[];
}

const name = "lookupDeveloperIdentity";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_LookupDeveloperIdentity.html */
export const lookupDeveloperIdentity: ServiceFunction<LookupDeveloperIdentityArgs, LookupDeveloperIdentityResult> = {
  name,
  async run(context, args) {
    const { identityPoolId, identityId, developerUserIdentifier, maxResults = 60 } = args;
    if (identityId === undefined && developerUserIdentifier === undefined) {
      throw new CognitoIdentityError({
        code: "ValidationException",
        operation: "LookupDeveloperIdentity",
        message: `${name}: identityId or developerUserIdentifier is required`,
      });
    }
    checkArgs(name, "LookupDeveloperIdentity", { ...args, maxResults });
    const most = checkLimit(name, "LookupDeveloperIdentity", args.limit);
    const input: Input<"LookupDeveloperIdentity"> = {
      IdentityPoolId: identityPoolId,
      IdentityId: identityId,
      DeveloperUserIdentifier: developerUserIdentifier,
      MaxResults: maxResults,
    };
    const found: LookupDeveloperIdentityResult = { identityId: identityId ?? "", developerUserIdentifierList: [] };
    for await (const page of context.client(regionOfArgs({ ...args })).paginate("LookupDeveloperIdentity", input)) {
      found.identityId = page.IdentityId ?? found.identityId;
      const room = most - found.developerUserIdentifierList.length;
      found.developerUserIdentifierList.push(...(page.DeveloperUserIdentifierList ?? []).slice(0, room));
      if (found.developerUserIdentifierList.length >= most) break;
    }
    return found;
  },
};
