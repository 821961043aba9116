import { regionMistake } from "../../config";
import { explainArn } from "../../model/arns";
import { formatPath } from "../../model/path";
import { correctPublicProvider } from "../../model/public-providers";
import type { IamKind } from "../../model/shapes";
import { explainUserPoolProvider, isUserPoolProvider, otherRegionOf, userPoolRegion } from "../../model/user-pools";
import type { CheckFailure } from "../../properties";
import type { PoolSettings } from "../../this-update";
import { isUnknown } from "../../unknown";

/** What is wrong with the settings of a pool beyond their shapes. */
export const checkSettings = (pool: PoolSettings): CheckFailure[] => [
  ...checkArns("openidConnectProviderArns", "oidc-provider", pool.openidConnectProviderArns),
  ...checkArns("samlProviderArns", "saml-provider", pool.samlProviderArns),
  ...checkPublicProviders(pool),
  ...userPoolsOf(pool).flatMap(checkUserPool),
];

/** What is probably wrong with the settings of a pool, though it may be meant. */
export const doubtfulSettings = (pool: PoolSettings): string[] => [
  ...userPoolsOf(pool).flatMap(doubtfulReplica),
  ...doubtfulPublicProviders(pool),
];

function doubtfulReplica({ providerName = "" }: UserPool, index: number): string[] {
  const region = otherRegionOf(providerName);
  if (region === undefined) return [];
  const place = formatPath(["cognitoIdentityProviders", index, "providerName"]);
  return [`${place} names another region than the user pool's own, ${region}: ${providerName} is right for a replica.`];
}

/** What the service takes, and never finds in a login. */
function doubtfulPublicProviders({ supportedLoginProviders: providers }: PoolSettings): string[] {
  if (providers === undefined || isUnknown(providers)) return [];
  return Object.entries(providers).flatMap(([name, app]) => {
    const place = formatPath(["supportedLoginProviders", name]);
    if (isUserPoolProvider(name)) return [`${place} is a user pool, which belongs in cognitoIdentityProviders.`];
    const isTwitter = name === "api.twitter.com" && app !== undefined && !isUnknown(app);
    return isTwitter && !app.includes(";") ? [`${place} needs Twitter's key and secret with a semicolon between.`] : [];
  });
}

function checkArns(property: string, kind: IamKind, arns: PoolSettings["samlProviderArns"] = []): CheckFailure[] {
  if (isUnknown(arns)) return [];
  return arns.flatMap((arn, index) => {
    // Of what is shorter, the shape says the same.
    const reason = isUnknown(arn) || arn.length < 20 ? undefined : explainArn(kind, arn);
    return reason === undefined ? [] : [{ property: formatPath([property, index]), reason }];
  });
}

/** Names that the service refuses, or accepts and never finds in a token. */
function checkPublicProviders({ supportedLoginProviders: providers }: PoolSettings): CheckFailure[] {
  if (providers === undefined || isUnknown(providers)) return [];
  return Object.keys(providers).flatMap((name) => {
    const reason = explainPublicProvider(name);
    return reason === undefined ? [] : [{ property: formatPath(["supportedLoginProviders", name]), reason }];
  });
}

function explainPublicProvider(name: string): string | undefined {
  const right = correctPublicProvider(name) ?? name.replace(/^https?:\/\//i, "").replace(/\/+$/, "");
  if (right !== name) return `must be ${right}, not ${JSON.stringify(name)}`;
  const kind = /^arn:[^:]*:iam::\d*:(oidc|saml)-provider\//.exec(name)?.[1];
  if (kind === "oidc") return "is an ARN, which belongs in openidConnectProviderArns";
  if (kind === "saml") return "is an ARN, which belongs in samlProviderArns";
  return undefined;
}

type UserPool = { readonly providerName?: string; readonly clientId?: string };

const userPoolsOf = ({ cognitoIdentityProviders: userPools = [] }: PoolSettings): readonly UserPool[] =>
  isUnknown(userPools)
    ? []
    : userPools.map((userPool) => (isUnknown(userPool) ? { providerName: userPool } : userPool));

function checkUserPool({ providerName }: UserPool, index: number): CheckFailure[] {
  const property = formatPath(["cognitoIdentityProviders", index, "providerName"]);
  if (providerName === undefined) {
    return [{ property, reason: "is required: cognito-idp.REGION.amazonaws.com/USER_POOL_ID" }];
  }
  const reason = isUnknown(providerName)
    ? undefined
    : (explainUserPoolProvider(providerName) ?? regionMistake(userPoolRegion(providerName)));
  return reason === undefined ? [] : [{ property, reason }];
}
