import type { Context } from "./context";
import type { Shape } from "./model/shapes";
import { explain, type Violation, violations } from "./model/validate";

/** Properties as Pulumi knows them: plain data by the names of programs. */
export type Properties = Record<string, unknown>;

/** One input of a resource. */
export interface Property {
  readonly shape: Shape;
  readonly required?: true;
  /** A change makes a new object and deletes the old one. */
  readonly replaces?: true;
  /** The order of a list says nothing. */
  readonly unordered?: true;
}

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

export interface Recorded {
  readonly id: string;
  /** The inputs under their own names, and the outputs. */
  readonly state: Properties;
}

/** One kind of resource, as plain functions over plain data: no Pulumi here, so that every shell shares it. */
export interface Lifecycle {
  /** For example `IdentityPool`. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, Property>>;
  /** The names of what the state holds beside the inputs. */
  readonly outputs: readonly string[];
  /** Completes the inputs with what can be known before anything exists, and reports all that is wrong with them. */
  check(
    context: Context,
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: CheckFailure[] }>;
  /**
   * Tells what an update would change; `olds` is the recorded state, `news` are checked inputs.
   * Throws when a replacement must not happen.
   */
  diff(context: Context, id: string, olds: Properties, news: Properties): Promise<Change[]>;
  create(context: Context, inputs: Properties): Promise<Recorded>;
  /** The state of what exists; undefined when it does not. `state` is empty when only the id is known. */
  read(context: Context, id: string, state: Properties): Promise<Recorded | undefined>;
  /** Answers the new state. */
  update(context: Context, id: string, olds: Properties, news: Properties): Promise<Properties>;
  /** Succeeds, too, when the object is already gone. */
  delete(context: Context, id: string, state: Properties): Promise<void>;
}

/** An update or a creation that got part of the way: `recorded` is what exists now. */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";

  constructor(
    readonly recorded: Recorded,
    cause: unknown,
  ) {
    super((cause as Error).message, { cause });
  }
}

/** What the engine puts in the place of a value that is not known in a preview. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: unknown): boolean => value === unknownValue;

/** Whether a value is known, whole. */
export function isKnown(value: unknown): boolean {
  if (isUnknown(value)) return false;
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isKnown);
}

/** Checks inputs against their shapes: all that is wrong at once, one failure a property. */
export function checkShapes(inputs: Readonly<Record<string, Property>>, news: Properties): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [name, { shape, required }] of Object.entries(inputs)) {
    const value = news[name];
    if (value === undefined || value === null) {
      if (required) failures.push({ property: name, reason: "is required" });
      continue;
    }
    failures.push(...explainAll(name, violations(shape, value)));
  }
  return failures;
}

function explainAll(name: string, found: Violation[]): CheckFailure[] {
  const reasons = new Map<string, string[]>();
  for (const violation of found) {
    if (isUnknown(violation.value)) continue;
    const property = [name, ...violation.path].join(".");
    reasons.set(property, [...(reasons.get(property) ?? []), explain(violation)]);
  }
  return [...reasons].map(([property, texts]) => ({ property, reason: texts.join("; ") }));
}

/** Compares inputs with the recorded state; what is empty counts as unset. */
export function diffShapes(inputs: Readonly<Record<string, Property>>, olds: Properties, news: Properties): Change[] {
  return Object.entries(inputs).flatMap(([property, { replaces = false, unordered = false }]) => {
    const [old, wanted] = [normalize(olds[property], unordered), normalize(news[property], unordered)];
    if (JSON.stringify(old) === JSON.stringify(wanted)) return [];
    const kind = old === undefined ? "add" : wanted === undefined ? "delete" : "update";
    return [{ property, kind, replaces } as const];
  });
}

/** Sorted where order says nothing, and undefined where nothing is there. */
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
export const defined = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined && value !== null));
