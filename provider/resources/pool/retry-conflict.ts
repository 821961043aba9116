import type { Context } from "../../context";
import { hasCode } from "../../model/errors";

const maxAttempts = 10;

/** Repeats an idempotent write as long as something else writes at the same time. */
export async function retryConflict<T>({ clock, random }: Context, write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!hasCode(error, "ConcurrentModificationException") || attempt === maxAttempts) throw error;
      await clock.wait(attempt * 100 * (1 + random()));
    }
  }
}
