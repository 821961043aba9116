/**
 * The host names that issue the tokens of the service. IAM's trust policies and the logins of programs name them, too.
 * @see https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */

const globalIssuer = "cognito-identity.amazonaws.com";

/** Regions that have an issuer of their own. */
const regionalIssuers: ReadonlyMap<string, string> = new Map([
  ["us-gov-west-1", "cognito-identity-us-gov.amazonaws.com"],
  ["us-gov-east-1", "cognito-identity.us-gov-east-1.amazonaws.com"],
  ["cn-north-1", "cognito-identity.cn-north-1.amazonaws.com.cn"],
]);

/** The issuer of the tokens of a region, without `https://`. */
export const tokenIssuerOf = (region: string): string => regionalIssuers.get(region) ?? globalIssuer;

const issuers: ReadonlySet<string> = new Set([globalIssuer, ...regionalIssuers.values()]);

/** Whether a host name issues tokens of the service. */
export const isTokenIssuer = (host: string): boolean => issuers.has(host);
