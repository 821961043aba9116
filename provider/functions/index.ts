/** The functions of the service, by the names that programs call. */
import { getId } from "./get-id";
import { listIdentities } from "./list-identities";
import { lookupDeveloperIdentity } from "./lookup-developer-identity";

export const functions = { getId, listIdentities, lookupDeveloperIdentity } as const;
