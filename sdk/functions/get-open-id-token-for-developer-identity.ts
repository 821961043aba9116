// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export interface GetOpenIdTokenForDeveloperIdentityArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** The identity to link the logins to; the users' own, or a new one, when unset. */
  identityId?: string;
  /** The developer provider's name to the user's identifier, and other providers' names to tokens. */
  logins: Record<string, string>;
  /** Session tags for the token, at most 50. */
  principalTags?: Record<string, string>;
  /** How long the token is valid, 1 to 86,400 seconds; 900 when unset. */
  tokenDuration?: number;
}

export interface GetOpenIdTokenForDeveloperIdentityResult {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
  /** An OpenID Connect token. */
  token: string;
}

/**
 * Registers a user of the developer provider, or signs a registered one in, and gets an OpenID Connect token
 * (GetOpenIdTokenForDeveloperIdentity).
 * @example
 * const { identityId } = await getOpenIdTokenForDeveloperIdentity({
 *   identityPoolId,
 *   logins: { "login.example.com": "alice" },
 * });
 */
export function getOpenIdTokenForDeveloperIdentity(
  args: GetOpenIdTokenForDeveloperIdentityArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetOpenIdTokenForDeveloperIdentityResult> {
  return invoke("getOpenIdTokenForDeveloperIdentity", args, opts);
}

/** The Output form of `getOpenIdTokenForDeveloperIdentity`: a secret; unknown in a preview, as the call may register a user. */
export function getOpenIdTokenForDeveloperIdentityOutput(
  args: Inputs<GetOpenIdTokenForDeveloperIdentityArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetOpenIdTokenForDeveloperIdentityResult> {
  return invokeOutput("getOpenIdTokenForDeveloperIdentity", args, opts);
}
