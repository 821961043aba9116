// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";
import type { IdentityDescription } from "./types";

export interface ListIdentitiesArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** The size of a page, 1 to 60. All pages are read. Defaults to `60`. */
  maxResults?: number;
  /** How many are listed at most; all when unset. */
  limit?: number;
  /** Whether disabled identities are left out. Defaults to `false`. */
  hideDisabled?: boolean;
}

export interface ListIdentitiesResult {
  /** The id of the identity pool. */
  identityPoolId: string;
  /** The identities of all pages, up to `limit`. */
  identities: IdentityDescription[];
}

/**
 * Lists the identities of a pool, all pages of them (ListIdentities).
 * @example
 * const { identities } = await listIdentities({ identityPoolId });
 */
export function listIdentities(args: ListIdentitiesArgs, opts?: pulumi.InvokeOptions): Promise<ListIdentitiesResult> {
  return invoke("listIdentities", args, opts);
}

/** The Output form of `listIdentities`. */
export function listIdentitiesOutput(
  args: Inputs<ListIdentitiesArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<ListIdentitiesResult> {
  return invokeOutput("listIdentities", args, opts);
}
