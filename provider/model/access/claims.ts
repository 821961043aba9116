/** The claims of a token. They come from outside: a claim may be anything that JSON has. */
export type Claims = Readonly<Record<string, unknown>>;

/** A claim as texts: one, or those of a list. Objects and lists in a list have none. */
export const claimTexts = (claims: Claims, name: string): string[] =>
  (Object.hasOwn(claims, name) ? [claims[name]].flat() : []).flatMap((value) => textOf(value) ?? []);

/** A claim as a text; undefined if it is missing, or not a text, a number or a boolean. */
export const claimText = (claims: Claims, name: string): string | undefined =>
  Object.hasOwn(claims, name) ? textOf(claims[name]) : undefined;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
