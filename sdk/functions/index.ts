// Generated from the definitions by `npm run generate`: change those.
/** The functions of the service, each with its Output form. */
export * from "./describe-identity";
export * from "./get-credentials-for-identity";
export * from "./get-id";
export * from "./get-identity-pool";
export * from "./get-identity-pool-roles";
export * from "./get-open-id-token";
export * from "./get-open-id-token-for-developer-identity";
export * from "./get-principal-tag-attribute-map";
export * from "./list-identities";
export * from "./list-identity-pools";
export * from "./lookup-developer-identity";
export * from "./regions";
export * from "./types";
