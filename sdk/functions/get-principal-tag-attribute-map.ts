// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export interface GetPrincipalTagAttributeMapArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** The provider as the pool has it, without the client of a user pool. */
  identityProviderName: string;
}

export interface GetPrincipalTagAttributeMapResult {
  /** The id of the identity pool. */
  identityPoolId: string;
  /** The provider. */
  identityProviderName: string;
  /** Whether the service's own map is used. */
  useDefaults: boolean;
  /** Session tag to claim; empty when there is none. */
  principalTags: Record<string, string>;
}

/**
 * Gets which claims of a provider's tokens become session tags (GetPrincipalTagAttributeMap). Rejects with the code
 * `ResourceNotFoundException` when the pool or the provider does not exist.
 * @example
 * const { principalTags } = await getPrincipalTagAttributeMap({
 *   identityPoolId,
 *   identityProviderName: "accounts.google.com",
 * });
 */
export function getPrincipalTagAttributeMap(
  args: GetPrincipalTagAttributeMapArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetPrincipalTagAttributeMapResult> {
  return invoke("getPrincipalTagAttributeMap", args, opts);
}

/** The Output form of `getPrincipalTagAttributeMap`. */
export function getPrincipalTagAttributeMapOutput(
  args: Inputs<GetPrincipalTagAttributeMapArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPrincipalTagAttributeMapResult> {
  return invokeOutput("getPrincipalTagAttributeMap", args, opts);
}
