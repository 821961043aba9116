import type { RequestRecord } from "../options";

/** A line of the log: time, operation, status, error code, duration, request id. */
export const logLine = ({ time, operation, status, code, duration, requestId }: RequestRecord): string =>
  [
    time.toISOString(),
    printable(operation),
    status === 0 ? "dropped" : status,
    ...(code ? [code] : []),
    `${duration.toFixed(1)}ms`,
    requestId,
  ].join(" ");

/** The path comes from outside: line breaks and long texts must not get into the log. */
const printable = (text: string) => text.replace(/[^\x21-\x7e ]/g, "?").slice(0, 100);
