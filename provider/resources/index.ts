/** The lifecycles of all resources, by the names that programs and states use. */
import { developerIdentityLink } from "./developer-identity-link";
import { identityPool } from "./identity-pool";

export const lifecycles = { identityPool, developerIdentityLink } as const;
