import type { Pool } from "../store";

/** How a provider's logins are proven: by JWTs, by texts that only the provider can read, by assertions, by the caller. */
export type ProviderKind = "userPool" | "openId" | "opaque" | "saml" | "developer";

/** A provider that a pool accepts. */
export interface Provider {
  readonly name: string;
  readonly kind: ProviderKind;
  /** The app's ids at the provider that tokens may be meant for; none where IAM holds them. */
  readonly audiences?: readonly string[];
}

/** The key of Logins under which the service takes its own tokens. */
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

/** Whether a key of RoleMappings names a provider of the pool; user pools are named with their client. */
export function isMappingKey(pool: Pool, key: string): boolean {
  const provider = providerOf(pool, key);
  if (provider) return provider.kind === "openId" || provider.kind === "opaque" || provider.kind === "saml";
  const at = key.lastIndexOf(":");
  const userPool = providerOf(pool, key.slice(0, at));
  return userPool?.kind === "userPool" && (userPool.audiences?.includes(key.slice(at + 1)) ?? false);
}

const issuerOfArn = (arn: string) => /^arn:[\w-]+:iam::\d*:oidc-provider\/(.+)$/.exec(arn)?.[1];
