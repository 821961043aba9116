import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Values } from "../properties";

// How the engine marks a value as a secret.
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

interface Secret {
  readonly value: unknown;
}

/** Values as the protocol carries them, without what is undefined at any depth. */
export const toStruct = (values: Values): Struct => Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));

/** The values in a message, with the marks of secrets. */
export const markedIn = (struct: Struct | undefined): Values => (struct?.toJavaScript() ?? {}) as Values;

/** The values in a message; secrets are plain in them. */
export const fromStruct = (struct: Struct | undefined): Values => plain(markedIn(struct)) as Values;

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (isSecret(value)) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

export const asSecret = (value: unknown): unknown =>
  isSecret(value) || value === undefined ? value : { [signatureKey]: secretSignature, value };

const isSecret = (value: unknown): value is Secret =>
  typeof value === "object" && value !== null && Object.hasOwn(value, signatureKey);

const isMap = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isSecret(value);

/** The values within one that are marked as secrets, plain. */
export const secretsIn = (value: unknown): unknown[] => {
  if (typeof value !== "object" || value === null) return [];
  return isSecret(value) ? [plain(value.value)] : Object.values(value).flatMap(secretsIn);
};

/** The names of values that are or hold secrets. */
export const secretNames = (marked: Values): string[] =>
  Object.keys(marked).filter((name) => secretsIn(marked[name]).length > 0);

/** Marks what is marked in the same place of other values. */
export function keepSecrets(values: Values, marked: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    Object.hasOwn(marked, name) ? keepSecret(value, marked[name]) : value,
  ]);
  return Object.fromEntries(entries);
}

function keepSecret(value: unknown, marked: unknown): unknown {
  if (isMap(value) && isMap(marked)) return keepSecrets(value, marked);
  return secretsIn(marked).length > 0 ? asSecret(value) : value;
}
