// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export interface DescribeIdentityArgs {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
}

export interface DescribeIdentityResult {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
  /** The names of the providers that it is linked to; absent for a guest. */
  logins?: string[];
  /** When it was made, ISO 8601. */
  creationDate: string;
  /** When its logins last changed, ISO 8601. */
  lastModifiedDate: string;
}

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
  return invoke("describeIdentity", args, opts);
}

/** The Output form of `describeIdentity`. */
export function describeIdentityOutput(
  args: Inputs<DescribeIdentityArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<DescribeIdentityResult> {
  return invokeOutput("describeIdentity", args, opts);
}
