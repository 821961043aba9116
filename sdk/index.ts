/** Amazon Cognito identity pools as Pulumi resources and functions: `pulumi-cognito-identity`. */
export { CognitoIdentityError } from "../provider/model/errors";
export {
  AuthenticatedIdentityPool,
  type AuthenticatedIdentityPoolArgs,
  type PoolRoles,
  type TrustPolicies,
} from "./components/authenticated-identity-pool";
export * from "./functions";
export { Provider, type ProviderArgs } from "./provider";
export { DeveloperIdentityLink, type DeveloperIdentityLinkArgs } from "./resources/developer-identity-link";
export { Identity, type IdentityArgs } from "./resources/identity";
export { type CognitoIdentityProvider, IdentityPool, type IdentityPoolArgs } from "./resources/identity-pool";
export {
  IdentityPoolProviderPrincipalTag,
  type IdentityPoolProviderPrincipalTagArgs,
} from "./resources/identity-pool-provider-principal-tag";
export {
  IdentityPoolRoleAttachment,
  type IdentityPoolRoleAttachmentArgs,
} from "./resources/identity-pool-role-attachment";
export { IdentityPoolRoleMapping, type IdentityPoolRoleMappingArgs } from "./resources/identity-pool-role-mapping";
export type { MappingRule, RoleMapping, RoleMappingState } from "./resources/role-mapping";
export { type Audience, type TrustPolicyOptions, trustPolicy } from "./trust-policy";
