import { maxLogins } from "../limits";
import { resourceConflict } from "../service-error";
import type { Identity, Login, Pool, Store } from "../store";

const conflict = {
  owners: () => resourceConflict("Logins belong to more than one identity."),
  provider: (name: string) => resourceConflict(`Identity already has a login of provider '${name}'.`),
  full: () => resourceConflict(`Identity can't have more than ${maxLogins} linked logins.`),
  taken: () => resourceConflict("Login is already linked to another identity."),
} as const;

/** The identities that logins belong to, each once, in the order of the logins. */
export function ownersOf({ identities }: Store, pool: Pool, logins: readonly Login[]): Identity[] {
  const owners = new Map<number, Identity>();
  for (const login of logins) {
    const owner = identities.owner(pool, login);
    if (owner && !owners.has(owner.seq)) owners.set(owner.seq, owner);
  }
  return [...owners.values()];
}

/** The one identity that logins belong to, if any; throws when there are several. */
export function onlyOwner(store: Store, pool: Pool, logins: readonly Login[]): Identity | undefined {
  const owners = ownersOf(store, pool, logins);
  if (owners.length > 1) throw conflict.owners();
  return owners[0];
}

/** Whether all logins belong to the identity already. */
export const ownsAll = ({ identities }: Store, pool: Pool, identity: Identity, logins: readonly Login[]): boolean =>
  logins.every((login) => identities.owner(pool, login)?.seq === identity.seq);

/** Links the logins that belong to no identity yet; the identity is no guest afterwards. */
export function linkNew(store: Store, pool: Pool, identity: Identity, logins: readonly Login[], now: Date): void {
  const { identities } = store;
  const fresh = logins.filter((login) => {
    const owner = identities.owner(pool, login);
    if (owner && owner.seq !== identity.seq) throw conflict.taken();
    return !owner;
  });
  if (fresh.length === 0) return;
  checkTogether(pool, [...identities.logins(identity), ...fresh]);
  for (const login of fresh) identities.link(identity, login);
  identities.setState(identity, "linked", now);
}

/** Merges: moves all logins of `other` to `parent`, and disables `other`. */
export function mergeInto(store: Store, pool: Pool, parent: Identity, other: Identity, now: Date): void {
  const { identities } = store;
  checkTogether(pool, [...identities.logins(parent), ...identities.logins(other)]);
  identities.moveLogins(other, parent);
  identities.setState(other, "disabled", now);
  identities.setState(parent, "linked", now);
}

/** Removes logins from an identity; an identity without logins is disabled. */
export function unlinkAll(store: Store, identity: Identity, logins: readonly Login[], now: Date): void {
  const { identities } = store;
  for (const login of logins) identities.unlink(identity, login);
  identities.setState(identity, identities.logins(identity).length > 0 ? "linked" : "disabled", now);
}

/** An identity may have twenty logins, and one login of each public provider. */
function checkTogether({ settings }: Pool, logins: readonly Login[]): void {
  if (logins.length > maxLogins) throw conflict.full();
  const seen = new Set<string>();
  for (const { provider } of logins) {
    if (provider === settings.DeveloperProviderName) continue;
    if (seen.has(provider)) throw conflict.provider(provider);
    seen.add(provider);
  }
}
