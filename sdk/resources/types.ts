// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";

/** A user pool whose users may sign in to an identity pool. */
export interface CognitoIdentityProvider {
  /** The id of the user pool's app client, 1 to 128 letters and digits. */
  clientId?: pulumi.Input<string>;
  /** `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
  providerName?: pulumi.Input<string>;
  /** Whether the service asks the user pool if the user was signed out or disabled; false when unset. */
  serverSideTokenCheck?: pulumi.Input<boolean>;
}

/** What a state has of `CognitoIdentityProvider`. */
export interface CognitoIdentityProviderState {
  /** The id of the user pool's app client, 1 to 128 letters and digits. */
  clientId?: string;
  /** `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
  providerName?: string;
  /** Whether the service asks the user pool if the user was signed out or disabled; false when unset. */
  serverSideTokenCheck: boolean;
}

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

/** What a state has of `MappingRule`. */
export interface MappingRuleState {
  /** The claim, 1 to 64 characters, for example `custom:department`. */
  claim: string;
  /** How the claim is compared with `value`. */
  matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
  /** The ARN of the role. */
  roleArn: string;
  /** What the claim is compared with, 1 to 128 characters. */
  value: string;
}

/** How the users of one provider get their roles. */
export interface RoleMapping {
  /**
   * The provider: `graph.facebook.com` and the like, the issuer of an OpenID Connect provider without `https://`, the
   * ARN of a SAML provider, or `cognito-idp.REGION.amazonaws.com/USER_POOL_ID:CLIENT_ID`.
   */
  identityProvider: pulumi.Input<string>;
  /** `Token`: the role that the token asks for. `Rules`: the first of `mappingRules` that matches. */
  type: pulumi.Input<"Token" | "Rules">;
  /** What happens when no role can be told: the role for authenticated users, or none. Required for both types. */
  ambiguousRoleResolution?: pulumi.Input<"AuthenticatedRole" | "Deny">;
  /** 1 to 25 rules, in order; only for type `Rules`. */
  mappingRules?: pulumi.Input<pulumi.Input<MappingRule>[]>;
}

/** What a state has of `RoleMapping`. */
export interface RoleMappingState {
  /**
   * The provider: `graph.facebook.com` and the like, the issuer of an OpenID Connect provider without `https://`, the
   * ARN of a SAML provider, or `cognito-idp.REGION.amazonaws.com/USER_POOL_ID:CLIENT_ID`.
   */
  identityProvider: string;
  /** `Token`: the role that the token asks for. `Rules`: the first of `mappingRules` that matches. */
  type: "Token" | "Rules";
  /** What happens when no role can be told: the role for authenticated users, or none. Required for both types. */
  ambiguousRoleResolution?: "AuthenticatedRole" | "Deny";
  /** 1 to 25 rules, in order; only for type `Rules`. */
  mappingRules?: MappingRuleState[];
}
