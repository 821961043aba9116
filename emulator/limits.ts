/**
 * The service's quotas.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
export interface Limits {
  /** Identity pools of an account in a region. */
  readonly pools: number;
  /** Seconds that a token of GetOpenIdToken is valid. */
  readonly openIdTokenDuration: number;
}

export const defaultLimits: Limits = { pools: 1000, openIdTokenDuration: 600 };

export const maxLogins = 20;
export const maxUserPoolProviders = 50;
export const maxMappingRules = 25;
export const maxTags = 50;
export const maxUserIdentifierLength = 1024;
export const defaultDeveloperTokenDuration = 900;
export const credentialsDuration = 3600;
