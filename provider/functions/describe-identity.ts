import { callOperation, type ServiceFunction } from "./function";
import type { IdentityDescription } from "./list-identities";

export interface DescribeIdentityArgs {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
}

export type DescribeIdentityResult = IdentityDescription;

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentity.html */
export const describeIdentity: ServiceFunction<DescribeIdentityArgs, DescribeIdentityResult> = {
  name: "describeIdentity",
  run: (context, args) => callOperation(context, "describeIdentity", "DescribeIdentity", args),
};
