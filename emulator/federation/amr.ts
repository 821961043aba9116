import type { VerifiedLogin } from "./verify-login";

/** The `amr` claim: how the identity was authenticated, with each provider, its app and its user. */
export const amrOf = (logins: readonly VerifiedLogin[]): string[] =>
  logins.length === 0
    ? ["unauthenticated"]
    : ["authenticated", ...logins.flatMap(({ provider, app, subject }) => [provider, `${provider}:${app}:${subject}`])];
