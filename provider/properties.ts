import type { PropertyTable, ResourceDefinition } from "./define";
import { didYouMean } from "./model/nearest";
import { formatPath } from "./model/path";
import { unknownMembers } from "./model/unknown-members";
import { explain, type Violation, violations } from "./model/validate";
import { programName } from "./names";
import { explainOutputText } from "./output-text";
import { isUnknown, unknownValue } from "./unknown";

/** Values by the names of properties, of which nothing is known yet. */
export type Values = Readonly<Record<string, unknown>>;

/** What is wrong with an input. */
export interface CheckFailure {
  /** The property, with the path inside it. */
  readonly property: string;
  readonly reason: string;
}

/** What checks against a pool find. */
export interface Findings {
  /** What is certainly wrong. */
  readonly failures: readonly CheckFailure[];
  /** What is wrong as things are now, and may be right by the time when the service is asked. */
  readonly doubts: readonly CheckFailure[];
}

/** One property in which the desired state differs from the recorded one. */
export interface Change {
  readonly property: string;
  readonly kind: "add" | "update" | "delete";
  readonly replaces: boolean;
}

/**
 * Checks inputs against their shapes: all that is wrong at once, one failure a place. `usable` has the inputs whose types
 * are right, so that they can be looked at further; one that is not right is unknown in it, as it is not left out.
 */
export function checkProperties(
  { name: kind, inputs: table, outputs }: Pick<ResourceDefinition, "name" | "inputs" | "outputs">,
  inputs: Values,
): { failures: CheckFailure[]; usable: Values } {
  let failures: CheckFailure[] = [];
  const usable: Record<string, unknown> = {};
  for (const [name, { shape, required }] of Object.entries(table)) {
    const value = inputs[name];
    if (value === undefined || value === null) {
      if (required) failures.push({ property: name, reason: "is required" });
      continue;
    }
    const lost = checkTransport(value, [name]);
    if (lost.length > 0) {
      usable[name] = unknownValue;
      failures = failures.concat(lost);
      continue;
    }
    const all = violations(shape, value, mostViolations);
    const found = all.filter((violation) => !isUnknown(violation.value));
    const isUsable = !found.some(isOfType) && all.length < mostViolations;
    usable[name] = isUsable ? withoutNulls(value) : unknownValue;
    failures = failures.concat(explainEach(name, found));
    for (const { path, name: member, names } of unknownMembers(shape, value, [name]).slice(0, mostViolations / 10)) {
      failures.push({ property: formatPath([...path, member]), reason: doesNotExist(member, names) });
    }
  }
  for (const [name, value] of Object.entries(inputs)) {
    if (Object.hasOwn(table, name) || name.startsWith("__") || value === undefined || value === null) continue;
    // What a check computes comes back with what is imported.
    if (outputs[name]?.computed === "check") continue;
    const reason = Object.hasOwn(outputs, name)
      ? `is an output of ${kind}, which a program can't set`
      : doesNotExist(name, Object.keys(table));
    failures.push({ property: formatPath([name]), reason });
  }
  return { failures, usable };
}

/** What breaks more than that is not looked at further. */
const mostViolations = 1000;

const isOfType = ({ constraint }: Violation): boolean => constraint.kind === "type";

/** What of a state has the types that this provider records, and what is wrong with the rest. */
export function readState(
  { inputs, outputs }: Pick<ResourceDefinition, "inputs" | "outputs">,
  state: Values,
): { failures: CheckFailure[]; usable: Values } {
  const failures: CheckFailure[] = [];
  const usable: Record<string, unknown> = {};
  for (const [name, { shape }] of Object.entries({ ...inputs, ...outputs })) {
    const value = state[name];
    if (value === undefined || value === null) continue;
    const found = violations(shape, value).filter(isOfType);
    if (found.length === 0) usable[name] = withoutNulls(value);
    failures.push(...explainEach(name, found.slice(0, 1)));
  }
  return { failures, usable };
}

/** The same without the members of structures and maps that are null, which counts as unset. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}

/** AWS's own name of a property is as near as can be. */
export const doesNotExist = (name: string, names: readonly string[]): string => {
  const own = programName(`${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  return `does not exist; ${names.includes(own) ? `did you mean ${own}?` : didYouMean(name, names)}`;
};

function explainEach(name: string, found: readonly Violation[]): CheckFailure[] {
  const reasons = new Map<string, string[]>();
  for (const violation of found) {
    const property = formatPath([name, ...violation.path]);
    const earlier = reasons.get(property) ?? [];
    const reason = explain(violation);
    reasons.set(property, earlier.includes(reason) ? earlier : [...earlier, reason]);
  }
  return [...reasons].map(([property, texts]) => ({ property, reason: texts.join("; ") }));
}

/** What does not come through Pulumi as the program means it: an Output in a text, and a name that its messages lose. */
export function checkTransport(value: unknown, path: readonly (string | number)[]): CheckFailure[] {
  if (typeof value === "string") {
    const reason = explainOutputText(value);
    return reason === undefined ? [] : [{ property: formatPath(path), reason }];
  }
  if (typeof value !== "object" || value === null) return [];
  const entries = Array.isArray(value) ? value.map((item, at) => [at, item] as const) : Object.entries(value);
  return entries.flatMap(([key, item]) => {
    const place = [...path, key];
    if (key === "__proto__")
      return [{ property: formatPath(place), reason: "has a name that Pulumi loses on the way" }];
    return [...checkTransport(String(key), place), ...checkTransport(item, place)];
  });
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
