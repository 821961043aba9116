import type * as pulumi from "@pulumi/pulumi";
import { DeveloperIdentityLink } from "../resources/developer-identity-link";
import { IdentityPool } from "../resources/identity-pool";
import { Workload, type WorkloadIdentityArgs } from "./workload";

/**
 * An identity by which a role of AWS proves itself to another cloud, or to whatever verifies OpenID Connect tokens, with no
 * stored secret: a pool of its own, since IAM can't limit whose token a caller gets, one identity in it, and the policy that
 * lets the role get its token.
 * @example
 * const billing = new WorkloadIdentity("billing");
 * export const { issuer, audience, subject, policy } = billing;
 */
export class WorkloadIdentity extends Workload<IdentityPool, DeveloperIdentityLink> {
  constructor(name: string, args?: WorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super({ IdentityPool, DeveloperIdentityLink }, name, args, opts);
  }
}
