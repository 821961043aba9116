/** The client of Amazon Cognito Identity: `pulumi-cognito-identity/client`. */
export { type CallOptions, type CallRecord, type ClientOptions, CognitoIdentityClient } from "./client";
export { type RegionInfo, regions } from "./endpoint";
export { CognitoIdentityError, type ErrorCode, hasCode, isNotFound } from "./errors";
export { type Input, type OperationName, type Output, operationNames, type PaginatedName } from "./operations";
export type { Item, Pages } from "./paginate";
