import { readFileSync } from "node:fs";

/** Reads a JSON file; its name is in the error about one that can't be read. */
export function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} can't be read as JSON: ${(error as Error).message}`);
  }
}
