import type { Clock } from "../provider/model/clock";
import type { OperationName } from "../provider/model/operations";
import type { Fault } from "./control/faults";
import type { LoginKeys } from "./federation/verify-login";
import type { Limits } from "./limits";
import type { Random } from "./random";
import type { AccessKey } from "./wire/authenticate";

/** What the service may be told; its clock and its randomness are the system's by default. */
export interface LocalServiceOptions extends Partial<Clock> {
  /** The SQLite file, made when it is not there, or `:memory:`. */
  readonly path: string;
  /** The keys that requests may be signed with; by default `local`, secret `local`, account 000000000000. */
  readonly accessKeys?: readonly AccessKey[];
  readonly limits?: Partial<Limits>;
  /** The issuer of the tokens; by default AWS's, https://cognito-identity.amazonaws.com. */
  readonly issuer?: string;
  /** Public keys (JSON Web Key Sets) by provider name, to verify login tokens with. */
  readonly loginKeys?: LoginKeys;
  /** Faults that are set from the start. */
  readonly faults?: readonly Fault[];
  /** Random bytes for ids, keys and secrets. */
  readonly random?: Random;
  /** Called once for each answered request. */
  readonly log?: (record: RequestRecord) => void;
  /** Told what a user should know, such as an unverified login; by default `process.emitWarning`. */
  readonly warn?: (message: string) => void;
}

/** What a log may say of a request: no input, no output, no secret. */
export interface RequestRecord {
  readonly time: Date;
  /** The operation, or the method and path of anything else. */
  readonly operation: OperationName | (string & {});
  /** 0 when the answer was dropped on purpose. */
  readonly status: number;
  /** The code of the error that was answered. */
  readonly code?: string;
  readonly requestId: string;
  /** Milliseconds. */
  readonly duration: number;
}
