import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type {
  GetIdentityPoolRolesArgs,
  GetIdentityPoolRolesResult,
  RoleMappingDescription,
} from "../../provider/functions/get-identity-pool-roles";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { GetIdentityPoolRolesArgs, GetIdentityPoolRolesResult, RoleMappingDescription };

/**
 * Gets the roles and role mappings of a pool (GetIdentityPoolRoles). Rejects with the code `ResourceNotFoundException`
 * when there is no such pool.
 * @example
 * const { roles } = await getIdentityPoolRoles({ identityPoolId });
 */
export function getIdentityPoolRoles(
  args: GetIdentityPoolRolesArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetIdentityPoolRolesResult> {
  return invoke(functions.getIdentityPoolRoles, args, opts);
}

/** The Output form of `getIdentityPoolRoles`. */
export function getIdentityPoolRolesOutput(
  args: Inputs<GetIdentityPoolRolesArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetIdentityPoolRolesResult> {
  return invokeOutput(functions.getIdentityPoolRoles, args, opts);
}
