import type * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "../dynamic-resource";
import type { RoleMapping, RoleMappingState } from "./role-mapping";

export interface IdentityPoolRoleMappingArgs extends RoleMapping {
  /** The id of the identity pool, `REGION:UUID`. A change replaces the mapping. */
  identityPoolId: pulumi.Input<string>;
  /** The AWS region; the pool's when unset. A change replaces the mapping. */
  region?: pulumi.Input<string>;
}

/**
 * The role mapping of one provider of an identity pool; those of other providers, and the pool's roles, stay as they are
 * (GetIdentityPoolRoles, SetIdentityPoolRoles). Its id is `identityPoolId/identityProvider`; a change of
 * `identityProvider` replaces it. A mapping that something else made is not overwritten.
 * @example
 * new IdentityPoolRoleMapping("facebook", {
 *   identityPoolId: pool.id,
 *   identityProvider: "graph.facebook.com",
 *   type: "Token",
 *   ambiguousRoleResolution: "AuthenticatedRole",
 * });
 */
export class IdentityPoolRoleMapping extends DynamicResource {
  declare readonly identityPoolId: pulumi.Output<string>;
  declare readonly identityProvider: pulumi.Output<string>;
  declare readonly type: pulumi.Output<"Token" | "Rules">;
  declare readonly ambiguousRoleResolution: pulumi.Output<"AuthenticatedRole" | "Deny" | undefined>;
  declare readonly mappingRules: pulumi.Output<RoleMappingState["mappingRules"]>;
  declare readonly region: pulumi.Output<string>;

  /** Looks a mapping up by `identityPoolId/identityProvider`, without managing it; an error when there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): IdentityPoolRoleMapping {
    return new IdentityPoolRoleMapping(name, undefined, { ...opts, id });
  }

  constructor(name: string, args: IdentityPoolRoleMappingArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: IdentityPoolRoleMappingArgs, opts?: pulumi.CustomResourceOptions) {
    super("IdentityPoolRoleMapping", "identityPoolRoleMapping", name, { ...args }, properties, opts);
  }
}

const properties = [
  "identityPoolId",
  "identityProvider",
  "type",
  "ambiguousRoleResolution",
  "mappingRules",
  "region",
] as const satisfies readonly (keyof IdentityPoolRoleMappingArgs)[];
