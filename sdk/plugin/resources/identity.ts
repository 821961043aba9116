// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import type { IdentityArgs } from "../../resources/identity";
import { PluginResource } from "../plugin-resource";

export type { IdentityArgs } from "../../resources/identity";

/**
 * The identity of a guest, or of a user's logins, in an identity pool: made once and not at each run (GetId,
 * DescribeIdentity, DeleteIdentities). A delete deletes the identity, the one that its logins had before, too. The id
 * is `identityPoolId/identityId`.
 * @example
 * const kiosk = new Identity("kiosk", { identityPoolId: pool.id });
 * export const kioskIdentity = kiosk.identityId;
 */
export class Identity extends PluginResource {
  /** The identity, `REGION:UUID`. */
  declare readonly identityId: pulumi.Output<string>;
  /** The id of the identity pool, `REGION:UUID`. */
  declare readonly identityPoolId: pulumi.Output<string>;
  /**
   * Provider name to token, at most 10; a guest's identity when unset. A token that was renewed changes nothing; another
   * user, or another set of providers, replaces the identity.
   */
  declare readonly logins: pulumi.Output<Record<string, string> | undefined>;
  /** The AWS region; the pool's when unset. */
  declare readonly region: pulumi.Output<string>;

  /** Looks an identity up by its id, `identityPoolId/identityId`, without managing it; an error when there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Identity {
    return new Identity(name, undefined, { ...opts, id });
  }

  constructor(name: string, args: IdentityArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: IdentityArgs, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, args, opts);
  }
}

const kind = {
  name: "Identity",
  runtime: "identity",
  properties: ["identityPoolId", "logins", "region", "identityId"],
  secrets: ["logins"],
} as const;
