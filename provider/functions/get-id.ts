import { defineFunction, property } from "../define";
import { operations } from "../model/operations";
import { ofPool, withLogins } from "./arguments";
import { createFunction } from "./function";

const { input, output } = operations.GetId;

/**
 * Gets the identity of a user, or a new guest identity when there are no logins (GetId). A guest identity is made anew
 * at each call, and so at each run of a program.
 * @example
 * const { identityId } = await getId({ identityPoolId });
 */
export const definition = defineFunction({
  name: "getId",
  operation: "GetId",
  registers: "register an identity",
  args: {
    identityPoolId: ofPool.identityPoolId,
    logins: withLogins.logins,
    /** The id of the AWS account, which the service does not need any more. */
    accountId: property(input.members.AccountId),
  },
  result: {
    /** The id of the identity, `REGION:UUID`. */
    identityId: property(output.members.IdentityId.required, { required: true }),
  },
});

export const getId = createFunction(definition);
