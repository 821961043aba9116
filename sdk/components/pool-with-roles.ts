import * as pulumi from "@pulumi/pulumi";
import { checkConstruction } from "../check-construction";
import { noteDeletion } from "../deleted-with-pool";
import type { IdentityPoolArgs } from "../resources/identity-pool";
import type { IdentityPoolRoleAttachmentArgs } from "../resources/identity-pool-role-attachment";
import type { RoleMapping } from "../resources/types";
import { type TrustPolicyOptions, trustPolicy } from "../trust-policy";
import { checkOwnArgs } from "./check-own-args";

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
  /**
   * The ARNs of the roles; or a function that makes the roles with the trust policies that it is given, by whatever IAM
   * resource you use, and answers their ARNs.
   */
  roles: PoolRoles | ((trust: TrustPolicies) => PoolRoles);
  /** The role mappings of the pool; see `IdentityPoolRoleAttachment`. */
  roleMappings?: pulumi.Input<pulumi.Input<RoleMapping>[]>;
}

type Made<Args, R> = new (name: string, args: Args, opts?: pulumi.CustomResourceOptions) => R;

/** The class of pools of a shell. */
export type PoolClass<Pool> = Made<IdentityPoolArgs, Pool>;

/** The classes of which a pool and its roles are made. */
export interface PoolClasses<Pool, Attachment> {
  readonly IdentityPool: PoolClass<Pool>;
  readonly IdentityPoolRoleAttachment: Made<IdentityPoolRoleAttachmentArgs, Attachment>;
}

/** A pool, the trust policies that its roles need, and the attachment of the roles, whatever serves them. */
export abstract class PoolWithRoles<
  Pool extends pulumi.CustomResource,
  Attachment extends pulumi.CustomResource,
> extends pulumi.ComponentResource {
  readonly pool: Pool;
  readonly attachment: Attachment;
  /** The id of the pool, `REGION:UUID`. */
  readonly identityPoolId: pulumi.Output<string>;
  /** The trust policies of the two roles. */
  readonly trustPolicies: TrustPolicies;

  protected constructor(
    { IdentityPool, IdentityPoolRoleAttachment }: PoolClasses<Pool, Attachment>,
    name: string,
    args: AuthenticatedIdentityPoolArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    checkConstruction("AuthenticatedIdentityPool", { name, args, opts });
    const { roles, roleMappings, sessionTags, ...settings } = args ?? {};
    checkOwnArgs(`AuthenticatedIdentityPool ${name}`, settings, ["roles", "roleMappings", "sessionTags"]);
    super("cognito-identity:index:AuthenticatedIdentityPool", name, {}, opts);
    noteDeletion(this, {}, opts ?? {});
    this.pool = new IdentityPool(name, settings, { parent: this });
    this.identityPoolId = this.pool.id;
    const trust = (audience: keyof TrustPolicies) => trustPolicy(this.identityPoolId, audience, { sessionTags });
    this.trustPolicies = { authenticated: trust("authenticated"), unauthenticated: trust("unauthenticated") };
    this.attachment = new IdentityPoolRoleAttachment(
      name,
      {
        identityPoolId: this.identityPoolId,
        roles: typeof roles === "function" ? roles(this.trustPolicies) : roles,
        roleMappings,
      },
      { parent: this },
    );
    this.registerOutputs({ identityPoolId: this.identityPoolId, trustPolicies: this.trustPolicies });
  }
}
