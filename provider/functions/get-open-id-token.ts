import { callOperation, type ServiceFunction } from "./function";

export interface GetOpenIdTokenArgs {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
  /** Provider name to token, at most 10; without any the identity is a guest's. */
  logins?: Record<string, string>;
}

export interface GetOpenIdTokenResult {
  /** The id of the identity; another one than asked for when the logins merged two. */
  identityId: string;
  /** An OpenID Connect token, valid for ten minutes. */
  token: string;
}

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html */
export const getOpenIdToken: ServiceFunction<GetOpenIdTokenArgs, GetOpenIdTokenResult> = {
  name: "getOpenIdToken",
  registers: true,
  secret: true,
  run: (context, args) => callOperation(context, "getOpenIdToken", "GetOpenIdToken", args),
};
