import type { Random } from "../../model/clock";

const maxLength = 128;
const digits = 7;

/** A name for an object that the program does not name: the resource's, and seven random digits. */
export const autoName = (resourceName: string, random: Random): string =>
  `${prefix(resourceName)}${Math.floor(random() * 16 ** digits)
    .toString(16)
    .padStart(digits, "0")}`;

/** Whether a name is one that `autoName` gave, and so nobody else's. */
export function isAutoName(resourceName: string, name: string): boolean {
  const start = prefix(resourceName);
  return name.startsWith(start) && /^[0-9a-f]{7}$/.test(name.slice(start.length));
}

const prefix = (resourceName: string) =>
  `${resourceName.replace(/[^\w\s+=,.@-]/g, "-").slice(0, maxLength - digits - 1)}-`;
