import type { Clock } from "../provider/model/clock";
import type { OperationName } from "../provider/model/operations";
import type { Fault } from "./control/faults";
import type { LoginKeys } from "./federation/login-keys";
import type { Limits } from "./limits";
import type { Random } from "./random";
import type { AccessKey } from "./wire/authenticate";

/** Options of the service. By default it uses the clock and the randomness of the system. */
export interface LocalServiceOptions extends Partial<Clock> {
  /** The SQLite file, which is created if it does not exist, or `:memory:`. */
  readonly path: string;
  /** The keys that requests may be signed with; by default `local`, secret `local`, account 000000000000. */
  readonly accessKeys?: readonly AccessKey[];
  readonly limits?: Partial<Limits>;
  /** The issuer of the tokens; by default AWS's, https://cognito-identity.amazonaws.com. */
  readonly issuer?: string;
  /** Public keys (JSON Web Key Sets) by provider name, to verify login tokens with. */
  readonly loginKeys?: LoginKeys;
  /** Pools and identities to begin with, which `LocalService.seed` creates and `reset` brings back. */
  readonly seed?: unknown;
  /** Faults that are set from the start. */
  readonly faults?: readonly Fault[];
  /** Random bytes for ids, keys and secrets. */
  readonly random?: Random;
  /** Called once for each request. */
  readonly log?: (record: RequestRecord) => void;
  /** Called with warnings, such as that a login is not verified; by default `process.emitWarning`. */
  readonly warn?: (message: string) => void;
}

/** An entry of the request log. It has no input, no output and no secret. */
export interface RequestRecord {
  readonly time: Date;
  /** The operation; for other requests the method and the path. */
  readonly operation: OperationName | (string & {});
  /** The HTTP status; 0 when a fault dropped the answer. */
  readonly status: number;
  /** The error code of the answer. */
  readonly code?: string;
  readonly requestId: string;
  /** In milliseconds. */
  readonly duration: number;
}
