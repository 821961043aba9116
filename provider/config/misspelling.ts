import { distance } from "fastest-levenshtein";

/** Short names differ by so little that one of them is rarely meant for another. */
const shortest = 8;

/** Whether a name is another one but for two letters, upper case or punctuation. */
export function isMisspelt(name: string, right: string): boolean {
  if (name === right) return false;
  const [given, wanted] = [name, right].map((text) => text.toLowerCase().replace(/[^a-z0-9]/g, "")) as [string, string];
  return given === wanted || (wanted.length >= shortest && distance(given, wanted) <= 2);
}
