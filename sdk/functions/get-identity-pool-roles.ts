// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";
import type { RoleMappingDescription } from "./types";

export interface GetIdentityPoolRolesArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
}

export interface GetIdentityPoolRolesResult {
  /** The id of the identity pool. */
  identityPoolId: string;
  /** The ARNs of the roles of users and of guests; empty when none are set. */
  roles: { authenticated?: string; unauthenticated?: string };
  /** Mappings by provider name; empty when none are set. */
  roleMappings: Record<string, RoleMappingDescription>;
}

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
  return invoke("getIdentityPoolRoles", args, opts);
}

/** The Output form of `getIdentityPoolRoles`. */
export function getIdentityPoolRolesOutput(
  args: Inputs<GetIdentityPoolRolesArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetIdentityPoolRolesResult> {
  return invokeOutput("getIdentityPoolRoles", args, opts);
}
