import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type { GetOpenIdTokenArgs, GetOpenIdTokenResult } from "../../provider/functions/get-open-id-token";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { GetOpenIdTokenArgs, GetOpenIdTokenResult };

/**
 * Gets an OpenID Connect token for an identity, for the basic (classic) flow (GetOpenIdToken). The call may link the
 * logins to the identity. Rejects with `InvalidParameterException` when the pool has the classic flow turned off.
 * @example
 * const { token } = await getOpenIdToken({ identityId });
 */
export function getOpenIdToken(args: GetOpenIdTokenArgs, opts?: pulumi.InvokeOptions): Promise<GetOpenIdTokenResult> {
  return invoke(functions.getOpenIdToken, args, opts);
}

/** The Output form of `getOpenIdToken`: a secret; unknown in a preview, for the call may link logins. */
export function getOpenIdTokenOutput(
  args: Inputs<GetOpenIdTokenArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetOpenIdTokenResult> {
  return invokeOutput(functions.getOpenIdToken, args, opts);
}
