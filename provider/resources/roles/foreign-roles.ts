import { ResourceError } from "../../resource-error";
import type { ForeignEntry } from "./merge-entries";
import type { WireMapping } from "./role-mappings";

/** A role or a mapping that something else has set. */
export type ForeignPart =
  | (ForeignEntry<string> & { readonly kind: "role" })
  | (ForeignEntry<WireMapping> & { readonly kind: "mapping" });

/** Refuses to overwrite what this stack has not set. */
export const refuseNew = (identityPoolId: string, foreign: readonly ForeignPart[]): ResourceError =>
  new ResourceError(
    "Conflict",
    `Identity pool ${identityPoolId} has ${describeAll(foreign)}. Remove what is there, or give this resource the same ` +
      "settings to take it over. What another resource of this stack has set under another name needs an alias.",
  );

/** Refuses to overwrite what has changed since it was recorded. */
export const refuseChanged = (identityPoolId: string, foreign: readonly ForeignPart[]): ResourceError =>
  new ResourceError(
    "Conflict",
    `Identity pool ${identityPoolId} has ${describeAll(foreign)}. Something else has changed it since the last update: ` +
      'run "pulumi refresh", and look at the next preview.',
  );

/** Tells that what something else has set stays as it is. */
export const describeLeft = (identityPoolId: string, part: ForeignPart): string =>
  `Identity pool ${identityPoolId} has ${describe(part)}. It is left as it is: something else has changed it.`;

const describeAll = (parts: readonly ForeignPart[]): string => parts.map(describe).join(", and ");

function describe(part: ForeignPart): string {
  const wanted = part.wanted === undefined ? "none" : show(part.wanted);
  const has = part.present === undefined ? "no" : "a";
  const what = part.kind === "role" ? `${has} role for ${part.key} identities` : `${has} mapping for ${part.key}`;
  const present = part.present === undefined ? "" : ` that this stack did not make: ${show(part.present)}`;
  return `${what}${present} (wanted: ${wanted})`;
}

const show = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
