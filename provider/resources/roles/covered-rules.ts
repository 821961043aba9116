import type { Draft } from "../../unknown";
import { isKnown } from "../../unknown";

/** What a rule compares. */
interface Comparison {
  readonly claim: string;
  readonly matchType: string;
  readonly value: string;
}

/** A rule that never decides, and the earlier one that matches whenever it does; both by index. */
export interface CoveredRule {
  readonly rule: number;
  readonly by: number;
}

/** Finds the rules that never give their role, since the first rule that matches counts. */
export function coveredRules(rules: readonly Draft<Comparison>[]): CoveredRule[] {
  const comparisons = rules.map(comparisonOf);
  return comparisons.flatMap((later, rule) => {
    const by = comparisons.slice(0, rule).findIndex((earlier) => earlier && later && covers(earlier, later));
    return by < 0 ? [] : [{ rule, by }];
  });
}

/** What a rule compares, as far as it is known: its role is not, where the same update makes it. */
function comparisonOf(rule: Draft<Comparison>): Comparison | undefined {
  if (typeof rule === "string") return undefined;
  const { claim, matchType, value } = rule;
  const comparison = { claim, matchType, value };
  // What is wrong or missing in a rule is said elsewhere.
  const isWhole = Object.values<unknown>(comparison).every((part) => typeof part === "string" && isKnown(part));
  return isWhole ? (comparison as Comparison) : undefined;
}

/** Whether each text that matches the later rule matches the earlier one, too. */
function covers(earlier: Comparison, later: Comparison): boolean {
  if (earlier.claim !== later.claim) return false;
  if (earlier.matchType === later.matchType && earlier.value === later.value) return true;
  if (later.matchType === "NotEqual") return false;
  switch (earlier.matchType) {
    case "Contains":
      return later.value.includes(earlier.value);
    case "StartsWith":
      return later.matchType !== "Contains" && later.value.startsWith(earlier.value);
    default:
      return false;
  }
}
