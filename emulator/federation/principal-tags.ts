import { maxSessionTags, type PrincipalTagMap, sessionTagsOf } from "../../provider/model/access/session-tags";
import type { Pool, Store } from "../store";
import type { VerifiedLogin } from "./verify-login";

export const noTagMap: Required<PrincipalTagMap> = { UseDefaults: false, PrincipalTags: {} };

/** The session tags for the claims of the logins, by the pool's principal tag maps. */
export function principalTagsOf(
  { pools }: Store,
  pool: Pool,
  logins: readonly VerifiedLogin[],
): Record<string, string> {
  const tags = logins.flatMap(({ provider, claims }) =>
    sessionTagsOf(pools.principalTagMap(pool, provider) ?? noTagMap, claims)
      .filter(({ reason }) => reason === undefined)
      .map(({ tag, value }) => [tag, value] as const),
  );
  return Object.fromEntries(tags.slice(0, maxSessionTags));
}
