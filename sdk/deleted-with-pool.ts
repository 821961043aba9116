import * as pulumi from "@pulumi/pulumi";
import { type ConfigTexts, configKey } from "../provider/config";
import { engineMonitor } from "./engine-monitor";
import type { Kind } from "./kind";
import { type Internals, isStack } from "./locate";

/** Known to every copy of this package in a program. */
const deletion = Symbol.for("pulumi-cognito-identity/deletion");

/** What a resource's options say of its deletion. */
interface Deletion {
  /** Whether it is deleted for sure once the engine means to delete it, as far as its own options say. */
  readonly isCertain: boolean;
  /** Whether it may refuse to be deleted for the identities in it. */
  readonly guardsIdentities: boolean;
}

type Noted = Internals & { readonly [deletion]?: Deletion };

/** Notes what the options of a pool, or of a component that holds one, say of its deletion. */
export function noteDeletion(
  resource: pulumi.Resource,
  { deletionProtection }: pulumi.Inputs,
  opts: pulumi.CustomResourceOptions,
): void {
  const isOwn = opts.id === undefined && opts.urn === undefined;
  const isCertain =
    isOwn && !opts.retainOnDelete && opts.deletedWith === undefined && !isTransformed(resource as Internals, opts);
  const value: Deletion = { isCertain, guardsIdentities: maySet(deletionProtection) };
  Object.defineProperty(resource, deletion, { value });
}

const maySet = (flag: unknown): boolean => flag !== undefined && flag !== false;

/** A transformation may set any option, unseen. */
const isTransformed = (resource: Internals, { transforms = [] }: pulumi.ResourceOptions): boolean =>
  transforms.length > 0 || (resource.__transformations ?? []).length > 0;

/**
 * The options of what lives in a pool of the same program: it is deleted with the pool, which takes all that is in it,
 * and so costs no call of its own. What the program says of `deletedWith` counts before.
 */
export function deletedWithPool(
  { name }: Kind,
  { identityPoolId, deleteIdentity }: pulumi.Inputs,
  opts: pulumi.CustomResourceOptions,
  settings: pulumi.Input<ConfigTexts>,
): pulumi.CustomResourceOptions {
  const isOpen = opts.id === undefined && opts.deletedWith === undefined && !opts.retainOnDelete;
  if (name === "IdentityPool" || !isOpen || !engineMonitor()) return opts;
  const pool = poolOf(identityPoolId);
  if (!pool || !isDeletedForSure(pool, opts.parent)) return opts;
  // What takes its identity away first may be all that a pool is protected for.
  if (pool[deletion]?.guardsIdentities && (name === "Identity" || maySet(deleteIdentity))) return opts;
  // An id that was derived from a pool of the program may be another pool's all the same.
  const urn = pulumi
    .all([identityPoolId, pool.id, pool.urn, settings])
    .apply(([id, poolId, poolUrn, texts]) => (id === poolId && isOn(texts as ConfigTexts) ? poolUrn : undefined));
  // The engine is told of nothing but the URN.
  return { ...opts, deletedWith: { urn } as unknown as pulumi.Resource };
}

const isOn = (texts: ConfigTexts): boolean => texts[configKey("deleteWithPool")] !== "false";

/** The one pool of the program that an output comes from. Pulumi does not document that outputs know their resources. */
function poolOf(id: unknown): (pulumi.CustomResource & Noted) | undefined {
  const { resources } = (pulumi.Output.isInstance(id) ? id : {}) as { resources?: () => Iterable<pulumi.Resource> };
  if (typeof resources !== "function") return undefined;
  const pools = [...resources()].filter((one) => deletion in one && pulumi.CustomResource.isInstance(one));
  return pools.length === 1 ? (pools[0] as pulumi.CustomResource & Noted) : undefined;
}

/**
 * Whether the engine deletes a pool, and does not only forget it. The options of a foreign component, which its children
 * inherit, can't be seen, so it has to hold both the pool and what lives in it.
 */
function isDeletedForSure(pool: Noted, parent: pulumi.Resource | undefined): boolean {
  const shared = new Set<unknown>();
  for (let at: Internals | undefined = parent as Internals | undefined; at; at = at.__parentResource) shared.add(at);
  if (pool.__protect) return false;
  for (let at: Noted | undefined = pool; at && !isStack(at); at = at.__parentResource) {
    if (at !== pool && shared.has(at)) return true;
    if (!at[deletion]?.isCertain) return false;
  }
  return true;
}
