const hours = { h: 1, d: 24, w: 7 * 24 };

/** Milliseconds of an age such as `36h`, `90d` or `12w`, as an option gives it. */
export function parseAge(option: string, text: string): number {
  const [, count, unit] = /^([1-9]\d{0,4})([hdw])$/.exec(text) ?? [];
  if (count === undefined) {
    throw new Error(
      `${option} must be a whole number of hours, days or weeks, as in 36h, 90d or 12w, not ${JSON.stringify(text)}.`,
    );
  }
  return Number(count) * hours[unit as keyof typeof hours] * 3_600_000;
}
