import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type {
  GetPrincipalTagAttributeMapArgs,
  GetPrincipalTagAttributeMapResult,
} from "../../provider/functions/get-principal-tag-attribute-map";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { GetPrincipalTagAttributeMapArgs, GetPrincipalTagAttributeMapResult };

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
  return invoke(functions.getPrincipalTagAttributeMap, args, opts);
}

/** The Output form of `getPrincipalTagAttributeMap`. */
export function getPrincipalTagAttributeMapOutput(
  args: Inputs<GetPrincipalTagAttributeMapArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPrincipalTagAttributeMapResult> {
  return invokeOutput(functions.getPrincipalTagAttributeMap, args, opts);
}
