import * as pulumi from "@pulumi/pulumi";
import { DynamicResource } from "../dynamic-resource";

export interface IdentityArgs {
  /** The id of the identity pool, `REGION:UUID`. A change replaces the identity. */
  identityPoolId: pulumi.Input<string>;
  /**
   * Provider name to token, at most 10; a guest's identity when unset. Always secret. A token that was renewed changes
   * nothing; another user, or another set of providers, replaces the identity.
   */
  logins?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The AWS region; the pool's when unset. A change replaces the identity. */
  region?: pulumi.Input<string>;
}

/**
 * The identity of a guest, or of a user's logins, in an identity pool: made once and not at each run (GetId,
 * DescribeIdentity, DeleteIdentities). Its id is `identityPoolId/identityId`. A delete deletes the identity, the one that
 * its logins had before, too.
 * @example
 * const kiosk = new Identity("kiosk", { identityPoolId: pool.id });
 * export const kioskIdentity = kiosk.identityId;
 */
export class Identity extends DynamicResource {
  declare readonly identityPoolId: pulumi.Output<string>;
  /** The identity, `REGION:UUID`. */
  declare readonly identityId: pulumi.Output<string>;
  declare readonly logins: pulumi.Output<Record<string, string> | undefined>;
  declare readonly region: pulumi.Output<string>;

  /** Looks an identity up by `identityPoolId/identityId`, without managing it; an error when it does not exist. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Identity {
    return new Identity(name, undefined, { ...opts, id });
  }

  constructor(name: string, args: IdentityArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args?: IdentityArgs, opts?: pulumi.CustomResourceOptions) {
    const { logins, ...others } = args ?? {};
    const secrets = logins === undefined ? {} : { logins: pulumi.secret(logins) };
    super("Identity", "identity", name, { ...others, ...secrets }, [...properties, "identityId"], {
      ...opts,
      additionalSecretOutputs: [...(opts?.additionalSecretOutputs ?? []), "logins"],
    });
  }
}

const properties = ["identityPoolId", "logins", "region"] as const satisfies readonly (keyof IdentityArgs)[];
