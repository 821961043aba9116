// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import type { IdentityPoolProviderPrincipalTagArgs } from "../../resources/identity-pool-provider-principal-tag";
import { PluginResource } from "../plugin-resource";

export type { IdentityPoolProviderPrincipalTagArgs } from "../../resources/identity-pool-provider-principal-tag";

/**
 * Which claims of a provider's tokens become session tags, for access by attributes (GetPrincipalTagAttributeMap,
 * SetPrincipalTagAttributeMap). A delete brings the service's own map back. The id is
 * `identityPoolId/identityProviderName`.
 * @example
 * new IdentityPoolProviderPrincipalTag("google-tags", {
 *   identityPoolId: pool.id,
 *   identityProviderName: "accounts.google.com",
 *   principalTags: { email: "email" },
 * });
 */
export class IdentityPoolProviderPrincipalTag extends PluginResource {
  /** The id of the identity pool, `REGION:UUID`. */
  declare readonly identityPoolId: pulumi.Output<string>;
  /** The provider as the pool has it, without the client of a user pool. */
  declare readonly identityProviderName: pulumi.Output<string>;
  /** Session tag to the claim of the token that it takes, at most 50. Unset where `useDefaults` is true. */
  declare readonly principalTags: pulumi.Output<Record<string, string> | undefined>;
  /**
   * Whether the service's own map is used (`client` from the claim `aud`, `username` from `sub`); true when there are no
   * `principalTags`, otherwise false.
   */
  declare readonly useDefaults: pulumi.Output<boolean>;
  /** The AWS region; the pool's when unset. */
  declare readonly region: pulumi.Output<string>;

  /** Looks a map up by its id, `identityPoolId/identityProviderName`, without managing it; an error when there is none. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): IdentityPoolProviderPrincipalTag {
    return new IdentityPoolProviderPrincipalTag(name, undefined, { ...opts, id });
  }

  constructor(name: string, args: IdentityPoolProviderPrincipalTagArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: IdentityPoolProviderPrincipalTagArgs, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, args, opts);
  }
}

const kind = {
  name: "IdentityPoolProviderPrincipalTag",
  runtime: "identityPoolProviderPrincipalTag",
  properties: ["identityPoolId", "identityProviderName", "principalTags", "useDefaults", "region"],
  secrets: [],
} as const;
