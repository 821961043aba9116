// Generated from the definitions by `npm run generate`: change those.
/**
 * The runtime half of the resources, `pulumi-cognito-identity/provider`: the state of every stack names this module
 * and its exports, so they never change.
 */
import { DynamicShell } from "./dynamic";
import { resources } from "./resources";

const shell = new DynamicShell();

export const developerIdentityLink = shell.provider(resources.developerIdentityLink);
export const developerIdentityLinks = shell.provider(resources.developerIdentityLinks);
export const identity = shell.provider(resources.identity);
export const identityPool = shell.provider(resources.identityPool);
export const identityPoolProviderPrincipalTag = shell.provider(resources.identityPoolProviderPrincipalTag);
export const identityPoolRoleAttachment = shell.provider(resources.identityPoolRoleAttachment);
export const identityPoolRoleMapping = shell.provider(resources.identityPoolRoleMapping);
