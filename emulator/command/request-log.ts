import { printable, shorten } from "../../provider/model/printable";
import type { RequestRecord } from "../options";

/** An operation may be a path, which comes from outside. */
const longestOperation = 100;

/** A line of the log: time, operation, status, error code, duration, request id. */
export const logLine = ({ time, operation, status, code, duration, requestId }: RequestRecord): string =>
  [
    time.toISOString(),
    shorten(printable(operation), longestOperation),
    status === 0 ? "dropped" : status,
    ...(code ? [code] : []),
    `${duration.toFixed(1)}ms`,
    requestId,
  ].join(" ");
