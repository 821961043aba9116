import type { JSONWebKeySet } from "jose";
import { readJson } from "../read-json";

/** Public keys by provider name, to check signatures with. */
export type LoginKeys = Readonly<Record<string, JSONWebKeySet>>;

/** Throws a TypeError for keys that are no JSON Web Key Sets. */
export function checkLoginKeys(keys: LoginKeys): void {
  for (const [provider, keySet] of Object.entries(keys)) {
    if (Array.isArray(keySet?.keys)) continue;
    throw new TypeError(`The login keys of ${provider} must be a JSON Web Key Set: an object with the list "keys".`);
  }
}

/** Reads the keys from a JSON file. */
export const readLoginKeys = (file: string): LoginKeys => readJson(file);
