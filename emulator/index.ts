export { DroppedAnswer, type Fault, type FaultKind } from "./control/faults";
export type { LoginKeys } from "./federation/verify-login";
export { createLocalHandler, type LocalHandler } from "./hosts/in-process";
export type { Limits } from "./limits";
export type { LocalServiceOptions, RequestRecord } from "./options";
export { createLocalService, type LocalService, localAccount, localCredentials } from "./service";
export { StoreError } from "./store";
export type { AccessKey } from "./wire/authenticate";
export type { LocalRequest, LocalResponse } from "./wire/request";
