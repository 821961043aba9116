// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";
import type { IdentityPoolShortDescription } from "./types";

export interface ListIdentityPoolsArgs {
  /** The size of a page, 1 to 60. All pages are read. Defaults to `60`. */
  maxResults?: number;
  /** How many are listed at most; all when unset. */
  limit?: number;
  /** The AWS region; the provider's when unset. */
  region?: string;
}

export interface ListIdentityPoolsResult {
  /** The pools of all pages, up to `limit`. */
  identityPools: IdentityPoolShortDescription[];
}

/**
 * Lists the pools of a region, all pages of them (ListIdentityPools).
 * @example
 * const { identityPools } = await listIdentityPools();
 */
export function listIdentityPools(
  args: ListIdentityPoolsArgs = {},
  opts?: pulumi.InvokeOptions,
): Promise<ListIdentityPoolsResult> {
  return invoke("listIdentityPools", args, opts);
}

/** The Output form of `listIdentityPools`. */
export function listIdentityPoolsOutput(
  args: Inputs<ListIdentityPoolsArgs> = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<ListIdentityPoolsResult> {
  return invokeOutput("listIdentityPools", args, opts);
}
