import type { Context } from "mocha";

/** What `fetch` brings from a registry. Where no registry can be reached, the tests are skipped and say why. */
export async function orSkip<T>(context: Context, fetch: () => Promise<T>): Promise<T> {
  try {
    return await fetch();
  } catch (error) {
    const { message } = error as Error;
    if (!message.includes("could not be fetched")) throw error;
    console.warn(`Skipped: ${message}`);
    return context.skip();
  }
}
