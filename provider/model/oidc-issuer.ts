/** The issuer of an OpenID Connect provider of IAM, without `https://`: the end of its ARN. */
export const issuerOfArn = (arn: string): string => arn.replace(/^.*?:oidc-provider\//, "");

/** An issuer without a slash at its end: Auth0's issuer has one, and the names of logins have none. */
export const normalizeIssuer = (issuer: string): string => issuer.replace(/\/$/, "");

/** Whether two issuers are the same, but for a slash at the end. */
export const isSameIssuer = (one: string, other: string): boolean => normalizeIssuer(one) === normalizeIssuer(other);
