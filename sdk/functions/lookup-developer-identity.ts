// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export interface LookupDeveloperIdentityArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** The identity whose users are asked for. */
  identityId?: string;
  /** The user whose identity is asked for; with `identityId` too, the two are verified to belong together. */
  developerUserIdentifier?: string;
  /** The size of a page, 1 to 60. All pages are read. Defaults to `60`. */
  maxResults?: number;
  /** How many are listed at most; all when unset. */
  limit?: number;
}

export interface LookupDeveloperIdentityResult {
  /** The id of the identity. */
  identityId: string;
  /** The users that resolve to it, of all pages. */
  developerUserIdentifierList: string[];
}

/**
 * Finds the identity of a user, the users of an identity, or verifies that both belong together
 * (LookupDeveloperIdentity). Rejects with the code `ResourceNotFoundException` for an unknown user and with
 * `ResourceConflictException` when the two do not belong together.
 * @example
 * const { identityId } = await lookupDeveloperIdentity({ identityPoolId, developerUserIdentifier: "alice" });
 */
export function lookupDeveloperIdentity(
  args: LookupDeveloperIdentityArgs,
  opts?: pulumi.InvokeOptions,
): Promise<LookupDeveloperIdentityResult> {
  return invoke("lookupDeveloperIdentity", args, opts);
}

/** The Output form of `lookupDeveloperIdentity`. */
export function lookupDeveloperIdentityOutput(
  args: Inputs<LookupDeveloperIdentityArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<LookupDeveloperIdentityResult> {
  return invokeOutput("lookupDeveloperIdentity", args, opts);
}
