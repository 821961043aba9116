/** The lifecycles of all resources, by the names that programs and states use. */
import type { Lifecycle } from "../lifecycle";
import { developerIdentityLink } from "./developer-identity-link";
import { identity } from "./identity";
import { identityPool } from "./identity-pool";
import { identityPoolProviderPrincipalTag } from "./identity-pool-provider-principal-tag";
import { identityPoolRoleAttachment } from "./identity-pool-role-attachment";
import { identityPoolRoleMapping } from "./identity-pool-role-mapping";
import { recordTrueState } from "./update/record-true-state";
import { spareWanted } from "./update/spare-wanted";

/** What several resources of a program may stand for; a pool is one object each time it is made. */
const shared = (lifecycle: Lifecycle) => spareWanted(recordTrueState(lifecycle));

export const lifecycles = {
  identityPool: recordTrueState(identityPool),
  developerIdentityLink: shared(developerIdentityLink),
  identity: shared(identity),
  identityPoolRoleAttachment: shared(identityPoolRoleAttachment),
  identityPoolRoleMapping: shared(identityPoolRoleMapping),
  identityPoolProviderPrincipalTag: shared(identityPoolProviderPrincipalTag),
} as const;
