import { setTimeout as sleep } from "node:timers/promises";

/** Time as a parameter, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

export const systemClock: Clock = { now: () => performance.now(), wait: (milliseconds) => sleep(milliseconds) };
