import type { RequestRecord } from "../options";

/** One line a request: when, what, how it ended, how long it took. */
export const logLine = ({ time, operation, status, code, duration, requestId }: RequestRecord): string =>
  [
    time.toISOString(),
    printable(operation),
    status === 0 ? "dropped" : status,
    ...(code ? [code] : []),
    `${duration.toFixed(1)}ms`,
    requestId,
  ].join(" ");

/** A path is the client's text: no line breaks, no end. */
const printable = (text: string) => text.replace(/[^\x21-\x7e ]/g, "?").slice(0, 100);
