import { inOneLine } from "./model/printable";
import type { CheckFailure } from "./properties";

/** No more mistakes of one resource are shown, and no more of each; nobody reads on. */
const most = { failures: 25, property: 200, reason: 700 };

/** What a check finds as a person is shown it, whatever the values are that it quotes: in one line each, and briefly. */
export function showFailures(failures: readonly CheckFailure[]): CheckFailure[] {
  const shown = failures.slice(0, most.failures).map(({ property, reason }) => ({
    property: inOneLine(property, most.property),
    reason: inOneLine(reason, most.reason),
  }));
  const last = shown.pop();
  if (!last) return [];
  const others = failures.length - most.failures;
  return [...shown, others > 0 ? { ...last, reason: `${last.reason}; and ${others} more mistakes` } : last];
}
