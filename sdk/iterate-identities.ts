import type * as pulumi from "@pulumi/pulumi";
import type { IdentityDescription } from "./functions/types";
import { type IterateIdentitiesArgs, identityIterator } from "./identity-iterator";
import { dynamicProviders } from "./provider";

/**
 * Iterates the identities of a pool (ListIdentities), however many there are: no more than two pages of them are held.
 * @example
 * for await (const { identityId } of iterateIdentities({ identityPoolId })) console.log(identityId);
 */
export const iterateIdentities = (
  args: IterateIdentitiesArgs,
  opts: pulumi.InvokeOptions = {},
): AsyncGenerator<IdentityDescription> => identityIterator(dynamicProviders, args, opts);
