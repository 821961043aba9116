import { defineFunction, property } from "../define";
import { operations } from "../model/operations";
import { ofPool } from "./arguments";
import { createFunction } from "./function";

const { input, output } = operations.GetOpenIdTokenForDeveloperIdentity;

/**
 * Registers a user of the developer provider, or signs a registered one in, and gets an OpenID Connect token
 * (GetOpenIdTokenForDeveloperIdentity).
 * @example
 * const { identityId } = await getOpenIdTokenForDeveloperIdentity({
 *   identityPoolId,
 *   logins: { "login.example.com": "alice" },
 * });
 */
export const definition = defineFunction({
  name: "getOpenIdTokenForDeveloperIdentity",
  operation: "GetOpenIdTokenForDeveloperIdentity",
  registers: "register a user",
  secret: true,
  args: {
    identityPoolId: ofPool.identityPoolId,
    /** The identity to link the logins to; the users' own, or a new one, when unset. */
    identityId: property(input.members.IdentityId),
    /** The developer provider's name to the user's identifier, and other providers' names to tokens. */
    logins: property(input.members.Logins.required, { required: true, secret: true }),
    /** Session tags for the token, at most 50. */
    principalTags: property(input.members.PrincipalTags),
    /** How long the token is valid, 1 to 86,400 seconds; 900 when unset. */
    tokenDuration: property(input.members.TokenDuration),
  },
  result: {
    /** The id of the identity, `REGION:UUID`. */
    identityId: property(output.members.IdentityId.required, { required: true }),
    /** An OpenID Connect token. */
    token: property(output.members.Token.required, { required: true }),
  },
});

export const getOpenIdTokenForDeveloperIdentity = createFunction(definition);
