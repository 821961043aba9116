// Generated from the definitions by `npm run generate`: change those.
import type { OperationName } from "../../provider/model/operations";
import type { Handler } from "./context";
import { createIdentityPool } from "./create-identity-pool";
import { deleteIdentities } from "./delete-identities";
import { deleteIdentityPool } from "./delete-identity-pool";
import { describeIdentity } from "./describe-identity";
import { describeIdentityPool } from "./describe-identity-pool";
import { getCredentialsForIdentity } from "./get-credentials-for-identity";
import { getId } from "./get-id";
import { getIdentityPoolRoles } from "./get-identity-pool-roles";
import { getOpenIdToken } from "./get-open-id-token";
import { getOpenIdTokenForDeveloperIdentity } from "./get-open-id-token-for-developer-identity";
import { getPrincipalTagAttributeMap } from "./get-principal-tag-attribute-map";
import { listIdentities } from "./list-identities";
import { listIdentityPools } from "./list-identity-pools";
import { listTagsForResource } from "./list-tags-for-resource";
import { lookupDeveloperIdentity } from "./lookup-developer-identity";
import { mergeDeveloperIdentities } from "./merge-developer-identities";
import { setIdentityPoolRoles } from "./set-identity-pool-roles";
import { setPrincipalTagAttributeMap } from "./set-principal-tag-attribute-map";
import { tagResource } from "./tag-resource";
import { unlinkDeveloperIdentity } from "./unlink-developer-identity";
import { unlinkIdentity } from "./unlink-identity";
import { untagResource } from "./untag-resource";
import { updateIdentityPool } from "./update-identity-pool";

/** The handler of each operation; the compiler finds a missing one. */
export const handlers: { readonly [N in OperationName]: Handler<N> } = {
  CreateIdentityPool: createIdentityPool,
  DeleteIdentities: deleteIdentities,
  DeleteIdentityPool: deleteIdentityPool,
  DescribeIdentity: describeIdentity,
  DescribeIdentityPool: describeIdentityPool,
  GetCredentialsForIdentity: getCredentialsForIdentity,
  GetId: getId,
  GetIdentityPoolRoles: getIdentityPoolRoles,
  GetOpenIdToken: getOpenIdToken,
  GetOpenIdTokenForDeveloperIdentity: getOpenIdTokenForDeveloperIdentity,
  GetPrincipalTagAttributeMap: getPrincipalTagAttributeMap,
  ListIdentities: listIdentities,
  ListIdentityPools: listIdentityPools,
  ListTagsForResource: listTagsForResource,
  LookupDeveloperIdentity: lookupDeveloperIdentity,
  MergeDeveloperIdentities: mergeDeveloperIdentities,
  SetIdentityPoolRoles: setIdentityPoolRoles,
  SetPrincipalTagAttributeMap: setPrincipalTagAttributeMap,
  TagResource: tagResource,
  UnlinkDeveloperIdentity: unlinkDeveloperIdentity,
  UnlinkIdentity: unlinkIdentity,
  UntagResource: untagResource,
  UpdateIdentityPool: updateIdentityPool,
};
