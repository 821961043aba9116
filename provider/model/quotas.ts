/**
 * Quotas of the service that are not in the operation table, or are lower than what it says.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */

/** Tags of a pool. */
export const maxTags = 50;

/** User pools of a pool, each with one app client. */
export const maxUserPoolProviders = 50;

/** Rules of one role mapping. */
export const maxMappingRules = 25;
