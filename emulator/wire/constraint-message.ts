import { type Shape, type StringShape, shapeOf } from "../../provider/model/shapes";
import type { Constraint, Violation } from "../../provider/model/validate";
import { quote, showName } from "./quote";

/** More are only counted. */
const maxTexts = 10;

/**
 * The message of AWS's ValidationException for all constraints that an input breaks. Its texts for items of lists and
 * entries of maps come from AWS's other services, as those of this service are not public.
 */
export function describeViolations(shape: Shape, input: unknown, found: readonly Violation[]): string {
  const texts: string[] = [];
  const seen = new Map<unknown, Set<string>>();
  let count = 0;
  for (const violation of found) {
    const place = locate(shape, input, violation.path);
    const subjects = seen.get(place.parent?.value) ?? new Set();
    const subject = subjectOf(place, violation);
    if (subjects.has(subject)) continue;
    seen.set(place.parent?.value, subjects.add(subject));
    if (++count <= maxTexts) texts.push(describe(place, violation));
  }
  if (count > maxTexts) texts.push(`and ${count - maxTexts} more`);
  return `${count} validation error${count === 1 ? "" : "s"} detected: ${texts.join("; ")}`;
}

/** What the text is about, within its parent: all wrong items of a list, or entries of a map, have one text. */
function subjectOf({ step, parent, shape }: Place, { constraint, key }: Violation): string {
  if (key) return "key";
  return isEntry(parent, shape) ? "entry" : `${constraint.kind} ${step}`;
}

function describe({ name, shape, parent }: Place, { constraint, value, sensitive, key }: Violation): string {
  if (key && parent?.shape.type === "map") {
    return entryText(parent, "Map keys must satisfy constraint", parent.shape.key, sensitive);
  }
  if (isEntry(parent, shape)) {
    const what = parent.shape.type === "map" ? "Map value must satisfy constraint" : "Member must satisfy constraint";
    return entryText(parent, what, shape, sensitive);
  }
  return text(name, value, sensitive, memberText(constraint));
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
  /** The last step of the path, and the structure, list or map that it was taken in. */
  readonly step?: string | number;
  readonly parent?: Place;
}

/** Finds the end of a path. */
function locate(root: Shape, input: unknown, path: Violation["path"]): Place {
  let place: Place = { name: "", shape: root, value: input };
  for (const step of path) {
    const { shape, name } = place;
    const value = (place.value as Record<string | number, unknown> | undefined)?.[step];
    const prefix = name ? `${name}.` : "";
    if (shape.type === "structure") {
      const member = shape.members[step];
      const memberName = `${prefix}${lowerFirst(String(step))}`;
      place = { name: memberName, shape: member ? shapeOf(member) : shape, value, step, parent: place };
    } else if (shape.type === "list") {
      place = { name: `${prefix}${Number(step) + 1}.member`, shape: shape.of, value, step, parent: place };
    } else if (shape.type === "map") {
      place = { name: `${prefix}${showName(String(step))}.member`, shape: shape.value, value, step, parent: place };
    }
  }
  return place;
}

/** Whether a place is a simple value in a list or a map. */
const isEntry = (parent: Place | undefined, shape: Shape): parent is Place =>
  (parent?.shape.type === "list" || parent?.shape.type === "map") && isScalar(shape);

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

/** The message for a value of the wrong type. AWS's wording is not public; this is like that of its JSON parser. */
export function describeMismatch({ constraint, value, path }: Violation): string {
  const expected = constraint.kind === "type" ? constraint.limit : "structure";
  const at = path.length > 0 ? ` (at ${path.map((step) => showName(lowerFirst(String(step)))).join(".")})` : "";
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
