/** Policies for identity pools and the roles that trust them, for `PolicyPack` of `@pulumi/policy`. */

import type { Policy } from "./policy";
import { deletionProtection, noClassicFlow, noGuests, serverSideTokenCheck } from "./pools";
import { boundTrust, noRoleForEveryone } from "./roles";

export type { CheckedResource, Policy } from "./policy";
export { boundTrust, deletionProtection, noClassicFlow, noGuests, noRoleForEveryone, serverSideTokenCheck };

/**
 * All of them, for our resources, by both ways to serve them, and for those of the AWS provider.
 * @example
 * new PolicyPack("identity-pools", { policies: [...policies] });
 */
export const policies: readonly Policy[] = [
  noGuests,
  noClassicFlow,
  boundTrust,
  serverSideTokenCheck,
  noRoleForEveryone,
  deletionProtection,
];
