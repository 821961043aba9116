import type * as pulumi from "@pulumi/pulumi";
import { type AuthenticatedIdentityPoolArgs, PoolWithRoles } from "../components/pool-with-roles";
import { IdentityPool } from "./resources/identity-pool";
import { IdentityPoolRoleAttachment } from "./resources/identity-pool-role-attachment";

/**
 * An identity pool with its roles: the pool, the trust policies that its roles need, and the attachment of the roles.
 * @example
 * const users = new AuthenticatedIdentityPool("users", {
 *   developerProviderName: "login.example.com",
 *   roles: (trust) => ({
 *     authenticated: new aws.iam.Role("users", { assumeRolePolicy: trust.authenticated }).arn,
 *   }),
 * });
 * export const poolId = users.identityPoolId;
 */
export class AuthenticatedIdentityPool extends PoolWithRoles<IdentityPool, IdentityPoolRoleAttachment> {
  constructor(name: string, args: AuthenticatedIdentityPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ IdentityPool, IdentityPoolRoleAttachment }, name, args, opts);
  }
}
