import type * as pulumi from "@pulumi/pulumi";

/** A rule that gives a role to those whose token has a claim. */
export interface MappingRule {
  /** The claim, 1 to 64 characters, for example `custom:department`. */
  claim: pulumi.Input<string>;
  /** How the claim is compared with `value`. */
  matchType: pulumi.Input<"Equals" | "Contains" | "StartsWith" | "NotEqual">;
  /** The ARN of the role. */
  roleArn: pulumi.Input<string>;
  /** What the claim is compared with, 1 to 128 characters. */
  value: pulumi.Input<string>;
}

/** How the users of one provider get their roles. */
export interface RoleMapping {
  /**
   * The provider: `graph.facebook.com` and the like, the issuer of an OpenID Connect provider without `https://`, the ARN
   * of a SAML provider, or `cognito-idp.REGION.amazonaws.com/USER_POOL_ID:CLIENT_ID`.
   */
  identityProvider: pulumi.Input<string>;
  /** `Token`: the role that the token asks for. `Rules`: the first of `mappingRules` that matches. */
  type: pulumi.Input<"Token" | "Rules">;
  /** What happens when no role can be told: the role for authenticated users, or none. Required for both types. */
  ambiguousRoleResolution?: pulumi.Input<"AuthenticatedRole" | "Deny">;
  /** 1 to 25 rules, in order; only for type `Rules`. */
  mappingRules?: pulumi.Input<pulumi.Input<MappingRule>[]>;
}

/** A role mapping as an output. */
export type RoleMappingState = pulumi.Unwrap<RoleMapping>;
