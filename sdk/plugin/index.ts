/** The resources and functions of `pulumi-cognito-identity` by the provider plugin: `pulumi-cognito-identity/plugin`. */

export { type LeastPrivilegeOptions, leastPrivilege, type Use } from "../../provider/client/least-privilege";
export type { PolicyStatement } from "../../provider/client/policy-statements";
export { CognitoIdentityError } from "../../provider/model/errors";
export type { AuthenticatedIdentityPoolArgs, PoolRoles, TrustPolicies } from "../components/pool-with-roles";
export type { WorkloadIdentityArgs } from "../components/workload";
export { type AccessExplanation, explainAccess, type PoolAccess, type TagMap } from "../explain-access";
export type { IterateIdentitiesArgs } from "../identity-iterator";
export type { ProviderArgs } from "../provider-args";
export { type Audience, type TrustPolicyOptions, trustPolicy } from "../trust-policy";
export { AuthenticatedIdentityPool } from "./authenticated-identity-pool";
export * from "./functions";
export { iterateIdentities } from "./iterate-identities";
export { Provider } from "./provider";
export * from "./resources";
export { WorkloadIdentity } from "./workload-identity";
