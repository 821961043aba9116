import { isSameIssuer, issuerOfArn } from "../oidc-issuer";
import type { Input } from "../operations";

/** A pool, as far as its login providers go. */
export interface PoolOfProviders {
  readonly settings: Omit<Input<"CreateIdentityPool">, "IdentityPoolTags">;
}

/**
 * How a login of a provider is checked. `userPool` and `openId`: it is a JWT. `opaque`: a token that only the provider can
 * read. `saml`: a SAML response. `developer`: the caller's signature is the proof.
 */
export type ProviderKind = "userPool" | "openId" | "opaque" | "saml" | "developer";

/** A provider that a pool accepts. */
export interface Provider {
  readonly name: string;
  readonly kind: ProviderKind;
  /** The app ids that a token's `aud` may have; undefined for OpenID Connect providers of IAM, which lists them itself. */
  readonly audiences?: readonly string[];
}

const opaqueProviders = new Set(["graph.facebook.com", "www.amazon.com", "api.twitter.com", "www.digits.com"]);

/** Returns the pool's provider of that name. An OpenID Connect provider is named by its issuer. */
export function providerOf({ settings }: PoolOfProviders, name: string): Provider | undefined {
  const apps = settings.SupportedLoginProviders ?? {};
  const app = Object.hasOwn(apps, name) ? apps[name] : undefined;
  if (app !== undefined) return { name, kind: opaqueProviders.has(name) ? "opaque" : "openId", audiences: [app] };
  const userPools = settings.CognitoIdentityProviders?.filter(({ ProviderName }) => ProviderName === name) ?? [];
  if (userPools.length > 0) {
    return { name, kind: "userPool", audiences: userPools.flatMap(({ ClientId }) => ClientId ?? []) };
  }
  const issuers = settings.OpenIdConnectProviderARNs?.map(issuerOfArn) ?? [];
  const issuer = issuers.includes(name) ? name : issuers.find((one) => isSameIssuer(one, name));
  if (issuer !== undefined) return { name: issuer, kind: "openId" };
  if (settings.SamlProviderARNs?.includes(name)) return { name, kind: "saml" };
  if (settings.DeveloperProviderName === name) return { name, kind: "developer" };
  return undefined;
}

/** Whether a key of RoleMappings names a provider of the pool; a user pool is named with its app client. */
export function isMappingKey(pool: PoolOfProviders, key: string): boolean {
  const provider = providerOf(pool, key);
  if (provider) return provider.kind === "openId" || provider.kind === "opaque" || provider.kind === "saml";
  const at = key.lastIndexOf(":");
  const userPool = providerOf(pool, key.slice(0, at));
  return userPool?.kind === "userPool" && (userPool.audiences?.includes(key.slice(at + 1)) ?? false);
}

/** Like `providerOf`, but an OpenID Connect provider may also be named by its ARN. */
export const taggedProviderOf = (pool: PoolOfProviders, name: string): Provider | undefined =>
  providerOf(pool, (pool.settings.OpenIdConnectProviderARNs?.includes(name) && issuerOfArn(name)) || name);

/** The names of all providers of a pool, as logins and tag maps name them. */
export function providerNames({ settings }: PoolOfProviders): string[] {
  const names = [
    ...Object.keys(settings.SupportedLoginProviders ?? {}),
    ...(settings.CognitoIdentityProviders ?? []).flatMap(({ ProviderName }) => ProviderName ?? []),
    ...(settings.OpenIdConnectProviderARNs ?? []).map(issuerOfArn),
    ...(settings.SamlProviderARNs ?? []),
    ...(settings.DeveloperProviderName === undefined ? [] : [settings.DeveloperProviderName]),
  ];
  return [...new Set(names)];
}
