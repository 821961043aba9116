import { callOperation, type ServiceFunction } from "./function";

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

const name = "getOpenIdTokenForDeveloperIdentity";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html */
export const getOpenIdTokenForDeveloperIdentity: ServiceFunction<
  GetOpenIdTokenForDeveloperIdentityArgs,
  GetOpenIdTokenForDeveloperIdentityResult
> = {
  name,
  registers: true,
  secret: true,
  run: (context, args) => callOperation(context, name, "GetOpenIdTokenForDeveloperIdentity", args),
};
