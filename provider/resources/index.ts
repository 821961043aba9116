// Generated from the definitions by `npm run generate`: change those.
/** All kinds of resources, by the names that states use. */
import { developerIdentityLink } from "./developer-identity-link";
import { developerIdentityLinks } from "./developer-identity-links";
import { identity } from "./identity";
import { identityPool } from "./identity-pool";
import { identityPoolProviderPrincipalTag } from "./identity-pool-provider-principal-tag";
import { identityPoolRoleAttachment } from "./identity-pool-role-attachment";
import { identityPoolRoleMapping } from "./identity-pool-role-mapping";
import { layered } from "./update/layered";

export const resources = {
  developerIdentityLink: layered(developerIdentityLink),
  developerIdentityLinks: layered(developerIdentityLinks),
  identity: layered(identity),
  identityPool: layered(identityPool),
  identityPoolProviderPrincipalTag: layered(identityPoolProviderPrincipalTag),
  identityPoolRoleAttachment: layered(identityPoolRoleAttachment),
  identityPoolRoleMapping: layered(identityPoolRoleMapping),
} as const;
