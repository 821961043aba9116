// Loaded for the first mistake, since a client that makes none loads no module but its own.
const library = () => require("fastest-levenshtein") as typeof import("fastest-levenshtein");

/** Less than half of the letters may be wrong. */
const leastSimilarity = 0.5;
/** Shorter parts are found in too many names. */
const shortestPart = 4;
/** Longer names are not compared: the time grows with the square of their length. */
const longestName = 100;

/** The candidate that a misspelt name most likely means, if one is similar; upper and lower case do not matter. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined;
  const { distance } = library();
  let best: string | undefined;
  let most = leastSimilarity;
  for (const candidate of candidates) {
    const wrong = distance(name.toLowerCase(), candidate.toLowerCase());
    const similarity = 1 - wrong / Math.max(name.length, candidate.length);
    if (similarity > most) [best, most] = [candidate, similarity];
  }
  return best;
}

/** The one candidate that a short form of its name is a part of, as `poolId` is of `identityPoolId`. */
function holder(name: string, candidates: readonly string[]): string | undefined {
  if (name.length < shortestPart) return undefined;
  const holders = candidates.filter((candidate) => candidate.toLowerCase().includes(name.toLowerCase()));
  return holders.length === 1 ? holders[0] : undefined;
}

/** A sentence that names the right name, or all names when none is similar: `did you mean skip?`, `use skip, times`. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const names = [...candidates];
  const meant = nearest(name, names) ?? holder(name, names);
  return meant === undefined ? `use ${names.join(", ")}` : `did you mean ${meant}?`;
}
