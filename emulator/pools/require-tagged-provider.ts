import { providerOf } from "../federation/providers";
import { resourceNotFound } from "../service-error";
import type { Pool } from "../store";

/** Refuses a provider that the pool does not have, and so has no principal tags (wording ours). */
export function requireTaggedProvider(pool: Pool, name: string): void {
  if (!providerOf(pool, name)) throw resourceNotFound(`IdentityProvider '${name}' not found.`);
}
