import { type Shape, type StructureShape, shapeOf } from "./shapes";

// Caches of facts about the shapes of the table, which never change.
/** Whether values of a shape hold dates, which are the only values that differ between the wire and programs. */
const dated = new WeakMap<Shape, boolean>();

function hasDates(shape: Shape): boolean {
  let result = dated.get(shape);
  if (result === undefined) {
    result =
      shape.type === "timestamp" ||
      (shape.type === "list" && hasDates(shape.of)) ||
      (shape.type === "map" && hasDates(shape.value)) ||
      (shape.type === "structure" && Object.values(shape.members).some((member) => hasDates(shapeOf(member))));
    dated.set(shape, result);
  }
  return result;
}

const membersWithDates = new WeakMap<Shape, readonly (readonly [string, Shape])[]>();

function datedMembers(shape: StructureShape): readonly (readonly [string, Shape])[] {
  let result = membersWithDates.get(shape);
  if (!result) {
    const members = Object.entries(shape.members).map(([name, member]) => [name, shapeOf(member)] as const);
    result = members.filter(([, member]) => hasDates(member));
    membersWithDates.set(shape, result);
  }
  return result;
}

/**
 * Turns wire values into program values: seconds become `Date`s. Members that the shape does not know are kept.
 * The value is changed in place, as it comes fresh from a parser.
 */
export function decode(shape: Shape, value: unknown): unknown {
  if (value === undefined || value === null || !hasDates(shape)) return value;
  if (shape.type === "timestamp") return decodeDate(value);
  if (typeof value !== "object") return value;
  const values = value as Record<string, unknown>;
  switch (shape.type) {
    case "list":
      if (Array.isArray(value)) for (let i = 0; i < value.length; i++) value[i] = decode(shape.of, value[i]);
      break;
    case "map":
      for (const name of Object.keys(values)) values[name] = decode(shape.value, values[name]);
      break;
    case "structure":
      for (const [name, member] of datedMembers(shape)) {
        if (Object.hasOwn(values, name)) values[name] = decode(member, values[name]);
      }
  }
  return value;
}

/** Seconds since 1970 as a number; as text in answers of some proxies and other services. */
function decodeDate(value: unknown): unknown {
  const seconds = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof seconds === "number" ? new Date(Math.round(seconds * 1000)) : value;
}

/** Turns program values into wire values: `Date`s become seconds. */
export function encode(shape: Shape, value: unknown): unknown {
  if (value === undefined || value === null || !hasDates(shape)) return value;
  if (shape.type === "timestamp") return value instanceof Date ? value.getTime() / 1000 : value;
  if (shape.type === "list") return Array.isArray(value) ? value.map((item) => encode(shape.of, item)) : value;
  if (typeof value !== "object") return value;
  const encodeMember = (name: string, item: unknown) => {
    if (shape.type === "map") return encode(shape.value, item);
    const member = shape.type === "structure" && Object.hasOwn(shape.members, name) && shape.members[name];
    return member ? encode(shapeOf(member), item) : item;
  };
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, encodeMember(name, item)]));
}
