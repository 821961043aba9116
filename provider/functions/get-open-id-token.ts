import { defineFunction, property } from "../define";
import { operations } from "../model/operations";
import { ofIdentity, withLogins } from "./arguments";
import { createFunction } from "./function";

const { IdentityId, Token } = operations.GetOpenIdToken.output.members;

/**
 * Gets an OpenID Connect token for an identity, for the basic (classic) flow (GetOpenIdToken). The call may link the
 * logins to the identity. Rejects with `InvalidParameterException` when the pool has the classic flow turned off.
 * @example
 * const { token } = await getOpenIdToken({ identityId });
 */
export const definition = defineFunction({
  name: "getOpenIdToken",
  operation: "GetOpenIdToken",
  registers: "link logins",
  secret: true,
  args: { identityId: ofIdentity.identityId, logins: withLogins.logins },
  result: {
    /** The id of the identity; another one than asked for when the logins merged two. */
    identityId: property(IdentityId.required, { required: true }),
    /** An OpenID Connect token, valid for ten minutes. */
    token: property(Token.required, { required: true }),
  },
});

export const getOpenIdToken = createFunction(definition);
