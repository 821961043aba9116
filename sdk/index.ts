/** Amazon Cognito identity pools as Pulumi resources and functions: `pulumi-cognito-identity`. */
export { CognitoIdentityError } from "../provider/service/errors";
export {
  AuthenticatedIdentityPool,
  type AuthenticatedIdentityPoolArgs,
  type PoolRoles,
  type TrustPolicies,
} from "./authenticated-identity-pool";
export { DeveloperIdentityLink, type DeveloperIdentityLinkArgs } from "./developer-identity-link";
export * from "./functions";
export { Identity, type IdentityArgs } from "./identity";
export { type CognitoIdentityProvider, IdentityPool, type IdentityPoolArgs } from "./identity-pool";
export {
  IdentityPoolProviderPrincipalTag,
  type IdentityPoolProviderPrincipalTagArgs,
} from "./identity-pool-provider-principal-tag";
export { IdentityPoolRoleAttachment, type IdentityPoolRoleAttachmentArgs } from "./identity-pool-role-attachment";
export { IdentityPoolRoleMapping, type IdentityPoolRoleMappingArgs } from "./identity-pool-role-mapping";
export { Provider, type ProviderArgs } from "./provider";
export type { MappingRule, RoleMapping, RoleMappingState } from "./role-mapping";
export { type Audience, type TrustPolicyOptions, trustPolicy } from "./trust-policy";
