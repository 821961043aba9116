import { isEqual } from "../../properties";

export type Entries<T> = Readonly<Record<string, T>>;

/** What a resource has to say of entries of which others may set some. */
export interface Claim<T> {
  /** What the state has: this alone may be overwritten. */
  readonly recorded: Entries<T>;
  readonly wanted: Entries<T>;
  /** Nothing but what is wanted may be there. */
  readonly alone?: boolean;
}

/** One entry that something else has set. */
export interface ForeignEntry<T> {
  readonly key: string;
  readonly present: T | undefined;
  readonly wanted: T | undefined;
}

/** Entries as they should be, with what stands in the way. */
export interface Merged<T> {
  readonly entries: Record<string, T>;
  /** Those that the resource would change, and that are neither as recorded nor as wanted. */
  readonly foreign: readonly ForeignEntry<T>[];
  /** Those that the resource does not change, and that differ from what is recorded. */
  readonly drifted: readonly ForeignEntry<T>[];
}

/** Changes the entries that differ between what is recorded and what is wanted, and leaves all others as they are. */
export function mergeEntries<T>(present: Entries<T>, { recorded, wanted, alone = false }: Claim<T>): Merged<T> {
  const entries: Record<string, T> = { ...present };
  const [foreign, drifted]: [ForeignEntry<T>[], ForeignEntry<T>[]] = [[], []];
  for (const key of new Set([recorded, wanted, present].flatMap((one) => Object.keys(one)))) {
    const [is, was, to] = [present[key], recorded[key], wanted[key]];
    const entry = { key, present: is, wanted: to };
    if (isEqual(is, to)) continue;
    if (isEqual(was, to) && !(alone && to === undefined)) {
      if (to !== undefined) drifted.push(entry);
    } else if (is !== undefined && !isEqual(is, was)) foreign.push(entry);
    else if (to === undefined) delete entries[key];
    else entries[key] = to;
  }
  return { entries, foreign, drifted };
}
