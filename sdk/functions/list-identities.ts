import type * as pulumi from "@pulumi/pulumi";
import { functions } from "../../provider/functions";
import type {
  IdentityDescription,
  ListIdentitiesArgs,
  ListIdentitiesResult,
} from "../../provider/functions/list-identities";
import { type Inputs, invoke, invokeOutput } from "../invoke";

export type { IdentityDescription, ListIdentitiesArgs, ListIdentitiesResult };

/** Lists the identities of a pool, all pages of them (ListIdentities). */
export function listIdentities(args: ListIdentitiesArgs, opts?: pulumi.InvokeOptions): Promise<ListIdentitiesResult> {
  return invoke(functions.listIdentities, args, opts);
}

/** The Output form of `listIdentities`. */
export function listIdentitiesOutput(
  args: Inputs<ListIdentitiesArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<ListIdentitiesResult> {
  return invokeOutput(functions.listIdentities, args, opts);
}
