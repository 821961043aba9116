import { isUnknown } from "../lifecycle";

/** The region of a pool or an identity, which its id begins with. */
export const regionOf = (id: string): string => id.split(":")[0] as string;

/** Whether a value is an id of the service, known and whole. */
export const isServiceId = (value: unknown): value is string =>
  typeof value === "string" && !isUnknown(value) && /^[\w-]+:[0-9a-f-]+$/.test(value);
