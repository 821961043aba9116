/** Amazon Cognito identity pools as Pulumi resources and functions: `pulumi-cognito-identity`. */
export { CognitoIdentityError } from "../provider/model/errors";
export {
  AuthenticatedIdentityPool,
  type AuthenticatedIdentityPoolArgs,
  type PoolRoles,
  type TrustPolicies,
} from "./components/authenticated-identity-pool";
export * from "./functions";
export { Provider } from "./provider";
export type { ProviderArgs } from "./provider-args";
export * from "./resources";
export { type Audience, type TrustPolicyOptions, trustPolicy } from "./trust-policy";
