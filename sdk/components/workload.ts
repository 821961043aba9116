import * as pulumi from "@pulumi/pulumi";
import { policyStatements } from "../../provider/client/policy-statements";
import { regionOf } from "../../provider/model/ids";
import { tokenIssuerOf } from "../../provider/model/token-issuers";
import { checkConstruction } from "../check-construction";
import type { DeveloperIdentityLinkArgs } from "../resources/developer-identity-link";
import type { IdentityPoolArgs } from "../resources/identity-pool";
import { refuseOthers } from "./check-own-args";
import type { PoolClass } from "./pool-with-roles";

export interface WorkloadIdentityArgs extends Pick<IdentityPoolArgs, "identityPoolName" | "tags" | "region"> {
  /** What the workload is called in its pool; by default the component's name. */
  workload?: pulumi.Input<string>;
  /** The name of the pool's developer provider, 1 to 128 of `\w.-`. Defaults to `workload`. */
  developerProviderName?: pulumi.Input<string>;
}

/** All arguments, which no other list of them may lack. */
const knownArgs: Readonly<Record<keyof WorkloadIdentityArgs, true>> = {
  workload: true,
  developerProviderName: true,
  identityPoolName: true,
  tags: true,
  region: true,
};

type LinkClass<Link> = new (name: string, args: DeveloperIdentityLinkArgs, opts?: pulumi.CustomResourceOptions) => Link;

/** The classes of which the identity of a workload is made. */
export interface WorkloadClasses<Pool, Link> {
  readonly IdentityPool: PoolClass<Pool>;
  readonly DeveloperIdentityLink: LinkClass<Link>;
}

/** A pool of one workload, and its identity there, whatever serves them. */
export abstract class Workload<
  Pool extends pulumi.CustomResource & { readonly arn: pulumi.Output<string> },
  Link extends pulumi.CustomResource & { readonly identityId: pulumi.Output<string> },
> extends pulumi.ComponentResource {
  readonly pool: Pool;
  readonly link: Link;
  /** The id of the pool, which the workload names when it asks for its token. */
  readonly identityPoolId: pulumi.Output<string>;
  /** The login that the workload names when it asks for its token: the developer provider, and the workload in it. */
  readonly logins: pulumi.Output<Record<string, string>>;
  /** The issuer of the token, a URL: the claim `iss`. */
  readonly issuer: pulumi.Output<string>;
  /** The audience of the token, which is the pool's id: the claim `aud`. */
  readonly audience: pulumi.Output<string>;
  /** The subject of the token, which is the identity's id: the claim `sub`. */
  readonly subject: pulumi.Output<string>;
  /** An IAM policy, as JSON, that allows to get the workload's token and nothing else; for the workload's role alone. */
  readonly policy: pulumi.Output<string>;

  protected constructor(
    { IdentityPool, DeveloperIdentityLink }: WorkloadClasses<Pool, Link>,
    name: string,
    args?: WorkloadIdentityArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    checkConstruction("WorkloadIdentity", { name, args, opts });
    const {
      workload = name,
      developerProviderName = "workload",
      identityPoolName,
      tags,
      region,
      ...others
    } = args ?? {};
    refuseOthers(`WorkloadIdentity ${name}`, others, Object.keys(knownArgs));
    super("cognito-identity:index:WorkloadIdentity", name, {}, opts);
    const parent = { parent: this };
    const settings = { identityPoolName, tags, region, developerProviderName, allowClassicFlow: false };
    this.pool = new IdentityPool(name, settings, parent);
    this.identityPoolId = this.pool.id;
    const user = { identityPoolId: this.identityPoolId, developerUserIdentifier: workload };
    this.link = new DeveloperIdentityLink(name, user, parent);
    this.logins = pulumi.all([developerProviderName, workload]).apply(([provider, known]) => ({ [provider]: known }));
    this.issuer = this.identityPoolId.apply((id) => `https://${tokenIssuerOf(regionOf(id))}`);
    this.audience = this.identityPoolId;
    this.subject = this.link.identityId;
    this.policy = this.pool.arn.apply(policyFor);
    this.registerOutputs({ issuer: this.issuer, audience: this.audience, subject: this.subject, policy: this.policy });
  }
}

const policyFor = (poolArn: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: policyStatements(poolArn, ["GetOpenIdTokenForDeveloperIdentity"]),
  });
