// Generated from the definitions by `npm run generate`: change those.
import type { OperationName } from "./operations";

/** The operations that each resource and each function may call. */
export const calls = {
  DeveloperIdentityLink: [
    "DescribeIdentityPool",
    "GetOpenIdTokenForDeveloperIdentity",
    "LookupDeveloperIdentity",
    "MergeDeveloperIdentities",
    "UnlinkDeveloperIdentity",
    "DescribeIdentity",
    "DeleteIdentities",
    "ListIdentities",
  ],
  DeveloperIdentityLinks: [
    "DescribeIdentityPool",
    "GetOpenIdTokenForDeveloperIdentity",
    "LookupDeveloperIdentity",
    "UnlinkDeveloperIdentity",
    "ListIdentities",
  ],
  Identity: ["DescribeIdentityPool", "GetId", "DescribeIdentity", "DeleteIdentities", "ListIdentities"],
  IdentityPool: [
    "CreateIdentityPool",
    "DescribeIdentityPool",
    "UpdateIdentityPool",
    "DeleteIdentityPool",
    "ListIdentityPools",
    "TagResource",
    "UntagResource",
    "ListIdentities",
    "GetIdentityPoolRoles",
  ],
  IdentityPoolProviderPrincipalTag: [
    "DescribeIdentityPool",
    "GetPrincipalTagAttributeMap",
    "SetPrincipalTagAttributeMap",
  ],
  IdentityPoolRoleAttachment: ["DescribeIdentityPool", "GetIdentityPoolRoles", "SetIdentityPoolRoles"],
  IdentityPoolRoleMapping: ["DescribeIdentityPool", "GetIdentityPoolRoles", "SetIdentityPoolRoles"],
  describeIdentity: ["DescribeIdentity"],
  getCredentialsForIdentity: ["GetCredentialsForIdentity"],
  getId: ["GetId"],
  getIdentityPool: ["DescribeIdentityPool", "ListIdentityPools"],
  getIdentityPoolRoles: ["GetIdentityPoolRoles"],
  getOpenIdToken: ["GetOpenIdToken"],
  getOpenIdTokenForDeveloperIdentity: ["GetOpenIdTokenForDeveloperIdentity"],
  getPrincipalTagAttributeMap: ["GetPrincipalTagAttributeMap"],
  listIdentities: ["ListIdentities"],
  listIdentityPools: ["ListIdentityPools"],
  lookupDeveloperIdentity: ["LookupDeveloperIdentity"],
  regions: [],
} as const satisfies Readonly<Record<string, readonly OperationName[]>>;
