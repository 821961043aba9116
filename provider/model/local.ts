/** What the local service is by default, and how its endpoints read. */

/** The account of all that it holds. */
export const localAccountId = "000000000000";

/** The keys that it accepts. */
export const localCredentials = { accessKeyId: "local", secretAccessKey: "local" } as const;

const scheme = "local:";

/** Whether an endpoint is `local:PATH`: the local service in this process. */
export const isLocal = (endpoint: string): boolean => endpoint.startsWith(scheme);

/** The PATH of a `local:PATH` endpoint. */
export const localPath = (endpoint: string): string => endpoint.slice(scheme.length);
