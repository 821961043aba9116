import type { Recorded } from "./lifecycle";
import { inOneLine } from "./model/printable";

/** Why a lifecycle refuses something. */
export type ResourceErrorCode =
  /** The object does not exist. */
  | "NotFound"
  /** An id does not have the form of its kind. */
  | "InvalidId"
  /** A state has what this provider does not record. */
  | "InvalidState"
  /** The object must not be deleted or replaced. */
  | "Protected"
  /** The object belongs to something else, or contradicts what is there. */
  | "Conflict"
  /** Something else overwrote what was written, again and again. */
  | "Overwritten"
  /** The pool lacks what the resource needs of it. */
  | "PoolSettings"
  /** The service left out a part of what it was asked for. */
  | "Unprocessed"
  /** Something was done in part, and the next update does the rest. */
  | "Interrupted";

/** What a lifecycle refuses: the message says what was wrong and what would be right. Anything else thrown is a bug. */
export class ResourceError extends Error {
  override readonly name = "ResourceError";

  constructor(
    readonly code: ResourceErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(inOneLine(message), options);
  }
}

/** An update or a creation that got part of the way: `recorded` is what exists now. */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";

  constructor(
    readonly recorded: Recorded,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }
}
