import type * as pulumi from "@pulumi/pulumi";
import { explainNoObject, typeName } from "../provider/model/validate";
import type { ListIdentitiesArgs } from "./functions/list-identities";
import type { IdentityDescription } from "./functions/types";
import { contextOf } from "./invoke";
import { type ProviderKind, providerOf, settingsOf } from "./provider-of";
import { plainError, shownPlainly } from "./shown-plainly";

export interface IterateIdentitiesArgs extends ListIdentitiesArgs {
  /** Lets an identity through; all when unset. `limit` counts those that it lets through. */
  filter?: (identity: IdentityDescription) => boolean;
}

/** Iterates the identities of a pool, in the program's own process. */
export async function* identityIterator<P extends pulumi.ProviderResource>(
  kind: ProviderKind<P>,
  args: IterateIdentitiesArgs,
  opts: pulumi.InvokeOptions,
): AsyncGenerator<IdentityDescription> {
  const name = "iterateIdentities";
  const reason = explainNoObject(`${name}: the arguments`, args);
  if (reason !== undefined) throw plainError(`${reason}.`);
  const { filter, ...others } = args;
  if (filter !== undefined && typeof filter !== "function") {
    throw plainError(`${name}: filter must be a function, not ${typeName(filter)}.`);
  }
  try {
    const { eachIdentity } = await import("../provider/functions/list-identities");
    yield* eachIdentity(await contextOf(settingsOf(kind, providerOf(kind, name, opts))), others, filter);
  } catch (error) {
    throw shownPlainly(error, name);
  }
}
