import { providerOf } from "../federation/providers";
import { resourceNotFound } from "../service-error";
import type { Pool } from "../store";

/** Throws if the pool does not have the provider. AWS's wording is not public. */
export function requireTaggedProvider(pool: Pool, name: string): void {
  if (!providerOf(pool, name)) throw resourceNotFound(`IdentityProvider '${name}' not found.`);
}
