import { randomBytes } from "node:crypto";

const maxLength = 128;

/** The name of an object that the program does not name: the resource's, and seven random digits. It is kept once given. */
export function autoName(resourceName: unknown, before: unknown): string | undefined {
  if (typeof resourceName !== "string") return undefined;
  if (isAutoName(resourceName, before)) return before;
  return `${base(resourceName)}-${randomBytes(4).toString("hex").slice(0, 7)}`;
}

/** Whether a name is one that `autoName` gave, and so nobody else's. */
export function isAutoName(resourceName: unknown, name: unknown): name is string {
  if (typeof resourceName !== "string" || typeof name !== "string") return false;
  const prefix = `${base(resourceName)}-`;
  return name.startsWith(prefix) && /^[0-9a-f]{7}$/.test(name.slice(prefix.length));
}

const base = (resourceName: string) => resourceName.replace(/[^\w\s+=,.@-]/g, "-").slice(0, maxLength - 8);
