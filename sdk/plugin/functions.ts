// Generated from the definitions by `npm run generate`: change those.
import type * as inProgram from "../functions";

import { invoke, invokeOutput } from "./invoke";

export type {
  DescribeIdentityArgs,
  DescribeIdentityResult,
  GetCredentialsForIdentityArgs,
  GetCredentialsForIdentityResult,
  GetIdArgs,
  GetIdentityPoolArgs,
  GetIdentityPoolResult,
  GetIdentityPoolRolesArgs,
  GetIdentityPoolRolesResult,
  GetIdResult,
  GetOpenIdTokenArgs,
  GetOpenIdTokenForDeveloperIdentityArgs,
  GetOpenIdTokenForDeveloperIdentityResult,
  GetOpenIdTokenResult,
  GetPrincipalTagAttributeMapArgs,
  GetPrincipalTagAttributeMapResult,
  IdentityDescription,
  IdentityPoolShortDescription,
  ListIdentitiesArgs,
  ListIdentitiesResult,
  ListIdentityPoolsArgs,
  ListIdentityPoolsResult,
  LookupDeveloperIdentityArgs,
  LookupDeveloperIdentityResult,
  RegionInfo,
  RegionsArgs,
  RegionsResult,
  RoleMappingDescription,
} from "../functions";

/**
 * Tells when an identity was made and which providers it is linked to (DescribeIdentity).
 * @example
 * const { logins } = await describeIdentity({ identityId });
 */
export const describeIdentity: typeof inProgram.describeIdentity = (args, opts) =>
  invoke("describeIdentity", args, opts);

/** The Output form of `describeIdentity`. */
export const describeIdentityOutput: typeof inProgram.describeIdentityOutput = (args, opts) =>
  invokeOutput("describeIdentity", args, opts);

/**
 * Gets temporary AWS credentials for an identity by its role in the pool (GetCredentialsForIdentity). The call may
 * link the logins to the identity. Rejects with `InvalidIdentityPoolConfigurationException` when the pool has no role
 * for it.
 * @example
 * const { credentials } = await getCredentialsForIdentity({ identityId });
 */
export const getCredentialsForIdentity: typeof inProgram.getCredentialsForIdentity = (args, opts) =>
  invoke("getCredentialsForIdentity", args, opts);

/** The Output form of `getCredentialsForIdentity`: a secret; unknown in a preview, as the call may link logins. */
export const getCredentialsForIdentityOutput: typeof inProgram.getCredentialsForIdentityOutput = (args, opts) =>
  invokeOutput("getCredentialsForIdentity", args, opts);

/**
 * Gets the identity of a user, or a new guest identity when there are no logins (GetId). A guest identity is made anew
 * at each call, and so at each run of a program.
 * @example
 * const { identityId } = await getId({ identityPoolId });
 */
export const getId: typeof inProgram.getId = (args, opts) => invoke("getId", args, opts);

/** The Output form of `getId`: unknown in a preview, as the call may register an identity. */
export const getIdOutput: typeof inProgram.getIdOutput = (args, opts) => invokeOutput("getId", args, opts);

/**
 * Finds a pool by its id or by its name (DescribeIdentityPool, ListIdentityPools).
 * @example
 * const { identityPoolId } = await getIdentityPool({ identityPoolName: "users" });
 */
export const getIdentityPool: typeof inProgram.getIdentityPool = (args, opts) => invoke("getIdentityPool", args, opts);

/** The Output form of `getIdentityPool`. */
export const getIdentityPoolOutput: typeof inProgram.getIdentityPoolOutput = (args, opts) =>
  invokeOutput("getIdentityPool", args, opts);

/**
 * Gets the roles and role mappings of a pool (GetIdentityPoolRoles).
 * @example
 * const { roles } = await getIdentityPoolRoles({ identityPoolId });
 */
export const getIdentityPoolRoles: typeof inProgram.getIdentityPoolRoles = (args, opts) =>
  invoke("getIdentityPoolRoles", args, opts);

/** The Output form of `getIdentityPoolRoles`. */
export const getIdentityPoolRolesOutput: typeof inProgram.getIdentityPoolRolesOutput = (args, opts) =>
  invokeOutput("getIdentityPoolRoles", args, opts);

/**
 * Gets an OpenID Connect token for an identity, for the basic (classic) flow (GetOpenIdToken). The call may link the
 * logins to the identity. Rejects with `InvalidParameterException` when the pool has the classic flow turned off.
 * @example
 * const { token } = await getOpenIdToken({ identityId });
 */
export const getOpenIdToken: typeof inProgram.getOpenIdToken = (args, opts) => invoke("getOpenIdToken", args, opts);

/** The Output form of `getOpenIdToken`: a secret; unknown in a preview, as the call may link logins. */
export const getOpenIdTokenOutput: typeof inProgram.getOpenIdTokenOutput = (args, opts) =>
  invokeOutput("getOpenIdToken", args, opts);

/**
 * Registers a user of the developer provider, or signs a registered one in, and gets an OpenID Connect token
 * (GetOpenIdTokenForDeveloperIdentity).
 * @example
 * const { identityId } = await getOpenIdTokenForDeveloperIdentity({
 *   identityPoolId,
 *   logins: { "login.example.com": "alice" },
 * });
 */
export const getOpenIdTokenForDeveloperIdentity: typeof inProgram.getOpenIdTokenForDeveloperIdentity = (args, opts) =>
  invoke("getOpenIdTokenForDeveloperIdentity", args, opts);

/** The Output form of `getOpenIdTokenForDeveloperIdentity`: a secret; unknown in a preview, as the call may register a user. */
export const getOpenIdTokenForDeveloperIdentityOutput: typeof inProgram.getOpenIdTokenForDeveloperIdentityOutput = (
  args,
  opts,
) => invokeOutput("getOpenIdTokenForDeveloperIdentity", args, opts);

/**
 * Gets which claims of a provider's tokens become session tags (GetPrincipalTagAttributeMap).
 * @example
 * const { principalTags } = await getPrincipalTagAttributeMap({
 *   identityPoolId,
 *   identityProviderName: "accounts.google.com",
 * });
 */
export const getPrincipalTagAttributeMap: typeof inProgram.getPrincipalTagAttributeMap = (args, opts) =>
  invoke("getPrincipalTagAttributeMap", args, opts);

/** The Output form of `getPrincipalTagAttributeMap`. */
export const getPrincipalTagAttributeMapOutput: typeof inProgram.getPrincipalTagAttributeMapOutput = (args, opts) =>
  invokeOutput("getPrincipalTagAttributeMap", args, opts);

/**
 * Lists the identities of a pool, all pages of them (ListIdentities).
 * @example
 * const { identities } = await listIdentities({ identityPoolId });
 */
export const listIdentities: typeof inProgram.listIdentities = (args, opts) => invoke("listIdentities", args, opts);

/** The Output form of `listIdentities`. */
export const listIdentitiesOutput: typeof inProgram.listIdentitiesOutput = (args, opts) =>
  invokeOutput("listIdentities", args, opts);

/**
 * Lists the pools of a region, all pages of them (ListIdentityPools).
 * @example
 * const { identityPools } = await listIdentityPools();
 */
export const listIdentityPools: typeof inProgram.listIdentityPools = (args, opts) =>
  invoke("listIdentityPools", args, opts);

/** The Output form of `listIdentityPools`. */
export const listIdentityPoolsOutput: typeof inProgram.listIdentityPoolsOutput = (args, opts) =>
  invokeOutput("listIdentityPools", args, opts);

/**
 * Finds the identity of a user, the users of an identity, or verifies that both belong together
 * (LookupDeveloperIdentity).
 * @example
 * const { identityId } = await lookupDeveloperIdentity({ identityPoolId, developerUserIdentifier: "alice" });
 */
export const lookupDeveloperIdentity: typeof inProgram.lookupDeveloperIdentity = (args, opts) =>
  invoke("lookupDeveloperIdentity", args, opts);

/** The Output form of `lookupDeveloperIdentity`. */
export const lookupDeveloperIdentityOutput: typeof inProgram.lookupDeveloperIdentityOutput = (args, opts) =>
  invokeOutput("lookupDeveloperIdentity", args, opts);

/**
 * Lists the regions where Amazon Cognito identity pools exist, of all partitions; no call is made.
 * @example
 * const { regions: all } = await regions();
 */
export const regions: typeof inProgram.regions = (args, opts) => invoke("regions", args, opts);

/** The Output form of `regions`. */
export const regionsOutput: typeof inProgram.regionsOutput = (args, opts) => invokeOutput("regions", args, opts);
