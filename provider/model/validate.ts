import { explainForm } from "./forms";
import { didYouMean } from "./nearest";
import {
  type IntegerShape,
  isRequired,
  type ListShape,
  type MapShape,
  type RequiredMember,
  type Shape,
  type StringShape,
  type StructureShape,
  shapeOf,
  type TextForm,
} from "./shapes";

/** What a value breaks; `limit` is the number, pattern, choice or type that it should have met. */
export type Constraint =
  | { readonly kind: "required" }
  | { readonly kind: "type"; readonly limit: Shape["type"] }
  | { readonly kind: "minLength" | "maxLength" | "min" | "max" | "minCount" | "maxCount"; readonly limit: number }
  | { readonly kind: "pattern"; readonly limit: string }
  | { readonly kind: "enum"; readonly limit: readonly string[] };

/** One constraint that a value breaks, and where. */
export interface Violation {
  /** Member names, list indexes and map keys, from the outside in. */
  readonly path: readonly (string | number)[];
  readonly constraint: Constraint;
  readonly value: unknown;
  /** Whether the value is a secret, not to be shown. */
  readonly sensitive: boolean;
  /** Whether it is a map's key, not its value, that breaks the constraint. */
  readonly key?: true;
  /** What the value should be, where its shape says so. */
  readonly form?: TextForm;
}

/**
 * Every constraint that `value` breaks, in the order of the shape's members; about `limit` of them if there are more. Members
 * that the shape does not know pass.
 */
export function violations(shape: Shape, value: unknown, limit = Number.POSITIVE_INFINITY): Violation[] {
  const check = new Check(limit);
  check.walk(shape, value);
  return check.found;
}

class Check {
  readonly found: Violation[] = [];
  /** Where the walk is. */
  readonly #path: (string | number)[] = [];

  constructor(private readonly limit: number) {}

  walk(shape: Shape, value: unknown): void {
    const form = shape.type === "string" ? shape.form : undefined;
    const report = (constraint: Constraint) => this.#report(constraint, value, isSensitive(shape), form && { form });
    if (!hasType(shape, value)) {
      report({ kind: "type", limit: shape.type });
      return;
    }
    switch (shape.type) {
      case "string":
        checkString(shape, value as string, report);
        break;
      case "integer":
        checkInteger(shape, value as number, report);
        break;
      case "list":
        this.#walkList(shape, value as unknown[], report);
        break;
      case "map":
        this.#walkMap(shape, value as Record<string, unknown>, report);
        break;
      case "structure":
        this.#walkStructure(shape, value as Record<string, unknown>);
    }
  }

  #walkStructure({ members }: StructureShape, value: Record<string, unknown>): void {
    for (const name in members) {
      const member = members[name] as Shape | RequiredMember;
      const memberValue = value[name];
      this.#path.push(name);
      if (memberValue !== undefined && memberValue !== null) this.walk(shapeOf(member), memberValue);
      else if (isRequired(member)) this.#report({ kind: "required" }, memberValue, false);
      this.#path.pop();
    }
  }

  #walkList({ of, min, max }: ListShape, value: unknown[], report: Report): void {
    if (min !== undefined && value.length < min) report({ kind: "minCount", limit: min });
    if (max !== undefined && value.length > max) report({ kind: "maxCount", limit: max });
    for (const [index, item] of value.entries()) {
      if (this.found.length >= this.limit) return;
      this.#path.push(index);
      this.walk(of, item);
      this.#path.pop();
    }
  }

  #walkMap(shape: MapShape, value: Record<string, unknown>, report: Report): void {
    const entries = Object.entries(value);
    if (shape.max !== undefined && entries.length > shape.max) report({ kind: "maxCount", limit: shape.max });
    for (const [key, item] of entries) {
      if (this.found.length >= this.limit) return;
      // Left out, but for a login: without it a user would be taken for a guest.
      if ((item === undefined || item === null) && !isSensitive(shape.value)) continue;
      this.#path.push(key);
      // What is no name of a provider may be the token that belongs to it.
      checkString(shape.key, key, (constraint) =>
        this.#report(constraint, key, isSensitive(shape.value), { key: true }),
      );
      this.walk(shape.value, item);
      this.#path.pop();
    }
  }

  #report(constraint: Constraint, value: unknown, sensitive: boolean, more?: Pick<Violation, "key" | "form">): void {
    this.found.push({ path: [...this.#path], constraint, value, sensitive, ...more });
  }
}

type Report = (constraint: Constraint) => void;

/** Whether the values of a shape are secrets, or hold some. */
export function isSensitive(shape: Shape): boolean {
  switch (shape.type) {
    case "string":
      return shape.sensitive === true;
    case "list":
      return isSensitive(shape.of);
    case "map":
      return isSensitive(shape.value);
    case "structure":
      return Object.values(shape.members).some((member) => isSensitive(shapeOf(member)));
    default:
      return false;
  }
}

function hasType(shape: Shape, value: unknown): boolean {
  switch (shape.type) {
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isInteger(value);
    case "timestamp":
      return value instanceof Date || typeof value === "number";
    case "list":
      return Array.isArray(value);
    default:
      return isPlain(value);
  }
}

/** Of an instance of a class, a Map for example, JSON would not hold what it shows. */
function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function checkString(shape: StringShape, value: string, report: Report): void {
  const length = characters(value);
  if (shape.min !== undefined && length < shape.min) report({ kind: "minLength", limit: shape.min });
  if (shape.max !== undefined && length > shape.max) report({ kind: "maxLength", limit: shape.max });
  if (shape.pattern !== undefined && !compiled(shape.pattern).test(value)) {
    report({ kind: "pattern", limit: shape.pattern });
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) report({ kind: "enum", limit: shape.enum });
}

function checkInteger(shape: IntegerShape, value: number, report: Report): void {
  if (shape.min !== undefined && value < shape.min) report({ kind: "min", limit: shape.min });
  if (shape.max !== undefined && value > shape.max) report({ kind: "max", limit: shape.max });
}

/** The service counts Unicode characters, not UTF-16 units. */
function characters(value: string): number {
  let count = value.length;
  for (let i = 0; i < value.length - 1; i++) {
    if ((value.charCodeAt(i) & 0xfc00) === 0xd800 && (value.charCodeAt(i + 1) & 0xfc00) === 0xdc00) count--;
  }
  return count;
}

/** A cache: compiled from the patterns of the table, and never different. */
const patterns = new Map<string, RegExp>();

/** In Java, `\s` and `\S` know only the white space of ASCII. Both stand in brackets in all patterns of the service. */
const javaClasses = { "\\s": "\\t-\\r ", "\\S": "\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}" } as const;

/** Patterns of the service are Java's, and match the whole value. */
function compiled(pattern: string): RegExp {
  let regExp = patterns.get(pattern);
  if (!regExp) {
    const translated = pattern.replace(/\\[sS]/g, (found) => javaClasses[found as keyof typeof javaClasses]);
    regExp = new RegExp(`^(?:${translated})$`, "u");
    patterns.set(pattern, regExp);
  }
  return regExp;
}

/** Names the place for a person; a key that is longer than any name shows in part. */
const placeOf = ({ path }: Violation): string =>
  path.map((part) => (String(part).length > longestShown ? `${String(part).slice(0, 12)}...` : part)).join(".") ||
  "input";

/** Says what was wrong and what would be right, for a person; secrets show as their length only. */
export function explain(violation: Violation): string {
  const { constraint, value, sensitive, key, form } = violation;
  const sentence = form && typeof value === "string" && isShown(value) ? explainForm(form, value) : undefined;
  const shown = typeof value !== "string" ? "" : sensitive ? lengthOf(value) : `: ${shorten(value)}`;
  const subject = key ? "each key " : "";
  switch (constraint.kind) {
    case "required":
      return "is required";
    case "type":
      return `must be ${article[constraint.limit]}, not ${constraint.limit === "integer" && typeof value === "number" ? value : typeName(value)}`;
    case "minLength":
      return (
        sentence ??
        `${subject}must have at least ${plural(constraint.limit, "character")}, not ${characters(value as string)}`
      );
    case "maxLength":
      return (
        sentence ??
        `${subject}must have at most ${plural(constraint.limit, "character")}, not ${characters(value as string)}`
      );
    case "pattern":
      return sentence ?? `${subject}must match ${constraint.limit}${shown}`;
    case "enum": {
      const meant = constraint.limit.find((choice) => choice.toLowerCase() === String(value).toLowerCase());
      if (meant === undefined && key) return `does not exist; ${didYouMean(String(value), constraint.limit)}`;
      return meant === undefined
        ? `${subject}must be one of ${constraint.limit.join(", ")}${shown}`
        : `must be ${meant}, not ${shorten(String(value))}`;
    }
    case "min":
      return `must be at least ${constraint.limit}, not ${value}`;
    case "max":
      return `must be at most ${constraint.limit}, not ${value}`;
    case "minCount":
      return `must have at least ${plural(constraint.limit, "entry", "entries")}, not ${count(value)}`;
    case "maxCount":
      return `must have at most ${plural(constraint.limit, "entry", "entries")}, not ${count(value)}`;
  }
}

/** What is wrong with a value and what would be right, in one line for a person. */
export function explainAll(found: readonly Violation[]): string {
  const explained = found.slice(0, mostExplained);
  const texts = [...new Set(explained.map((violation) => `${placeOf(violation)} ${explain(violation)}`))];
  const others = found.length - explained.length;
  return `${texts.join("; ")}${others > 0 ? `; and ${others} more` : ""}`;
}

/** Nobody reads on. */
const mostExplained = 25;

const article: Record<Shape["type"], string> = {
  string: "a string",
  boolean: "true or false",
  integer: "a whole number",
  timestamp: "a date",
  list: "a list",
  map: "a map",
  structure: "an object",
};

/** What a value is, for a person, with its article. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && "__pulumiOutput" in value) return "an Output";
  if (typeof value !== "object") return `a ${typeof value}`;
  return isPlain(value) ? "an object" : `an instance of ${value.constructor?.name}`;
}

/** What is wrong with a value that a program must give as a plain object; undefined where it is one. */
export const explainNoObject = (what: string, value: unknown): string | undefined =>
  typeName(value) === "an object" ? undefined : `${what} must be an object, not ${typeName(value)}`;

const plural = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const count = (value: unknown) => (Array.isArray(value) ? value : Object.keys(value as object)).length;
/** As long as the ids of the service: what is longer may be a token in the wrong place. */
const longestShown = 60;
/** An ARN is no secret. */
const isShown = (text: string) => text.length <= longestShown || (text.startsWith("arn:") && text.length <= 256);
const lengthOf = (text: string) => ` (it has ${plural(characters(text), "character")})`;
const shorten = (text: string) =>
  text.length > longestShown ? `${JSON.stringify(`${text.slice(0, 12)}...`)}${lengthOf(text)}` : JSON.stringify(text);
