/** Amazon Cognito identity pools as Pulumi resources and functions: `pulumi-cognito-identity`. */
export { type RegionInfo, regions } from "../provider/service/endpoint";
export { CognitoIdentityError } from "../provider/service/errors";
export { DeveloperIdentityLink, type DeveloperIdentityLinkArgs } from "./developer-identity-link";
export * from "./functions";
export { type CognitoIdentityProvider, IdentityPool, type IdentityPoolArgs } from "./identity-pool";
export { Provider, type ProviderArgs } from "./provider";
