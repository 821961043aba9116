import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type {
  IdentityPoolShortDescription,
  ListIdentityPoolsArgs,
  ListIdentityPoolsResult,
} from "../../provider/functions/list-identity-pools";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { IdentityPoolShortDescription, ListIdentityPoolsArgs, ListIdentityPoolsResult };

/**
 * Lists the pools of a region, all pages of them (ListIdentityPools).
 * @example
 * const { identityPools } = await listIdentityPools();
 */
export function listIdentityPools(
  args: ListIdentityPoolsArgs = {},
  opts?: pulumi.InvokeOptions,
): Promise<ListIdentityPoolsResult> {
  return invoke(functions.listIdentityPools, args, opts);
}

/** The Output form of `listIdentityPools`. */
export function listIdentityPoolsOutput(
  args: Inputs<ListIdentityPoolsArgs> = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<ListIdentityPoolsResult> {
  return invokeOutput(functions.listIdentityPools, args, opts);
}
