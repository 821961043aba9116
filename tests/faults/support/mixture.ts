import type { Fault } from "../../../emulator";

/** The parts of all requests that fail in each way. */
export type Mixture = Readonly<Partial<Record<Fault["kind"], number>>>;

/** 20 % of the answers are lost, in four ways; 20 % of the requests are throttled, and 10 % fail with HTTP 500. */
export const issueMixture: Mixture = {
  "drop-before": 0.05,
  "drop-after": 0.05,
  "drop-late": 0.05,
  "bad-gateway": 0.05,
  throttle: 0.2,
  error: 0.1,
};

/** The faults of a mixture; a seed fixes which requests of a row fail. */
export function faultsOf(mixture: Mixture, seed: number): Fault[] {
  let left = 1;
  return Object.entries(mixture).map(([kind, part], index) => {
    // A fault is only asked where none before it applied.
    const probability = part / left;
    left -= part;
    return { kind: kind as Fault["kind"], probability, seed: seed * 100 + index, delay: 500 };
  });
}
