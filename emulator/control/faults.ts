import { isOperationName, type OperationName } from "../../provider/model/operations";
import { seededNumbers } from "../random";
import { ServiceError } from "../service-error";

export const faultKinds = [
  "throttle",
  "error",
  "delay",
  "drop-before",
  "drop-after",
  "concurrent-modification",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Something that goes wrong on purpose. */
export interface Fault {
  /**
   * `throttle`, `error` (500) and `concurrent-modification` are answered in place of the operation; `delay` waits first;
   * `drop-before` breaks the connection with nothing done, `drop-after` with all done.
   */
  readonly kind: FaultKind;
  /** The operation that it meets; by default every one. */
  readonly operation?: OperationName | "*";
  /** How many matching requests pass untouched first; by default 0. */
  readonly skip?: number;
  /** How many requests it meets; by default all. */
  readonly times?: number;
  /** How likely it meets a request, from 0 to 1; by default 1. */
  readonly probability?: number;
  /** Makes the same requests be met each time; by default 1. */
  readonly seed?: number;
  /** For `delay`: milliseconds; by default 1000. */
  readonly delay?: number;
}

/** What happens to one request. */
export interface Interference {
  readonly delay: number;
  readonly refusal?: ServiceError;
  readonly drop?: "before" | "after";
}

const refusals: { readonly [K in FaultKind]?: () => ServiceError } = {
  throttle: () => new ServiceError("TooManyRequestsException", "Rate exceeded"),
  error: () => new ServiceError("InternalErrorException", "Internal error.", 500),
  "concurrent-modification": () =>
    new ServiceError("ConcurrentModificationException", "The identity pool is being modified by another request."),
};

/** The answer was dropped on purpose; to a client it is a broken connection. */
export class DroppedAnswer extends Error {
  override readonly name = "DroppedAnswer";
  readonly code = "ECONNRESET";
}

/** The faults that are set, first come first served. */
export class Faults {
  #rules: Rule[] = [];
  #nextId = 1;

  constructor(faults: readonly Fault[] = []) {
    for (const fault of faults) this.add(fault);
  }

  /** Sets a fault; answers its id. Throws a TypeError that says what is wrong with it. */
  add(fault: Fault): number {
    checkFault(fault);
    const id = this.#nextId++;
    this.#rules.push(new Rule(id, fault));
    return id;
  }

  list(): (Fault & { id: number; hits: number })[] {
    return this.#rules.map(({ id, hits, fault }) => ({ id, hits, ...fault }));
  }

  /** Takes one fault away, or all. */
  clear(id?: number): void {
    this.#rules = id === undefined ? [] : this.#rules.filter((rule) => rule.id !== id);
  }

  /** What happens to the next request of an operation. */
  meet(operation: OperationName): Interference {
    let delay = 0;
    let fatal: Fault | undefined;
    for (const rule of this.#rules) {
      const isDelay = rule.fault.kind === "delay";
      // One request ends in one way: further faults wait for their turn.
      if ((fatal && !isDelay) || !rule.meets(operation)) continue;
      if (isDelay) delay += rule.fault.delay ?? 1000;
      else fatal = rule.fault;
    }
    return {
      delay,
      refusal: fatal && refusals[fatal.kind]?.(),
      ...(fatal?.kind === "drop-before" && { drop: "before" as const }),
      ...(fatal?.kind === "drop-after" && { drop: "after" as const }),
    };
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

  meets(name: OperationName): boolean {
    const { operation = "*", skip = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = this.fault;
    if (operation !== "*" && operation !== name) return false;
    if (this.#seen++ < skip || this.hits >= times) return false;
    if (this.#number() >= probability) return false;
    this.hits++;
    return true;
  }
}

const isAmount = (value: unknown) => value === undefined || (typeof value === "number" && value >= 0);

function checkFault({ kind, operation = "*", skip, times, probability, seed, delay, ...unknown }: Fault): void {
  const [misspelt] = Object.keys(unknown);
  if (misspelt) throw new TypeError(`A fault has no ${misspelt}; it has skip, times, probability, seed and delay.`);
  if (!faultKinds.includes(kind)) throw new TypeError(`The kind of a fault is one of ${faultKinds.join(", ")}.`);
  if (operation !== "*" && !isOperationName(operation)) throw new TypeError(`${operation} is no operation.`);
  for (const [name, value] of Object.entries({ skip, times, probability, seed, delay })) {
    if (!isAmount(value)) throw new TypeError(`${name} of a fault is a number of at least 0.`);
  }
  if (probability !== undefined && probability > 1) throw new TypeError("probability of a fault is at most 1.");
}
