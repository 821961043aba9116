import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type {
  GetOpenIdTokenForDeveloperIdentityArgs,
  GetOpenIdTokenForDeveloperIdentityResult,
} from "../../provider/functions/get-open-id-token-for-developer-identity";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { GetOpenIdTokenForDeveloperIdentityArgs, GetOpenIdTokenForDeveloperIdentityResult };

/**
 * Registers a user of the developer provider, or signs a registered one in, and gets an OpenID Connect token
 * (GetOpenIdTokenForDeveloperIdentity).
 * @example
 * const { identityId } = await getOpenIdTokenForDeveloperIdentity({
 *   identityPoolId,
 *   logins: { "login.example.com": "alice" },
 * });
 */
export function getOpenIdTokenForDeveloperIdentity(
  args: GetOpenIdTokenForDeveloperIdentityArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetOpenIdTokenForDeveloperIdentityResult> {
  return invoke(functions.getOpenIdTokenForDeveloperIdentity, args, opts);
}

/** The Output form of `getOpenIdTokenForDeveloperIdentity`: a secret; unknown in a preview, for the call may register a user. */
export function getOpenIdTokenForDeveloperIdentityOutput(
  args: Inputs<GetOpenIdTokenForDeveloperIdentityArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetOpenIdTokenForDeveloperIdentityResult> {
  return invokeOutput(functions.getOpenIdTokenForDeveloperIdentity, args, opts);
}
