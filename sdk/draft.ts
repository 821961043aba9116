import * as pulumi from "@pulumi/pulumi";
import { unknownValue } from "../provider/unknown";

/** A value in which what the program has yet to learn is unknown. */
export function draft(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return unknownValue;
  if (Array.isArray(value)) return value.map(draft);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, draft(item)]));
}
