import { isServiceId, regionOf } from "../model/ids";

/** What a creation tag is derived from, beside the place. */
interface Creation {
  readonly urn: string;
  /** The pools that the creation replaces. */
  readonly replaced: readonly string[];
}

interface StateResource {
  readonly urn?: unknown;
  readonly type?: unknown;
  readonly id?: unknown;
}

/** The state of a stack, as `pulumi stack export` writes it. */
export class ExportedState {
  readonly #pools: { readonly urn: string; readonly id: string | undefined }[];

  /** @throws Error when the text is no such state */
  constructor(private readonly text: string) {
    const { resources, pending } = deploymentOf(text);
    const all = [...resources, ...pending.map(({ resource }) => resource ?? {})];
    this.#pools = all
      .filter(({ type }) => typeof type === "string" && /\bcognito-identity:(index:)?IdentityPool$/.test(type))
      .map(({ urn, id }) => ({ urn: String(urn), id: isServiceId(id) ? id : undefined }));
  }

  /** The creations that the stack may have begun: of each pool that it names, and of one that replaces it. */
  get creations(): Creation[] {
    return [...new Set(this.#pools.map(({ urn }) => urn))].flatMap((urn) => {
      const ids = this.#pools.flatMap((pool) => (pool.urn === urn && pool.id !== undefined ? [pool.id] : [])).sort();
      return [[], ...ids.map((id) => [id]), ...(ids.length > 1 ? [ids] : [])].map((replaced) => ({ urn, replaced }));
    });
  }

  /** The regions of its pools. */
  get regions(): string[] {
    return [...new Set(this.#pools.flatMap(({ id }) => (id === undefined ? [] : [regionOf(id)])))];
  }

  /** Every id of a pool or an identity that anything in it names, of whatever resource or output. */
  get ids(): Set<string> {
    const found = this.text.matchAll(/[a-z][\w-]*:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g);
    return new Set([...found].map(([id]) => id));
  }

  /** Whether it has encrypted values, which may name more. */
  get isEncrypted(): boolean {
    return this.text.includes('"ciphertext"');
  }

  /** Whether anything in it names a pool. */
  mentions(identityPoolId: string): boolean {
    return this.text.includes(identityPoolId);
  }
}

interface Deployment {
  readonly resources: readonly StateResource[];
  /** What an update had begun when it was broken off. */
  readonly pending: readonly { readonly resource?: StateResource }[];
}

function deploymentOf(text: string): Deployment {
  const { deployment } = parse(text) ?? {};
  const { resources, pending_operations: pending } = deployment ?? {};
  if (!deployment || !Array.isArray(resources ?? [])) {
    throw new Error('This is no state of a stack, as "pulumi stack export" writes it: it has no deployment.');
  }
  return {
    resources: (resources ?? []) as StateResource[],
    pending: Array.isArray(pending) ? pending : [],
  };
}

function parse(text: string): { deployment?: { resources?: unknown; pending_operations?: unknown } } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('This is no state of a stack, as "pulumi stack export" writes it: it is no JSON.');
  }
}
