import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PropertyTable } from "../define";
import type { Values } from "../properties";

// How the engine marks a value as a secret.
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Values as the protocol carries them, without what is undefined at any depth. */
export const toStruct = (values: Values): Struct => Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));

/** The values in a message; secrets are plain in them. */
export const fromStruct = (struct: Struct | undefined): Values => plain(struct?.toJavaScript() ?? {}) as Values;

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const entries = Object.entries(value);
  if (Object.hasOwn(value, signatureKey)) return plain(Object.fromEntries(entries).value);
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]));
}

/** Marks as secrets the values of properties that always are. */
export const markSecrets = (table: PropertyTable, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      table[name]?.secret && value !== undefined ? asSecret(value) : value,
    ]),
  );

export const asSecret = (value: unknown) => ({ [signatureKey]: secretSignature, value });
