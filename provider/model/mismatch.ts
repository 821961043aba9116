import { isRequired, type RequiredMember, type Shape, type StructureShape, shapeOf } from "./shapes";

/**
 * What an answer has otherwise than its shape says, for a person: the first member that is missing, or of another type;
 * undefined where there is none. Members that the shape does not know pass, and `null` counts as absent.
 */
export function mismatch(shape: Shape, value: unknown): string | undefined {
  switch (shape.type) {
    case "string":
      return typeof value === "string" ? undefined : "is no string";
    case "boolean":
      return typeof value === "boolean" ? undefined : "is neither true nor false";
    case "integer":
      return Number.isInteger(value) ? undefined : "is no whole number";
    case "timestamp":
      return value instanceof Date && !Number.isNaN(value.getTime()) ? undefined : "is no time";
    case "list":
      return Array.isArray(value) ? inList(shape.of, value) : "is no list";
    case "map":
      return isObject(value) ? inMap(shape.value, value) : "is no map";
    case "structure":
      return isObject(value) ? inStructure(shape, value) : "is no object";
  }
}

function inList(shape: Shape, items: readonly unknown[]): string | undefined {
  for (let index = 0; index < items.length; index++) {
    const found = mismatch(shape, items[index]);
    if (found) return at(index, found);
  }
  return undefined;
}

function inMap(shape: Shape, values: Readonly<Record<string, unknown>>): string | undefined {
  for (const key of Object.keys(values)) {
    const found = mismatch(shape, values[key]);
    if (found) return at(key, found);
  }
  return undefined;
}

function inStructure({ members }: StructureShape, values: Readonly<Record<string, unknown>>): string | undefined {
  for (const name in members) {
    const member = members[name] as Shape | RequiredMember;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null) {
      if (isRequired(member)) return `${name} is missing`;
      continue;
    }
    const found = mismatch(shapeOf(member), value);
    if (found) return at(name, found);
  }
  return undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A path reads `Identities.0.IdentityId is missing`. */
const at = (name: string | number, found: string) => `${name}${found.startsWith("is ") ? " " : "."}${found}`;
