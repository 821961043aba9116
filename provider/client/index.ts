/** The client of Amazon Cognito Identity: `pulumi-cognito-identity/client`. */

export { CognitoIdentityError, type ErrorCode, hasCode, isNotFound } from "../model/errors";
export { type Input, type OperationName, type Output, operationNames, type PaginatedName } from "../model/operations";
export { type RegionInfo, regions } from "../model/regions";
export { CognitoIdentityClient } from "./client";
export {
  type DeveloperCredentials,
  type DeveloperCredentialsOptions,
  developerCredentials,
} from "./developer-credentials";
export { type LeastPrivilegeOptions, leastPrivilege, type Use } from "./least-privilege";
export type { AssumeRole, AssumeRoleWithWebIdentity, CallOptions, CallRecord, ClientOptions } from "./options";
export type { Item, Pages } from "./paginate";
export type { PolicyStatement } from "./policy-statements";
export { type ExportedTags, type ExportPoolOptions, exportPool, type PoolRecord } from "./pools/export-pool";
export { type ImportedRecord, type ImportPoolOptions, importPool } from "./pools/import-pool";
export { type StaleGuest, staleGuests } from "./pools/stale-guests";
