// With @pulumi/gcp these are gcp.iam.WorkloadIdentityPool and gcp.iam.WorkloadIdentityPoolProvider, with the same
// arguments. Here is what is needed of them, by the names that Pulumi knows them by.
import * as pulumi from "@pulumi/pulumi";

interface PoolArgs {
  /** 4 to 32 characters: small letters, digits and hyphens. */
  workloadIdentityPoolId: pulumi.Input<string>;
}

/** A pool of identities that are not Google's. */
export class WorkloadIdentityPool extends pulumi.CustomResource {
  /** `projects/NUMBER/locations/global/workloadIdentityPools/ID`. */
  declare readonly name: pulumi.Output<string>;
  declare readonly workloadIdentityPoolId: pulumi.Output<string>;

  constructor(name: string, args: PoolArgs, opts?: pulumi.CustomResourceOptions) {
    super("gcp:iam/workloadIdentityPool:WorkloadIdentityPool", name, { ...args, name: undefined }, opts);
  }
}

interface ProviderArgs extends PoolArgs {
  /** 4 to 32 characters: small letters, digits and hyphens. */
  workloadIdentityPoolProviderId: pulumi.Input<string>;
  oidc: { issuerUri: pulumi.Input<string>; allowedAudiences: pulumi.Input<string>[] };
  /** What the pool's identities have of the token's claims. */
  attributeMapping: Record<string, pulumi.Input<string>>;
  /** Which tokens are taken at all. */
  attributeCondition: pulumi.Input<string>;
}

/** A provider of tokens that a pool takes. */
export class WorkloadIdentityPoolProvider extends pulumi.CustomResource {
  constructor(name: string, args: ProviderArgs, opts?: pulumi.CustomResourceOptions) {
    super("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", name, { ...args }, opts);
  }
}
