import { isSameIssuer, issuerOfArn } from "../../model/oidc-issuer";
import { correctPublicProvider } from "../../model/public-providers";
import { correctUserPoolProvider } from "../../model/user-pools";
import type { PoolSettings } from "../../this-update";
import { isKnown, isUnknown } from "../../unknown";

/** A part of the service that names the login providers of a pool in a way of its own. */
export interface Naming {
  /** The names of the providers of a pool. */
  of(pool: PoolSettings): string[];
  /** The right form of a name that is wrong in any pool; undefined when the name may be right. */
  correct(name: string): string | undefined;
}

/** Stands for the app client where only the user pool can be told. */
const anyClient = "CLIENT_ID";

/** The keys of role mappings: a user pool goes with the id of its app client. */
export const mappingKeys: Naming = {
  of: (pool) => [
    ...publicNames(pool),
    ...userPools(pool).flatMap(({ providerName, clientId }) =>
      providerName && clientId ? [`${providerName}:${clientId}`] : [],
    ),
  ],
  correct(name) {
    const userPool = correctUserPoolProvider(name);
    if (userPool === undefined) return correctPublicProvider(name);
    return `${userPool}:${/[^/:]+\/[^/:]+:(\w+)$/.exec(name)?.[1] ?? anyClient}`;
  },
};

/** The names in logins and in maps of principal tags: a user pool goes without its app client. */
export const loginNames: Naming = {
  of: (pool) => [
    ...publicNames(pool),
    ...new Set(userPools(pool).flatMap(({ providerName }) => (providerName ? [providerName] : []))),
    ...(pool.developerProviderName === undefined ? [] : [pool.developerProviderName]),
  ],
  correct: correctUserPoolProvider,
};

/** What is wrong with the name of a login provider; undefined when nothing is. `pool` is undefined when it is not known. */
export function explainLoginProvider(naming: Naming, name: string, pool: PoolSettings | undefined): string | undefined {
  const known = pool && isKnown(providersOf(pool)) ? pool : undefined;
  const quoted = JSON.stringify(name);
  const bare = /^https?:\/\//i.test(name) ? name.replace(/^https?:\/\//i, "").replace(/\/+$/, "") : name;
  const corrected = naming.correct(name) ?? bare;
  if (!known) return corrected === name ? undefined : `must be ${corrected}, not ${quoted}`;
  const names = naming.of(known);
  const isIssuer = list(known.openidConnectProviderArns).some((arn) => isSameIssuer(issuerOfArn(arn), name));
  // Some of AWS's own pages name an OpenID Connect provider by its ARN: the service may judge.
  if (names.includes(name) || isIssuer || list(known.openidConnectProviderArns).includes(name)) return undefined;
  const meant = [corrected.replace(`:${anyClient}`, ""), bare, correctPublicProvider(name) ?? bare];
  const similar = names.filter((one) => meant.some((other) => isPartOf(one, other)));
  if (similar.length > 0) return `must be ${similar.join(" or ")}, not ${quoted}`;
  const has = names.length > 0 ? `it has ${names.join(", ")}` : "it has none that could be named here";
  return `is no provider of the pool: ${quoted}; ${has}`;
}

/** Whether two names are the same, but for the app client of a user pool, or a slash at the end. */
function isPartOf(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long === short || long.startsWith(`${short}:`) || long === `${short}/`;
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
  const issuers = list(pool.openidConnectProviderArns).map(issuerOfArn);
  return [...Object.keys(pool.supportedLoginProviders ?? {}), ...issuers, ...list(pool.samlProviderArns)];
}
