import { type Shape, type StringShape, shapeOf } from "../../provider/model/shapes";
import type { Constraint, Violation } from "../../provider/model/validate";

/**
 * The message of AWS's ValidationException for all constraints that an input breaks. Its texts for items of lists and
 * entries of maps come from AWS's other services, as those of this service are not public.
 */
export function describeViolations(shape: Shape, input: unknown, found: readonly Violation[]): string {
  const texts = [...new Set(found.map((violation) => describe(shape, input, violation)))];
  return `${texts.length} validation error${texts.length === 1 ? "" : "s"} detected: ${texts.join("; ")}`;
}

function describe(root: Shape, input: unknown, { path, constraint, value, sensitive, key }: Violation): string {
  const place = locate(root, input, path);
  if (key && place.container?.shape.type === "map") {
    return entryText(place.container, "Map keys must satisfy constraint", place.container.shape.key, false);
  }
  if (place.container?.shape.type === "map" && isScalar(place.shape)) {
    return entryText(place.container, "Map value must satisfy constraint", place.shape, sensitive);
  }
  if (place.container?.shape.type === "list" && isScalar(place.shape)) {
    return entryText(place.container, "Member must satisfy constraint", place.shape, sensitive);
  }
  return text(place.name, value, sensitive, memberText(constraint));
}

function entryText({ name, value }: Place, what: string, shape: Shape, sensitive: boolean): string {
  return text(name, value, sensitive, `${what}: [${constraintsOf(shape).map(memberText).join(", ")}]`);
}

const text = (name: string, value: unknown, sensitive: boolean, constraint: string) =>
  `Value ${sensitive ? "" : `${quote(value)} `}at '${name}' failed to satisfy constraint: ${constraint}`;

interface Place {
  readonly name: string;
  readonly shape: Shape;
  readonly value: unknown;
}

/** Finds the end of a path, and the list or map that contains it. */
function locate(root: Shape, input: unknown, path: Violation["path"]): Place & { container?: Place } {
  let place: Place = { name: "", shape: root, value: input };
  let container: Place | undefined;
  for (const step of path) {
    const { shape, name, value } = place;
    const item = (value as Record<string | number, unknown> | undefined)?.[step];
    const prefix = name ? `${name}.` : "";
    if (shape.type === "structure") {
      container = undefined;
      const member = shape.members[step];
      place = { name: `${prefix}${lowerFirst(String(step))}`, shape: member ? shapeOf(member) : shape, value: item };
    } else if (shape.type === "list" || shape.type === "map") {
      container = place;
      const label = shape.type === "list" ? `${Number(step) + 1}` : step;
      place = {
        name: `${prefix}${label}.member`,
        shape: shape.type === "list" ? shape.of : shape.value,
        value: item,
      };
    }
  }
  return { ...place, container };
}

const isScalar = (shape: Shape) => shape.type !== "structure" && shape.type !== "list" && shape.type !== "map";
const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

function constraintsOf(shape: Shape): Constraint[] {
  const { max, min, pattern, enum: choices } = shape as Partial<StringShape>;
  return [
    ...(max === undefined ? [] : [{ kind: "maxLength", limit: max } as const]),
    ...(min === undefined ? [] : [{ kind: "minLength", limit: min } as const]),
    ...(pattern === undefined ? [] : [{ kind: "pattern", limit: pattern } as const]),
    ...(choices === undefined ? [] : [{ kind: "enum", limit: choices } as const]),
  ];
}

function memberText(constraint: Constraint): string {
  switch (constraint.kind) {
    case "required":
    case "type":
      return "Member must not be null";
    case "minLength":
    case "minCount":
      return `Member must have length greater than or equal to ${constraint.limit}`;
    case "maxLength":
    case "maxCount":
      return `Member must have length less than or equal to ${constraint.limit}`;
    case "min":
      return `Member must have value greater than or equal to ${constraint.limit}`;
    case "max":
      return `Member must have value less than or equal to ${constraint.limit}`;
    case "pattern":
      return `Member must satisfy regular expression pattern: ${constraint.limit}`;
    case "enum":
      return `Member must satisfy enum value set: [${constraint.limit.join(", ")}]`;
  }
}

const quote = (value: unknown) => (value === undefined || value === null ? "null" : `'${show(value)}'`);

/** Prints lists and maps as Java does. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}=${show(item)}`)
      .join(", ")}}`;
  }
  return String(value);
}

/** The message for a value of the wrong type. AWS's wording is not public; this is like that of its JSON parser. */
export function describeMismatch({ constraint, value, path }: Violation): string {
  const expected = constraint.kind === "type" ? constraint.limit : "structure";
  const at = path.length > 0 ? ` (at ${path.map((step) => lowerFirst(String(step))).join(".")})` : "";
  if (Array.isArray(value)) return `Start of list found where not expected${at}`;
  if (typeof value === "object") return `Start of structure or map found where not expected${at}`;
  return `${javaToken(value)} can not be converted to ${javaType[expected]}${at}`;
}

const javaToken = (value: unknown) =>
  typeof value === "boolean"
    ? `${value ? "TRUE" : "FALSE"}_VALUE`
    : typeof value === "number"
      ? "NUMBER_VALUE"
      : "STRING_VALUE";

const javaType: Record<Shape["type"], string> = {
  string: "a String",
  boolean: "a Boolean",
  integer: "an Integer",
  timestamp: "a Date",
  list: "a List",
  map: "a Map",
  structure: "a Structure",
};
