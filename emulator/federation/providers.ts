import type { Pool } from "../store";

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

/** The key in Logins for a token of this service. */
export const ownProvider = "cognito-identity.amazonaws.com";

const opaqueProviders = new Set(["graph.facebook.com", "www.amazon.com", "api.twitter.com", "www.digits.com"]);

/** The provider of that name, if the pool accepts it. */
export function providerOf({ settings }: Pool, name: string): Provider | undefined {
  const apps = settings.SupportedLoginProviders ?? {};
  const app = Object.hasOwn(apps, name) ? apps[name] : undefined;
  if (app !== undefined) return { name, kind: opaqueProviders.has(name) ? "opaque" : "openId", audiences: [app] };
  const userPools = settings.CognitoIdentityProviders?.filter(({ ProviderName }) => ProviderName === name) ?? [];
  if (userPools.length > 0) {
    return { name, kind: "userPool", audiences: userPools.flatMap(({ ClientId }) => ClientId ?? []) };
  }
  if (settings.OpenIdConnectProviderARNs?.some((arn) => issuerOfArn(arn) === name)) return { name, kind: "openId" };
  if (settings.SamlProviderARNs?.includes(name)) return { name, kind: "saml" };
  if (settings.DeveloperProviderName === name) return { name, kind: "developer" };
  return undefined;
}

/** Whether a key of RoleMappings names a provider of the pool; a user pool is named with its app client. */
export function isMappingKey(pool: Pool, key: string): boolean {
  const provider = providerOf(pool, key);
  if (provider) return provider.kind === "openId" || provider.kind === "opaque" || provider.kind === "saml";
  const at = key.lastIndexOf(":");
  const userPool = providerOf(pool, key.slice(0, at));
  return userPool?.kind === "userPool" && (userPool.audiences?.includes(key.slice(at + 1)) ?? false);
}

const issuerOfArn = (arn: string) => /^arn:[\w-]+:iam::\d*:oidc-provider\/(.+)$/.exec(arn)?.[1];
