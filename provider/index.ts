/**
 * The runtime half of the resources, `pulumi-cognito-identity/provider`: the state of every stack names this module
 * and its exports, so they stay as they are for ever.
 */
import { createDynamicProvider } from "./dynamic";
import { lifecycles } from "./resources";

export const identityPool = createDynamicProvider(lifecycles.identityPool);
export const developerIdentityLink = createDynamicProvider(lifecycles.developerIdentityLink);
export const identity = createDynamicProvider(lifecycles.identity);
export const identityPoolRoleAttachment = createDynamicProvider(lifecycles.identityPoolRoleAttachment);
export const identityPoolRoleMapping = createDynamicProvider(lifecycles.identityPoolRoleMapping);
export const identityPoolProviderPrincipalTag = createDynamicProvider(lifecycles.identityPoolProviderPrincipalTag);
