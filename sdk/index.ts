/** Amazon Cognito identity pools as Pulumi resources and functions: `pulumi-cognito-identity`. */
export { type LeastPrivilegeOptions, leastPrivilege, type Use } from "../provider/client/least-privilege";
export type { PolicyStatement } from "../provider/client/policy-statements";
export { CognitoIdentityError } from "../provider/model/errors";
export { AuthenticatedIdentityPool } from "./components/authenticated-identity-pool";
export type { AuthenticatedIdentityPoolArgs, PoolRoles, TrustPolicies } from "./components/pool-with-roles";
export type { WorkloadIdentityArgs } from "./components/workload";
export { WorkloadIdentity } from "./components/workload-identity";
export { type AccessExplanation, explainAccess, type PoolAccess, type TagMap } from "./explain-access";
export * from "./functions";
export type { IterateIdentitiesArgs } from "./identity-iterator";
export { iterateIdentities } from "./iterate-identities";
export { Provider } from "./provider";
export * from "./provider-args";
export * from "./resources";
export { type Audience, type TrustPolicyOptions, trustPolicy } from "./trust-policy";
