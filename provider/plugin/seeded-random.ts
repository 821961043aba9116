import { createHash } from "node:crypto";
import type { Random } from "../model/clock";

/** Chance by a seed, so that an automatic name is in the update what it was in the preview. */
export function seededRandom(seed: Uint8Array): Random {
  let count = 0;
  return () => createHash("sha256").update(seed).update(String(count++)).digest().readUInt32BE() / 2 ** 32;
}
