import { type Output, operations } from "../operations";
import { explain, violations } from "../validate";
import { type Claims, claimTexts } from "./claims";

export type PrincipalTagMap = Pick<Output<"GetPrincipalTagAttributeMap">, "UseDefaults" | "PrincipalTags">;

const sessionTags = operations.GetOpenIdTokenForDeveloperIdentity.input.members.PrincipalTags;

/** How many session tags there are at most. */
export const maxSessionTags = sessionTags.max;

/** Tag name to claim name, where a map says `UseDefaults`. */
const defaultTags = { client: "aud", username: "sub" };

/** A session tag, or what keeps it from being made. */
export interface SessionTag {
  readonly tag: string;
  readonly claim: string;
  readonly value: string;
  /** What is wrong with the claim; undefined when there is such a tag. */
  readonly reason?: string | undefined;
}

/** The session tags that a principal tag map makes of claims. A claim that is missing, or no value of a tag, makes none. */
export function sessionTagsOf({ UseDefaults, PrincipalTags }: PrincipalTagMap, claims: Claims): SessionTag[] {
  return Object.entries((UseDefaults ? defaultTags : PrincipalTags) ?? {}).map(([tag, claim = ""]) => {
    const texts = claimTexts(claims, claim);
    const value = texts.join(",");
    const [wrong] = violations(sessionTags.value, value);
    return { tag, claim, value, reason: texts.length === 0 ? "is missing" : wrong && explain(wrong) };
  });
}
