import type * as pulumi from "@pulumi/pulumi";
import { eachIdentity } from "../provider/functions/list-identities";
import type { ListIdentitiesArgs } from "./functions/list-identities";
import type { IdentityDescription } from "./functions/types";
import { contextOf } from "./invoke";
import { type ProviderKind, providerOf, settingsOf } from "./provider-of";
import { shownPlainly } from "./shown-plainly";

export interface IterateIdentitiesArgs extends ListIdentitiesArgs {
  /** Lets an identity through; all when unset. `limit` counts those that it lets through. */
  filter?: (identity: IdentityDescription) => boolean;
}

/** Iterates the identities of a pool, in the program's own process. */
export async function* identityIterator<P extends pulumi.ProviderResource>(
  kind: ProviderKind<P>,
  { filter, ...args }: IterateIdentitiesArgs,
  opts: pulumi.InvokeOptions,
): AsyncGenerator<IdentityDescription> {
  const name = "iterateIdentities";
  try {
    yield* eachIdentity(await contextOf(settingsOf(kind, providerOf(kind, name, opts))), args, filter);
  } catch (error) {
    throw shownPlainly(error, name);
  }
}
