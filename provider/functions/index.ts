// Generated from the definitions by `npm run generate`: change those.
/** The functions of the service, by the names that programs call. */
import { describeIdentity } from "./describe-identity";
import { getCredentialsForIdentity } from "./get-credentials-for-identity";
import { getId } from "./get-id";
import { getIdentityPool } from "./get-identity-pool";
import { getIdentityPoolRoles } from "./get-identity-pool-roles";
import { getOpenIdToken } from "./get-open-id-token";
import { getOpenIdTokenForDeveloperIdentity } from "./get-open-id-token-for-developer-identity";
import { getPrincipalTagAttributeMap } from "./get-principal-tag-attribute-map";
import { listIdentities } from "./list-identities";
import { listIdentityPools } from "./list-identity-pools";
import { lookupDeveloperIdentity } from "./lookup-developer-identity";
import { regions } from "./regions";

export const functions = {
  describeIdentity,
  getCredentialsForIdentity,
  getId,
  getIdentityPool,
  getIdentityPoolRoles,
  getOpenIdToken,
  getOpenIdTokenForDeveloperIdentity,
  getPrincipalTagAttributeMap,
  listIdentities,
  listIdentityPools,
  lookupDeveloperIdentity,
  regions,
} as const;
