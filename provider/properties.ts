import type { PropertyTable } from "./define";
import { explain, type Violation, violations } from "./model/validate";
import { isUnknown } from "./unknown";

/** Values by the names of properties, of which nothing is known yet. */
export type Values = Readonly<Record<string, unknown>>;

/** What is wrong with an input. */
export interface CheckFailure {
  /** The property, with the path inside it. */
  readonly property: string;
  readonly reason: string;
}

/** One property in which the desired state differs from the recorded one. */
export interface Change {
  readonly property: string;
  readonly kind: "add" | "update" | "delete";
  readonly replaces: boolean;
}

/**
 * Checks inputs against their shapes: all that is wrong at once, one failure a place. `usable` has the inputs whose types
 * are right, so that they can be looked at further.
 */
export function checkProperties(table: PropertyTable, inputs: Values): { failures: CheckFailure[]; usable: Values } {
  const failures: CheckFailure[] = [];
  const usable: Record<string, unknown> = {};
  for (const [name, { shape, required }] of Object.entries(table)) {
    const value = inputs[name];
    if (value === undefined || value === null) {
      if (required) failures.push({ property: name, reason: "is required" });
      continue;
    }
    const found = violations(shape, value).filter((violation) => !isUnknown(violation.value));
    if (!found.some(({ constraint }) => constraint.kind === "type")) usable[name] = value;
    failures.push(...explainEach(name, found));
  }
  return { failures, usable };
}

function explainEach(name: string, found: Violation[]): CheckFailure[] {
  const reasons = new Map<string, string[]>();
  for (const violation of found) {
    const property = [name, ...violation.path].join(".");
    reasons.set(property, [...(reasons.get(property) ?? []), explain(violation)]);
  }
  return [...reasons].map(([property, texts]) => ({ property, reason: texts.join("; ") }));
}

/** Compares inputs with the recorded state; what is empty counts as unset. */
export function diffProperties(table: PropertyTable, state: Values, inputs: Values): Change[] {
  return Object.entries(table).flatMap(([property, { replaces, unordered = false }]) => {
    const [old, wanted] = [normalize(state[property], unordered), normalize(inputs[property], unordered)];
    if (JSON.stringify(old) === JSON.stringify(wanted)) return [];
    const kind = old === undefined ? "add" : wanted === undefined ? "delete" : "update";
    return [{ property, kind, replaces: replaces === true || (replaces === "once set" && kind !== "add") } as const];
  });
}

/** Whether two values are equal, where what is empty counts as unset and the order of members is not significant. */
export const isEqual = (a: unknown, b: unknown): boolean =>
  JSON.stringify(normalize(a, false)) === JSON.stringify(normalize(b, false));

/** Sorted where the order is not significant, and undefined where nothing is there. */
function normalize(value: unknown, unordered: boolean): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    const items = value.map((item) => normalize(item, false));
    return unordered ? items.sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))) : items;
  }
  const entries = Object.entries(value)
    .map(([key, item]) => [key, normalize(item, false)] as const)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => compare(a, b));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const compare = (a = "", b = "") => (a < b ? -1 : a > b ? 1 : 0);

/** Without what is undefined: the engine can't record it. */
export const withoutUndefined = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null)) as T;

/** The values of `base`, but for those of these names, which are as `top` has them. */
export const overlay = <T extends object>(base: T, top: object, names: ReadonlySet<string>): T =>
  Object.fromEntries([
    ...Object.entries(base).filter(([name]) => !names.has(name)),
    ...Object.entries(top).filter(([name]) => names.has(name)),
  ]) as T;
