import { type Handler, requirePool } from "./context";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const getIdentityPoolRoles: Handler<"GetIdentityPoolRoles"> = ({ IdentityPoolId }, context) => ({
  IdentityPoolId,
  ...requirePool(context, IdentityPoolId).roles,
});
