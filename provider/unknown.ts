declare const brand: unique symbol;

/** A value that is not known in a preview. */
export type Unknown = string & { readonly [brand]: "unknown" };

/** What the engine puts in the place of a value that is not known in a preview. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9" as Unknown;

export const isUnknown = (value: unknown): value is Unknown => value === unknownValue;

/** A value of a program in a preview: any part of it may be unknown, or left out by mistake. */
export type Draft<T> = T extends string
  ? T
  : T extends boolean | number | undefined
    ? T | Unknown
    : T extends readonly (infer I)[]
      ? readonly Draft<I>[] | Unknown
      : DraftObject<T> | Unknown;

/** The members of a structure, each of which may be unknown. */
export type DraftObject<T> = { readonly [K in keyof T]?: Draft<T[K]> };

/** A value that is known, whole; undefined for any other. */
export const whole = <T>(value: Draft<T> | DraftObject<T>): T | undefined =>
  isKnown<unknown>(value) ? (value as T) : undefined;

/** Whether a value is known, whole. */
export function isKnown<T>(value: T): value is Exclude<T, Unknown> {
  if (isUnknown(value)) return false;
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isKnown);
}
