// Generated from the definitions by `npm run generate`: change those.
export * from "./developer-identity-link";
export * from "./developer-identity-links";
export * from "./identity";
export * from "./identity-pool";
export * from "./identity-pool-provider-principal-tag";
export * from "./identity-pool-role-attachment";
export * from "./identity-pool-role-mapping";
export * from "./types";
