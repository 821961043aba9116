import { isKnown, type Properties } from "../../lifecycle";

/** How something names the providers of a pool. */
export interface Naming {
  /** The names for the providers of a pool. */
  of(pool: Properties): string[];
  /** What is wrong with a name whatever the pool is; undefined when that can't be told. */
  mend(name: string): string | undefined;
}

/** The keys of role mappings: user pools with the id of their app client. */
export const mappingKeys: Naming = {
  of: (pool) => [
    ...publicNames(pool),
    ...userPools(pool).flatMap(({ providerName, clientId }) => (clientId ? [`${providerName}:${clientId}`] : [])),
  ],
  mend: (name) => (/^cognito-idp\.[^/]+\/[^:]+$/.test(name) ? `${name}:CLIENT_ID` : undefined),
};

/** The names in logins and in maps of principal tags. */
export const providerNames: Naming = {
  of: (pool) => [
    ...publicNames(pool),
    ...new Set(userPools(pool).flatMap(({ providerName }) => (providerName ? [providerName] : []))),
    ...(typeof pool.developerProviderName === "string" ? [pool.developerProviderName] : []),
  ],
  mend: (name) => (/^cognito-idp\.[^/]+\/[^:]+:/.test(name) ? name.slice(0, name.indexOf(":")) : undefined),
};

/** Says why a name can't be that of a provider, and what is right; `pool` is undefined when it is not known. */
export function explainProviderName(naming: Naming, name: string, pool: Properties | undefined): string | undefined {
  const isPoolKnown = pool !== undefined && isKnown(providersOf(pool));
  const names = isPoolKnown ? naming.of(pool) : [];
  if (names.includes(name) || isOidcArn(pool, name)) return undefined;
  const bare = name.replace(/^https?:\/\//, "");
  const meant = names.filter(
    (candidate) => candidate === bare || candidate.startsWith(`${bare}:`) || bare.startsWith(`${candidate}:`),
  );
  const mended = naming.mend(bare) ?? (bare === name ? undefined : bare);
  if (meant.length > 0) return `must be ${meant.join(" or ")}, not ${JSON.stringify(name)}`;
  if (mended !== undefined) return `must be ${mended}, not ${JSON.stringify(name)}`;
  if (!isPoolKnown) return undefined;
  const has = names.length > 0 ? `it has ${names.join(", ")}` : "it has none that could be named here";
  return `is no provider of the pool: ${JSON.stringify(name)}; ${has}`;
}

interface UserPool {
  readonly providerName?: string;
  readonly clientId?: string;
}

const providersOf = ({
  supportedLoginProviders,
  openidConnectProviderArns,
  samlProviderArns,
  cognitoIdentityProviders,
  developerProviderName,
}: Properties) => [
  supportedLoginProviders,
  openidConnectProviderArns,
  samlProviderArns,
  cognitoIdentityProviders,
  developerProviderName,
];

const userPools = (pool: Properties) => (pool.cognitoIdentityProviders ?? []) as UserPool[];
const arns = (value: unknown) => (value ?? []) as string[];

function publicNames(pool: Properties): string[] {
  const issuers = arns(pool.openidConnectProviderArns).map((arn) => arn.replace(/^.*:oidc-provider\//, ""));
  return [...Object.keys(pool.supportedLoginProviders ?? {}), ...issuers, ...arns(pool.samlProviderArns)];
}

/** Some of AWS's own pages name an OpenID Connect provider by its ARN: the service may judge. */
const isOidcArn = (pool: Properties | undefined, name: string) =>
  isKnown(pool?.openidConnectProviderArns) && arns(pool?.openidConnectProviderArns).includes(name);
