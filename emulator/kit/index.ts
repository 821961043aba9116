/** The local Amazon Cognito Identity for tests: `pulumi-cognito-identity/local`. */

export type { Fault, FaultKind } from "../control/faults";
export type { Seed } from "../control/seed";
export type { LocalHandler } from "../hosts/in-process";
export type { RequestRecord } from "../options";
export type { Snapshot } from "../store";
export { type RunningLocalService, type StartOptions, startLocalService } from "./start-local-service";
