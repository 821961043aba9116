import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type { GetIdentityPoolArgs, GetIdentityPoolResult } from "../../provider/functions/get-identity-pool";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { GetIdentityPoolArgs, GetIdentityPoolResult };

/**
 * Finds a pool by its id or by its name (DescribeIdentityPool, ListIdentityPools). Rejects with the code
 * `ResourceNotFoundException` when there is none, and with `ResourceConflictException` when several pools have the name.
 * @example
 * const { identityPoolId } = await getIdentityPool({ identityPoolName: "users" });
 */
export function getIdentityPool(
  args: GetIdentityPoolArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetIdentityPoolResult> {
  return invoke(functions.getIdentityPool, args, opts);
}

/** The Output form of `getIdentityPool`. */
export function getIdentityPoolOutput(
  args: Inputs<GetIdentityPoolArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetIdentityPoolResult> {
  return invokeOutput(functions.getIdentityPool, args, opts);
}
