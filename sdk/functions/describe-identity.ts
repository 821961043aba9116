import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type { DescribeIdentityArgs, DescribeIdentityResult } from "../../provider/functions/describe-identity";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { DescribeIdentityArgs, DescribeIdentityResult };

/**
 * Tells when an identity was made and which providers it is linked to (DescribeIdentity). Rejects with the code
 * `ResourceNotFoundException` when there is none.
 * @example
 * const { logins } = await describeIdentity({ identityId });
 */
export function describeIdentity(
  args: DescribeIdentityArgs,
  opts?: pulumi.InvokeOptions,
): Promise<DescribeIdentityResult> {
  return invoke(functions.describeIdentity, args, opts);
}

/** The Output form of `describeIdentity`. */
export function describeIdentityOutput(
  args: Inputs<DescribeIdentityArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<DescribeIdentityResult> {
  return invokeOutput(functions.describeIdentity, args, opts);
}
