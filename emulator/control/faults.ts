import { didYouMean, nearest } from "../../provider/model/nearest";
import { isOperationName, type OperationName, operationNames } from "../../provider/model/operations";
import { seededNumbers } from "../random";
import { ServiceError } from "../service-error";

const faultKinds = [
  "throttle",
  "error",
  "concurrent-modification",
  "delay",
  "drop-before",
  "drop-after",
  "drop-late",
  "bad-gateway",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A failure that is caused on purpose. */
export interface Fault {
  /**
   * `throttle`, `error` (500) and `concurrent-modification`: an error is answered, and the operation does not run. `delay`:
   * the operation runs later. `drop-before`, `drop-after` and `drop-late`: the connection breaks before or after the operation
   * ran, or at once while it runs `delay` later. `bad-gateway`: it ran, and a page of a proxy (HTTP 502) is answered.
   */
  readonly kind: FaultKind;
  /** The operation that it applies to; by default all. */
  readonly operation?: OperationName | "*";
  /** How many requests of the operation pass first; by default 0. */
  readonly skip?: number;
  /** How many requests it applies to; by default all that follow. */
  readonly times?: number;
  /** The probability that it applies to a request, from 0 to 1; by default 1. */
  readonly probability?: number;
  /** The seed of the random numbers for `probability`; by default 1. */
  readonly seed?: number;
  /** How long a `delay` is, or how much later a `drop-late` runs, in milliseconds; by default 1000. */
  readonly delay?: number;
}

/** What the faults do to one request. */
export interface Interference {
  readonly delay: number;
  readonly refusal?: ServiceError | undefined;
  /** What becomes of the answer. */
  readonly answer?: "dropped before" | "dropped after" | "dropped early" | "replaced" | undefined;
}

const answers: { readonly [K in FaultKind]?: NonNullable<Interference["answer"]> } = {
  "drop-before": "dropped before",
  "drop-after": "dropped after",
  "drop-late": "dropped early",
  "bad-gateway": "replaced",
};

const refusals: { readonly [K in FaultKind]?: () => ServiceError } = {
  throttle: () => new ServiceError("TooManyRequestsException", "Rate exceeded"),
  error: () => new ServiceError("InternalErrorException", "Internal error.", 500),
  "concurrent-modification": () =>
    new ServiceError("ConcurrentModificationException", "The identity pool is being modified by another request."),
};

/** A fault dropped the answer; the client sees a broken connection. */
export class DroppedAnswer extends Error {
  override readonly name = "DroppedAnswer";
  readonly code = "ECONNRESET";
}

/** The faults that are set. The first one that applies to a request wins. */
export class Faults {
  #rules: Rule[] = [];
  #nextId = 1;

  constructor(faults: readonly Fault[] = []) {
    for (const fault of faults) this.add(fault);
  }

  /** Adds a fault and returns its id; throws a TypeError if the fault is wrong. */
  add(fault: Fault): number {
    checkFault(fault);
    const id = this.#nextId++;
    this.#rules.push(new Rule(id, fault));
    return id;
  }

  list(): (Fault & { id: number; hits: number })[] {
    return this.#rules.map(({ id, hits, fault }) => ({ id, hits, ...fault }));
  }

  /** Removes one fault, or all. */
  clear(id?: number): void {
    this.#rules = id === undefined ? [] : this.#rules.filter((rule) => rule.id !== id);
  }

  /** Counts a request of an operation, and returns what the faults do to it. */
  apply(operation: OperationName): Interference {
    let delay = 0;
    let fatal: Fault | undefined;
    for (const rule of this.#rules) {
      const isDelay = rule.fault.kind === "delay";
      // Only one error or drop for each request; the other faults are not counted.
      if ((fatal && !isDelay) || !rule.appliesTo(operation)) continue;
      if (isDelay || rule.fault.kind === "drop-late") delay += rule.fault.delay ?? 1000;
      if (!isDelay) fatal = rule.fault;
    }
    return { delay, refusal: fatal && refusals[fatal.kind]?.(), answer: fatal && answers[fatal.kind] };
  }
}

class Rule {
  hits = 0;
  #seen = 0;
  readonly #number: () => number;

  constructor(
    readonly id: number,
    readonly fault: Fault,
  ) {
    this.#number = seededNumbers(fault.seed ?? 1);
  }

  appliesTo(name: OperationName): boolean {
    const { operation = "*", skip = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = this.fault;
    if (operation !== "*" && operation !== name) return false;
    if (this.#seen++ < skip || this.hits >= times) return false;
    if (this.#number() >= probability) return false;
    this.hits++;
    return true;
  }
}

const numbers = ["skip", "times", "probability", "seed", "delay"] as const;
const members = ["operation", "kind", ...numbers];

/** Throws a TypeError that says what is wrong with a fault from outside. */
export function checkFault(fault: Fault): void {
  const { kind, operation = "*" } = fault;
  const unknown = Object.keys(fault).find((name) => !members.includes(name));
  if (unknown !== undefined) throw new TypeError(`A fault has no ${unknown}; ${didYouMean(unknown, members)}`);
  if (!faultKinds.includes(kind)) {
    const meant = nearest(String(kind), faultKinds);
    throw new TypeError(
      `The kind of a fault is one of ${faultKinds.join(", ")}${meant ? `; did you mean ${meant}?` : ""}`,
    );
  }
  if (operation !== "*" && !isOperationName(operation)) {
    throw new TypeError(`There is no operation ${operation}; ${didYouMean(String(operation), operationNames)}`);
  }
  for (const name of numbers) {
    const value = fault[name];
    if (value !== undefined && !(typeof value === "number" && value >= 0)) {
      throw new TypeError(`${name} of a fault is a number of at least 0.`);
    }
  }
  if ((fault.probability ?? 0) > 1) throw new TypeError("probability of a fault is at most 1.");
  if ((fault.delay ?? 0) > longestDelay) throw new TypeError(`delay of a fault is at most ${longestDelay}.`);
}

/** Timers can't wait for longer. */
const longestDelay = 2 ** 31 - 1;
