// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import type { DeveloperIdentityLinkArgs } from "../../resources/developer-identity-link";
import { PluginResource } from "../plugin-resource";

export type { DeveloperIdentityLinkArgs } from "../../resources/developer-identity-link";

/**
 * A user of a backend who resolves to an identity of a pool (GetOpenIdTokenForDeveloperIdentity, whose token is thrown
 * away, LookupDeveloperIdentity, MergeDeveloperIdentities, UnlinkDeveloperIdentity, DeleteIdentities). The id is
 * `identityPoolId/developerProviderName/developerUserIdentifier`.
 * @example
 * const alice = new DeveloperIdentityLink("alice", { identityPoolId: pool.id, developerUserIdentifier: "alice" });
 * export const aliceIdentity = alice.identityId;
 */
export class DeveloperIdentityLink extends PluginResource {
  /** The id of the identity pool, `REGION:UUID`. */
  declare readonly identityPoolId: pulumi.Output<string>;
  /** The developer provider's name; the pool's own when unset. */
  declare readonly developerProviderName: pulumi.Output<string>;
  /**
   * The user's id in the backend, 1 to 1,024 characters. It is a part of the link's id, where a secret shows in plain
   * text, too.
   */
  declare readonly developerUserIdentifier: pulumi.Output<string>;
  /**
   * The identity that the user resolves to, `REGION:UUID`; a new one, or the one registered already, when unset. When it
   * is taken away, the user stays where it is, or gets an identity of its own where `onConflict` is `move`.
   */
  declare readonly identityId: pulumi.Output<string>;
  /**
   * What happens when the user is registered to another identity than `identityId`: an error; `move` moves this user
   * alone; `merge` moves all that the other identity has, its other users too, and can't be undone.
   */
  declare readonly onConflict: pulumi.Output<"error" | "merge" | "move" | undefined>;
  /** Whether an identity is deleted, too, when a delete or a move leaves no login on it. */
  declare readonly deleteIdentity: pulumi.Output<boolean | undefined>;
  /** The AWS region; the pool's when unset. */
  declare readonly region: pulumi.Output<string>;

  /**
   * Looks a link up by its id, `identityPoolId/developerProviderName/developerUserIdentifier`, without managing it; an
   * error when there is none.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DeveloperIdentityLink {
    return new DeveloperIdentityLink(name, undefined, { ...opts, id });
  }

  constructor(name: string, args: DeveloperIdentityLinkArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: DeveloperIdentityLinkArgs, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, args, opts);
  }
}

const kind = {
  name: "DeveloperIdentityLink",
  runtime: "developerIdentityLink",
  properties: [
    "identityPoolId",
    "developerProviderName",
    "developerUserIdentifier",
    "identityId",
    "onConflict",
    "deleteIdentity",
    "region",
  ],
  secrets: [],
} as const;
