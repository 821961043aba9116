import { randomBytes } from "node:crypto";

/** Returns `size` random bytes. */
export type Random = (size: number) => Uint8Array;

const poolSize = 4096;

/** Random bytes of the system. Most requests need sixteen, and to ask the system takes as long for four thousand. */
export function systemRandom(): Random {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (size) => {
    if (size > poolSize / 16) return randomBytes(size);
    if (used + size > pool.length) [pool, used] = [randomBytes(poolSize), 0];
    used += size;
    return pool.subarray(used - size, used);
  };
}

/** A version 4 UUID. */
export function uuid(random: Random): string {
  const bytes = Buffer.from(random(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A generator of pseudo-random numbers from 0 up to, and without, 1 (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
