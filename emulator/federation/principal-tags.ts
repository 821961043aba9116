import { operations } from "../../provider/model/operations";
import { violations } from "../../provider/model/validate";
import type { Pool, PrincipalTagMap, Store } from "../store";
import { claimTexts } from "./claims";
import type { VerifiedLogin } from "./verify-login";

const sessionTags = operations.GetOpenIdTokenForDeveloperIdentity.input.members.PrincipalTags;

/** Tag name to claim name, where a map says `UseDefaults`. */
const defaultTags = { client: "aud", username: "sub" };

export const noTagMap: Required<PrincipalTagMap> = { UseDefaults: false, PrincipalTags: {} };

/**
 * The session tags for the claims of the logins, by the pool's principal tag maps. A claim that is missing, or too long for
 * a session tag, has none.
 */
export function principalTagsOf(
  { pools }: Store,
  pool: Pool,
  logins: readonly VerifiedLogin[],
): Record<string, string> {
  const tags = logins.flatMap(({ provider, claims }) => {
    const { UseDefaults, PrincipalTags } = pools.principalTagMap(pool, provider) ?? noTagMap;
    return Object.entries((UseDefaults ? defaultTags : PrincipalTags) ?? {}).flatMap(([tag, claim = ""]) => {
      const value = claimTexts(claims, claim).join(",");
      return violations(sessionTags.value, value).length === 0 ? [[tag, value] as const] : [];
    });
  });
  return Object.fromEntries(tags.slice(0, sessionTags.max));
}
