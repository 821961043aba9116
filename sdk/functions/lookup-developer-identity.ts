import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type {
  LookupDeveloperIdentityArgs,
  LookupDeveloperIdentityResult,
} from "../../provider/functions/lookup-developer-identity";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { LookupDeveloperIdentityArgs, LookupDeveloperIdentityResult };

/**
 * Finds the identity of a user, the users of an identity, or verifies that both belong together
 * (LookupDeveloperIdentity). Rejects with the code `ResourceNotFoundException` for an unknown user and with
 * `ResourceConflictException` when the two do not belong together.
 */
export function lookupDeveloperIdentity(
  args: LookupDeveloperIdentityArgs,
  opts?: pulumi.InvokeOptions,
): Promise<LookupDeveloperIdentityResult> {
  return invoke(functions.lookupDeveloperIdentity, args, opts);
}

/** The Output form of `lookupDeveloperIdentity`. */
export function lookupDeveloperIdentityOutput(
  args: Inputs<LookupDeveloperIdentityArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<LookupDeveloperIdentityResult> {
  return invokeOutput(functions.lookupDeveloperIdentity, args, opts);
}
