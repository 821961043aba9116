import type { Pool, PrincipalTagMap, Store } from "../store";
import type { VerifiedLogin } from "./verify-login";

/** Tag name to claim name, where a map says `UseDefaults`. */
const defaultTags = { client: "aud", username: "sub" };

export const noTagMap: Required<PrincipalTagMap> = { UseDefaults: false, PrincipalTags: {} };

/** The session tags for the claims of the logins, by the pool's principal tag maps. */
export function principalTagsOf(
  { pools }: Store,
  pool: Pool,
  logins: readonly VerifiedLogin[],
): Record<string, string> {
  const tags = logins.flatMap(({ provider, claims }) => {
    const { UseDefaults, PrincipalTags } = pools.principalTagMap(pool, provider) ?? noTagMap;
    return Object.entries((UseDefaults ? defaultTags : PrincipalTags) ?? {}).flatMap(([tag, claim = ""]) => {
      const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
      return value === undefined ? [] : [[tag, String(value)] as const];
    });
  });
  return Object.fromEntries(tags);
}
