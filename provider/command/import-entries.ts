import type { Context } from "../context";
import { regionOf } from "../model/ids";
import type { Resource } from "../resource";
import { resources } from "../resources";

/** One resource of an import file. */
export interface ImportEntry {
  readonly type: string;
  /** Its variable in the program that Pulumi writes. */
  readonly name: string;
  /** The resource's name, where that can't be a variable. */
  readonly logicalName?: string;
  readonly id: string;
}

export interface ImportOptions {
  /** Whether the links of developer users are among them. */
  readonly links: boolean;
}

/** A pool and what is in it, as `pulumi import --file` takes it; each as soon as it is read, however many there are. */
export async function* importEntries(
  context: Context,
  identityPoolId: string,
  { links }: ImportOptions,
): AsyncGenerator<ImportEntry> {
  const { IdentityPoolName: pool } = await context
    .client(regionOf(identityPoolId))
    .call("DescribeIdentityPool", { IdentityPoolId: identityPoolId });
  async function* all({ definition, list }: Resource, nameOf: (name: string) => string): AsyncGenerator<ImportEntry> {
    for await (const { id, name } of list?.({ context, identityPoolId }) ?? [])
      yield entry(definition.name, nameOf(name), id);
  }
  yield entry(resources.identityPool.definition.name, pool, identityPoolId);
  // The attachment holds all mappings of the pool, too.
  yield* all(resources.identityPoolRoleAttachment, (name) => `${pool}-${name}`);
  yield* all(resources.identityPoolProviderPrincipalTag, (name) => `${pool}-claims-${name}`);
  if (links) yield* all(resources.developerIdentityLink, (name) => name);
}

const entry = (kind: string, logicalName: string, id: string): ImportEntry => {
  const name = variable(logicalName);
  return { type: `cognito-identity:index:${kind}`, name, ...(name !== logicalName && { logicalName }), id };
};

/** Pulumi makes one in each language of it, if it has only such characters. */
const variable = (name: string): string => name.replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^(?!\p{L})/u, "x");
