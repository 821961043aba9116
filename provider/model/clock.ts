import { setTimeout as sleep } from "node:timers/promises";

/** Time as a parameter, so that tests need not wait. */
export interface Clock {
  /** The time of day. */
  now(): Date;
  /** Waits; rejects with an AbortError as soon as the signal is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

/** Randomness as a parameter: a number from 0 up to, and without, 1. */
export type Random = () => number;
