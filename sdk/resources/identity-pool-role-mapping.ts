// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "../dynamic-resource";
import type { MappingRule, MappingRuleState } from "./types";

export interface IdentityPoolRoleMappingArgs {
  /** The id of the identity pool, `REGION:UUID`. A change replaces the mapping. */
  identityPoolId: pulumi.Input<string>;
  /**
   * The provider: `graph.facebook.com` and the like, the issuer of an OpenID Connect provider without `https://`, the
   * ARN of a SAML provider, or `cognito-idp.REGION.amazonaws.com/USER_POOL_ID:CLIENT_ID`. A change replaces the mapping.
   */
  identityProvider: pulumi.Input<string>;
  /** `Token`: the role that the token asks for. `Rules`: the first of `mappingRules` that matches. */
  type: pulumi.Input<"Token" | "Rules">;
  /** What happens when no role can be told: the role for authenticated users, or none. Required for both types. */
  ambiguousRoleResolution?: pulumi.Input<"AuthenticatedRole" | "Deny">;
  /** 1 to 25 rules, in order; only for type `Rules`. */
  mappingRules?: pulumi.Input<pulumi.Input<MappingRule>[]>;
  /** The AWS region; the pool's when unset. A change replaces the mapping. */
  region?: pulumi.Input<string>;
}

/**
 * The role mapping of one provider of an identity pool; those of other providers, and the pool's roles, stay as they
 * are (GetIdentityPoolRoles, SetIdentityPoolRoles). A mapping that something else made is not overwritten. The id is
 * `identityPoolId/identityProvider`.
 * @example
 * new IdentityPoolRoleMapping("facebook", {
 *   identityPoolId: pool.id,
 *   identityProvider: "graph.facebook.com",
 *   type: "Token",
 *   ambiguousRoleResolution: "AuthenticatedRole",
 * });
 */
export class IdentityPoolRoleMapping extends DynamicResource {
  /** The id of the identity pool, `REGION:UUID`. */
  declare readonly identityPoolId: pulumi.Output<string>;
  /**
   * The provider: `graph.facebook.com` and the like, the issuer of an OpenID Connect provider without `https://`, the
   * ARN of a SAML provider, or `cognito-idp.REGION.amazonaws.com/USER_POOL_ID:CLIENT_ID`.
   */
  declare readonly identityProvider: pulumi.Output<string>;
  /** `Token`: the role that the token asks for. `Rules`: the first of `mappingRules` that matches. */
  declare readonly type: pulumi.Output<"Token" | "Rules">;
  /** What happens when no role can be told: the role for authenticated users, or none. Required for both types. */
  declare readonly ambiguousRoleResolution: pulumi.Output<"AuthenticatedRole" | "Deny" | undefined>;
  /** 1 to 25 rules, in order; only for type `Rules`. */
  declare readonly mappingRules: pulumi.Output<MappingRuleState[] | undefined>;
  /** The AWS region; the pool's when unset. */
  declare readonly region: pulumi.Output<string>;

  /** Looks a mapping up by its id, `identityPoolId/identityProvider`, without managing it; an error when there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): IdentityPoolRoleMapping {
    return new IdentityPoolRoleMapping(name, undefined, { ...opts, id });
  }

  constructor(name: string, args: IdentityPoolRoleMappingArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: IdentityPoolRoleMappingArgs, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, args, opts);
  }
}

const kind = {
  name: "IdentityPoolRoleMapping",
  runtime: "identityPoolRoleMapping",
  properties: ["identityPoolId", "identityProvider", "type", "ambiguousRoleResolution", "mappingRules", "region"],
  secrets: [],
} as const;
