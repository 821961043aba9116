// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import type { DeveloperIdentityLinksArgs } from "../../resources/developer-identity-links";
import { PluginResource } from "../plugin-resource";

export type { DeveloperIdentityLinksArgs } from "../../resources/developer-identity-links";

/**
 * Many users of a backend, each of whom resolves to an identity of a pool: one resource for up to 100,000 of them,
 * worked through at the rate that the service allows (GetOpenIdTokenForDeveloperIdentity, whose token is thrown away,
 * UnlinkDeveloperIdentity; ListIdentities and LookupDeveloperIdentity in a refresh). The id is
 * `identityPoolId/developerProviderName`.
 * @example
 * const staff = new DeveloperIdentityLinks("staff", { identityPoolId: pool.id, users: ["alice", "bob"] });
 * export const aliceIdentity = staff.identityIds.apply((ids) => ids.alice);
 */
export class DeveloperIdentityLinks extends PluginResource {
  /** The identity of each user; empty where `recordIdentityIds` is false. */
  declare readonly identityIds: pulumi.Output<Record<string, string>>;
  /** The id of the identity pool, `REGION:UUID`. */
  declare readonly identityPoolId: pulumi.Output<string>;
  /** The developer provider's name; the pool's own when unset. */
  declare readonly developerProviderName: pulumi.Output<string>;
  /**
   * The users' ids in the backend, 1 to 1,024 characters each. A user gets a new identity, or keeps the one registered
   * already.
   */
  declare readonly users: pulumi.Output<string[] | undefined>;
  /**
   * More users, and the identity, `REGION:UUID`, that each of them is to resolve to: the one that the user has, or one
   * without a login, such as a guest's.
   */
  declare readonly linkTo: pulumi.Output<Record<string, string> | undefined>;
  /** Whether the state records `identityIds`; without them a user takes a third of the room. */
  declare readonly recordIdentityIds: pulumi.Output<boolean | undefined>;
  /** The AWS region; the pool's when unset. */
  declare readonly region: pulumi.Output<string>;

  /**
   * Looks a set of links up by its id, `identityPoolId/developerProviderName`, without managing it; an error when there
   * is none.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DeveloperIdentityLinks {
    return new DeveloperIdentityLinks(name, undefined, { ...opts, id });
  }

  constructor(name: string, args: DeveloperIdentityLinksArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: DeveloperIdentityLinksArgs, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, args, opts);
  }
}

const kind = {
  name: "DeveloperIdentityLinks",
  runtime: "developerIdentityLinks",
  properties: [
    "identityPoolId",
    "developerProviderName",
    "users",
    "linkTo",
    "recordIdentityIds",
    "region",
    "identityIds",
  ],
  secrets: [],
} as const;
