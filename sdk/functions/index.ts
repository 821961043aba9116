/** The functions of the service, each with its Output form. */
export * from "./get-id";
export * from "./list-identities";
export * from "./lookup-developer-identity";
