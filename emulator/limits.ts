/** The quotas that an option of the local service changes. */
export interface Limits {
  /** Identity pools of an account in a region. */
  readonly pools: number;
  /** Seconds that a token of GetOpenIdToken is valid. */
  readonly openIdTokenDuration: number;
}

export const defaultLimits: Limits = { pools: 1000, openIdTokenDuration: 600 };

/** Logins that one identity may be linked to. */
export const maxLogins = 20;
/** Seconds that a token of a developer user is valid when the request does not say. */
export const defaultDeveloperTokenDuration = 900;
/** Seconds that temporary credentials are valid. */
export const credentialsDuration = 3600;
