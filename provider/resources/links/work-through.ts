import type { Request } from "../../lifecycle";
import { CognitoIdentityError, hasCode } from "../../model/errors";
import { ResourceError } from "../../resource-error";

/** So many calls are under way at once: as many as the client has connections. The rate is the service's matter. */
const atOnce = 64;
/** After so many failures in a row, the rest is left to the next update. */
const mostFailures = 128;
/** Milliseconds between two messages to the terminal, and to the log. */
const progressEvery = 5_000;
const logEvery = 60_000;

/** What became of a work on many users. */
export interface Outcome {
  /** Why the work on some users failed. */
  readonly failures: ReadonlyMap<string, Error>;
  /** How many users it did not come to. */
  readonly untried: number;
}

/** Does one work for each user, some at once; one that fails keeps no other from being done. */
export async function workThrough(
  { context, signal, progress, name = "" }: Request,
  task: string,
  users: readonly string[],
  work: (user: string) => Promise<void>,
): Promise<Outcome> {
  const failures = new Map<string, Error>();
  const queue = users[Symbol.iterator]();
  const begin = context.clock.now().getTime();
  let [done, inARow, shown, logged] = [0, 0, begin, begin];
  const isOver = () => signal?.aborted === true || inARow >= mostFailures;
  const tell = () => {
    const now = context.clock.now().getTime();
    const text = `${done} of ${users.length} users ${task}`;
    if (now - shown >= progressEvery) {
      progress?.(text);
      shown = now;
    }
    if (now - logged < logEvery) return;
    context.log("info", `${name}: ${text}.`);
    logged = now;
  };
  const worker = async () => {
    while (!isOver()) {
      const next = queue.next();
      if (next.done) return;
      try {
        await work(next.value);
        done++;
        inARow = 0;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (signal?.aborted && hasCode(error, "AbortError")) return;
        failures.set(next.value, error);
        inARow++;
      }
      tell();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, users.length) }, worker));
  return { failures, untried: users.length - done - failures.size };
}

/** Does one work for each item, some at once; the first failure ends it. */
export async function forEachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}

/** The failure that names those on whom the work failed; undefined when all is done. */
export function describeOutcome(what: string, { failures, untried }: Outcome): Error | undefined {
  if (failures.size === 0 && untried === 0) return undefined;
  const bug = [...failures.values()].find((error) => !isExpected(error));
  if (bug) return bug;
  const byReason = new Map<string, string[]>();
  for (const [user, { message }] of failures) {
    const users = byReason.get(message) ?? [];
    users.push(user);
    byReason.set(message, users);
  }
  const reasons = [...byReason].slice(0, mostReasons).map(([reason, users]) => {
    const more = users.length > mostNamed ? ` and ${users.length - mostNamed} more` : "";
    return `${users.slice(0, mostNamed).join(", ")}${more}: ${reason.replace(/\.$/, "")}`;
  });
  if (byReason.size > mostReasons) reasons.push(`and ${byReason.size - mostReasons} other reasons`);
  const failed = failures.size > 0 ? `${failures.size} users could not be ${what}` : "";
  const left = untried > 0 ? `${untried} users were not come to` : "";
  const head = [failed, left].filter(Boolean).join(", and ");
  return new ResourceError("Interrupted", `${[head, ...reasons].join("; ")}. The next update goes on.`, {
    cause: [...failures.values()][0],
  });
}

const mostNamed = 5;
const mostReasons = 3;

const isExpected = (error: Error) => error instanceof CognitoIdentityError || error instanceof ResourceError;
