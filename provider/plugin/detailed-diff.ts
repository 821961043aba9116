import type { PropertyTable } from "../define";
import { type Change, isEqual, type Values } from "../properties";

/** One difference, by its path inside the properties as the engine writes it: `tags.team` or `tags["a.b"]`. */
export interface Difference {
  readonly path: string;
  readonly kind: Change["kind"];
  readonly replaces: boolean;
}

/** Finds inside changed properties what differs. */
export function detailedDiff(
  table: PropertyTable,
  changes: readonly Change[],
  state: Values,
  inputs: Values,
): Difference[] {
  return changes.flatMap(({ property, kind, replaces }) => {
    // A change of what the program does not set can't be seen in the inputs.
    if (kind !== "delete" && inputs[property] === undefined) return [{ path: property, kind, replaces }];
    const found = table[property]?.unordered
      ? compareSets(property, state[property], inputs[property])
      : compare(property, state[property], inputs[property]);
    // Where a change is in what the property stands for, as in default tags, the property itself is named.
    const differences = found.length > 0 ? found : [{ path: property, kind }];
    return differences.map((difference) => ({ ...difference, replaces }));
  });
}

type Found = Omit<Difference, "replaces">;
type Members = Readonly<Record<string, unknown>>;

function compare(path: string, old: unknown, wanted: unknown): Found[] {
  if (isEqual(old, wanted)) return [];
  const before = membersOf(old);
  const now = membersOf(wanted);
  if (before && now && Array.isArray(old) === Array.isArray(wanted)) {
    const names = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...names].flatMap((name) => compare(path + step(Array.isArray(wanted), name), before[name], now[name]));
  }
  return [{ path, kind: old === undefined ? "add" : wanted === undefined ? "delete" : "update" }];
}

/** Lists whose order is not significant: what only one of them has, by its place there. */
function compareSets(path: string, old: unknown, wanted: unknown): Found[] {
  if (!Array.isArray(old) || !Array.isArray(wanted)) return compare(path, old, wanted);
  const missing = (from: readonly unknown[], others: readonly unknown[]) =>
    from.flatMap((item, index) => (others.some((other) => isEqual(item, other)) ? [] : [index]));
  const [removed, added] = [missing(old, wanted), missing(wanted, old)];
  return [...new Set([...removed, ...added])].map((index) => ({
    path: `${path}[${index}]`,
    kind: !added.includes(index) ? "delete" : !removed.includes(index) ? "add" : "update",
  }));
}

/** The members of an object, or the items of a list by their places. */
const membersOf = (value: unknown): Members | undefined =>
  typeof value === "object" && value !== null ? (value as Members) : undefined;

function step(isIndex: boolean, name: string): string {
  if (isIndex) return `[${name}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
