import { createHash } from "node:crypto";
import type { Request } from "../../lifecycle";

/** By what an update knows the resource of a pool. */
const keyOf = ({ urn, name }: Request): string => `IdentityPool ${urn ?? name}`;

/** Notes that the stack's state has a pool of this resource, so that a creation replaces it. */
export const noteReplaceable = (request: Request): void => request.context.update.noteRecorded(keyOf(request));

/**
 * What the creation tag says: a hash of what survives a crash and that no other creation has, which is the project's
 * folder, the backend as far as the environment names it, the resource's URN, and the pool that is replaced. A mark that
 * is not `lasting` can't be derived again, as not all of this is known.
 */
export function creationMark(request: Request): { readonly value: string; readonly isLasting: boolean } {
  const { context, urn, name = "" } = request;
  const replaced = context.update.replacedPools(name);
  const isReplacement = context.update.isRecorded(keyOf(request));
  // The engine tells nothing of the pool that it replaces by force.
  const isLasting = urn !== undefined && isReplacement === replaced.length > 0;
  const value = isLasting ? markOf(urn, replaced) : hash([String(context.random()), String(context.random())]);
  return { value, isLasting };
}

/** The mark of a creation in this folder and backend. */
export const markOf = (urn: string, replaced: readonly string[]): string => hash([...place(), urn, ...replaced]);

const hash = (parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

/** Where the stack lives, as far as it can be told: two people may have stacks of the same name in one account. */
const place = (): string[] => [process.cwd(), withoutCredentials(process.env.PULUMI_BACKEND_URL ?? "")];

function withoutCredentials(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return "";
  }
}
