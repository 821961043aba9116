/** What a client and the local service must agree on. */

const prefix = "local:";

/** Whether an endpoint is the local service inside the process, `local:PATH`. */
export const isLocal = (endpoint: string): boolean => endpoint.startsWith(prefix);

/** The PATH of `local:PATH`: a SQLite file, or `:memory:`; undefined for any other endpoint. */
export const localPath = (endpoint: string): string | undefined =>
  isLocal(endpoint) ? endpoint.slice(prefix.length) : undefined;

/** What the local service accepts unless it is told otherwise, in every region. */
export const localCredentials = { accessKeyId: "local", secretAccessKey: "local" } as const;

/** The account of `localCredentials`. */
export const localAccount = "000000000000";
