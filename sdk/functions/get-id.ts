import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type { GetIdArgs, GetIdResult } from "../../provider/functions/get-id";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { GetIdArgs, GetIdResult };

/**
 * Gets the identity of a user, or a new guest identity when there are no logins (GetId). A guest identity is made anew
 * at each call, and so at each run of a program.
 */
export function getId(args: GetIdArgs, opts?: pulumi.InvokeOptions): Promise<GetIdResult> {
  return invoke(functions.getId, args, opts);
}

/** The Output form of `getId`; unknown in a preview, for the call may register an identity. */
export function getIdOutput(args: Inputs<GetIdArgs>, opts?: pulumi.InvokeOutputOptions): pulumi.Output<GetIdResult> {
  return invokeOutput(functions.getId, args, opts);
}
