import type { PoolSettings } from "../../this-update";
import { isKnown, isUnknown } from "../../unknown";

/** A part of the service that names the login providers of a pool in a way of its own. */
export interface Naming {
  /** The names of the providers of a pool. */
  of(pool: PoolSettings): string[];
  /** The form of a name that is wrong in any pool, and the right one; undefined when the name may be right. */
  correct(name: string): string | undefined;
}

/** The keys of role mappings: a user pool goes with the id of its app client. */
export const mappingKeys: Naming = {
  of: (pool) => [
    ...publicNames(pool),
    ...userPools(pool).flatMap(({ providerName, clientId }) =>
      providerName && clientId ? [`${providerName}:${clientId}`] : [],
    ),
  ],
  correct: (name) => (/^cognito-idp\.[^/]+\/[^:]+$/.test(name) ? `${name}:CLIENT_ID` : undefined),
};

/** The names in logins and in maps of principal tags: a user pool goes without its app client. */
export const loginNames: Naming = {
  of: (pool) => [
    ...publicNames(pool),
    ...new Set(userPools(pool).flatMap(({ providerName }) => (providerName ? [providerName] : []))),
    ...(pool.developerProviderName === undefined ? [] : [pool.developerProviderName]),
  ],
  correct: (name) => (/^cognito-idp\.[^/]+\/[^:]+:/.test(name) ? name.slice(0, name.indexOf(":")) : undefined),
};

/** What is wrong with the name of a login provider; undefined when nothing is. `pool` is undefined when it is not known. */
export function explainLoginProvider(naming: Naming, name: string, pool: PoolSettings | undefined): string | undefined {
  const known = pool && isKnown(providersOf(pool)) ? pool : undefined;
  const names = known ? naming.of(known) : [];
  // Some of AWS's own pages name an OpenID Connect provider by its ARN: the service may judge.
  if (names.includes(name) || (known && list(known.openidConnectProviderArns).includes(name))) return undefined;
  const quoted = JSON.stringify(name);
  const bare = name.replace(/^https?:\/\//, "");
  const similar = names.filter((one) => one === bare || one.startsWith(`${bare}:`) || bare.startsWith(`${one}:`));
  if (similar.length > 0) return `must be ${similar.join(" or ")}, not ${quoted}`;
  const corrected = naming.correct(bare) ?? (bare === name ? undefined : bare);
  if (corrected !== undefined) return `must be ${corrected}, not ${quoted}`;
  if (!known) return undefined;
  const has = names.length > 0 ? `it has ${names.join(", ")}` : "it has none that could be named here";
  return `is no provider of the pool: ${quoted}; ${has}`;
}

const providersOf = ({
  supportedLoginProviders,
  openidConnectProviderArns,
  samlProviderArns,
  cognitoIdentityProviders,
  developerProviderName,
}: PoolSettings) => ({
  supportedLoginProviders,
  openidConnectProviderArns,
  samlProviderArns,
  cognitoIdentityProviders,
  developerProviderName,
});

const list = <T>(value: readonly T[] | string | undefined): readonly T[] =>
  value === undefined || typeof value === "string" ? [] : value;

const userPools = (pool: PoolSettings) =>
  list(pool.cognitoIdentityProviders).flatMap((userPool) => (isUnknown(userPool) ? [] : [userPool]));

function publicNames(pool: PoolSettings): string[] {
  const issuers = list(pool.openidConnectProviderArns).map((arn) => arn.replace(/^.*:oidc-provider\//, ""));
  return [...Object.keys(pool.supportedLoginProviders ?? {}), ...issuers, ...list(pool.samlProviderArns)];
}
