// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";

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

/**
 * Gets an OpenID Connect token for an identity, for the basic (classic) flow (GetOpenIdToken). The call may link the
 * logins to the identity. Rejects with `InvalidParameterException` when the pool has the classic flow turned off.
 * @example
 * const { token } = await getOpenIdToken({ identityId });
 */
export function getOpenIdToken(args: GetOpenIdTokenArgs, opts?: pulumi.InvokeOptions): Promise<GetOpenIdTokenResult> {
  return invoke("getOpenIdToken", args, opts);
}

/** The Output form of `getOpenIdToken`: a secret; unknown in a preview, as the call may link logins. */
export function getOpenIdTokenOutput(
  args: Inputs<GetOpenIdTokenArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetOpenIdTokenResult> {
  return invokeOutput("getOpenIdToken", args, opts);
}
