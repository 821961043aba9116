// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import type { IdentityPoolRoleAttachmentArgs } from "../../resources/identity-pool-role-attachment";
import type { RoleMappingState } from "../../resources/types";
import { PluginResource } from "../plugin-resource";

export type { IdentityPoolRoleAttachmentArgs } from "../../resources/identity-pool-role-attachment";

/**
 * The roles of an identity pool, updated in place (GetIdentityPoolRoles, SetIdentityPoolRoles). A pool has one
 * attachment. The id is `identityPoolId`.
 * @example
 * new IdentityPoolRoleAttachment("roles", {
 *   identityPoolId: pool.id,
 *   roles: { authenticated: "arn:aws:iam::123456789012:role/users" },
 * });
 */
export class IdentityPoolRoleAttachment extends PluginResource {
  /** The id of the identity pool, `REGION:UUID`. */
  declare readonly identityPoolId: pulumi.Output<string>;
  /** The ARNs of the roles of users (`authenticated`) and of guests (`unauthenticated`). */
  declare readonly roles: pulumi.Output<{ authenticated?: string; unauthenticated?: string }>;
  /**
   * All mappings of the pool, one for each provider, at most 10; their order is not significant. When unset or empty,
   * the mappings are left to `IdentityPoolRoleMapping`.
   */
  declare readonly roleMappings: pulumi.Output<RoleMappingState[] | undefined>;
  /** The AWS region; the pool's when unset. */
  declare readonly region: pulumi.Output<string>;

  /** Looks an attachment up by its id, `identityPoolId`, without managing it; an error when there is none. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): IdentityPoolRoleAttachment {
    return new IdentityPoolRoleAttachment(name, undefined, { ...opts, id });
  }

  constructor(name: string, args: IdentityPoolRoleAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: IdentityPoolRoleAttachmentArgs, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, args, opts);
  }
}

const kind = {
  name: "IdentityPoolRoleAttachment",
  runtime: "identityPoolRoleAttachment",
  properties: ["identityPoolId", "roles", "roleMappings", "region"],
  secrets: [],
} as const;
