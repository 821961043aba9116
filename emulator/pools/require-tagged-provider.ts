import { type Provider, taggedProviderOf } from "../../provider/model/access/login-providers";
import { resourceNotFound } from "../service-error";
import type { Pool } from "../store";

/** Returns the provider of a principal tag map. AWS's wording of the error is not public. */
export function requireTaggedProvider(pool: Pool, name: string): Provider {
  const provider = taggedProviderOf(pool, name);
  if (!provider) throw resourceNotFound(`IdentityProvider '${name}' not found.`);
  return provider;
}
