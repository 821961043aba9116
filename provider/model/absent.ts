import { isNotFound } from "./errors";

/** An answer, or undefined when the service says that what was asked for does not exist. */
export async function absentIfNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
