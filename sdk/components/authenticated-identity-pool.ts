import * as pulumi from "@pulumi/pulumi";
import { IdentityPool, type IdentityPoolArgs } from "../resources/identity-pool";
import { IdentityPoolRoleAttachment } from "../resources/identity-pool-role-attachment";
import type { RoleMapping } from "../resources/types";
import { type TrustPolicyOptions, trustPolicy } from "../trust-policy";

/** The documents for `assumeRolePolicy` of the two roles, as JSON. */
export interface TrustPolicies {
  /** For the role of users who have signed in. */
  readonly authenticated: pulumi.Output<string>;
  /** For the role of guests. */
  readonly unauthenticated: pulumi.Output<string>;
}

/** The ARNs of roles made with the trust policies. */
export interface PoolRoles {
  readonly authenticated?: pulumi.Input<string>;
  readonly unauthenticated?: pulumi.Input<string>;
}

export interface AuthenticatedIdentityPoolArgs extends IdentityPoolArgs, TrustPolicyOptions {
  /** Makes the roles with the trust policies that it is given, by whatever IAM resource you use; answers their ARNs. */
  roles: (trust: TrustPolicies) => PoolRoles;
  /** The role mappings of the pool; see `IdentityPoolRoleAttachment`. */
  roleMappings?: pulumi.Input<pulumi.Input<RoleMapping>[]>;
}

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
export class AuthenticatedIdentityPool extends pulumi.ComponentResource {
  readonly pool: IdentityPool;
  readonly attachment: IdentityPoolRoleAttachment;
  /** The id of the pool, `REGION:UUID`. */
  readonly identityPoolId: pulumi.Output<string>;
  /** The trust policies of the two roles. */
  readonly trustPolicies: TrustPolicies;

  constructor(name: string, args: AuthenticatedIdentityPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    const { roles, roleMappings, sessionTags, ...settings } = args;
    super("cognito-identity:index:AuthenticatedIdentityPool", name, {}, opts);
    this.pool = new IdentityPool(name, settings, { parent: this });
    this.identityPoolId = this.pool.id;
    const trust = (audience: keyof TrustPolicies) =>
      this.identityPoolId.apply((id) => trustPolicy(id, audience, { sessionTags }));
    this.trustPolicies = { authenticated: trust("authenticated"), unauthenticated: trust("unauthenticated") };
    this.attachment = new IdentityPoolRoleAttachment(
      name,
      { identityPoolId: this.identityPoolId, roles: roles(this.trustPolicies), roleMappings },
      { parent: this },
    );
    this.registerOutputs({ identityPoolId: this.identityPoolId, trustPolicies: this.trustPolicies });
  }
}
