import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type {
  GetCredentialsForIdentityArgs,
  GetCredentialsForIdentityResult,
} from "../../provider/functions/get-credentials-for-identity";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { GetCredentialsForIdentityArgs, GetCredentialsForIdentityResult };

/**
 * Gets temporary AWS credentials for an identity by its role in the pool (GetCredentialsForIdentity). The call may link
 * the logins to the identity. Rejects with `InvalidIdentityPoolConfigurationException` when the pool has no role for it.
 * @example
 * const { credentials } = await getCredentialsForIdentity({ identityId });
 */
export function getCredentialsForIdentity(
  args: GetCredentialsForIdentityArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetCredentialsForIdentityResult> {
  return invoke(functions.getCredentialsForIdentity, args, opts);
}

/** The Output form of `getCredentialsForIdentity`: a secret; unknown in a preview, for the call may link logins. */
export function getCredentialsForIdentityOutput(
  args: Inputs<GetCredentialsForIdentityArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetCredentialsForIdentityResult> {
  return invokeOutput(functions.getCredentialsForIdentity, args, opts);
}
