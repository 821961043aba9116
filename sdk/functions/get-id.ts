// Generated from the definitions by `npm run generate`: change those.
import type * as pulumi from "@pulumi/pulumi";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export interface GetIdArgs {
  /** The id of the identity pool, `REGION:UUID`. */
  identityPoolId: string;
  /** Provider name to token, at most 10; without any the identity is a guest's. */
  logins?: Record<string, string>;
  /** The id of the AWS account, which the service does not need any more. */
  accountId?: string;
}

export interface GetIdResult {
  /** The id of the identity, `REGION:UUID`. */
  identityId: string;
}

/**
 * Gets the identity of a user, or a new guest identity when there are no logins (GetId). A guest identity is made anew
 * at each call, and so at each run of a program.
 * @example
 * const { identityId } = await getId({ identityPoolId });
 */
export function getId(args: GetIdArgs, opts?: pulumi.InvokeOptions): Promise<GetIdResult> {
  return invoke("getId", args, opts);
}

/** The Output form of `getId`: unknown in a preview, as the call may register an identity. */
export function getIdOutput(args: Inputs<GetIdArgs>, opts?: pulumi.InvokeOutputOptions): pulumi.Output<GetIdResult> {
  return invokeOutput("getId", args, opts);
}
