import type { Context } from "../../context";
import { type CheckFailure, isKnown, isUnknown, type Properties } from "../../lifecycle";
import { regionOf } from "../../model/ids";
import type { Output } from "../../model/operations";

/** AWS keeps tags of its own, which no one may change. */
const isOwnTag = (key: string) => !key.startsWith("aws:");

export function visibleTags(tags: Record<string, string | undefined> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => isOwnTag(key))) as Record<string, string>;
}

export function mergeTags(defaults: Readonly<Record<string, string>>, tags: unknown): unknown {
  if (isUnknown(tags)) return tags;
  return { ...defaults, ...(tags as Record<string, string> | undefined) };
}

/** What the tags of the program would have to be to give what the service has. */
export function ownTags(context: Context, pool: Output<"DescribeIdentityPool">, state: Properties): unknown {
  const before = (state.tags ?? {}) as Record<string, string>;
  const own = Object.entries(visibleTags(pool.IdentityPoolTags)).filter(
    ([key, value]) => key in before || context.defaultTags[key] !== value,
  );
  return own.length === 0 && state.tags === undefined ? undefined : Object.fromEntries(own);
}

export async function updateTags(context: Context, id: string, olds: Properties, news: Properties): Promise<void> {
  const client = context.client(regionOf(id));
  const before = (olds.tagsAll ?? {}) as Record<string, string>;
  const wanted = (news.tagsAll ?? {}) as Record<string, string>;
  const ResourceArn = olds.arn as string;
  const removed = Object.keys(before).filter((key) => !(key in wanted));
  const added = Object.entries(wanted).filter(([key, value]) => before[key] !== value);
  if (removed.length > 0) await client.call("UntagResource", { ResourceArn, TagKeys: removed });
  if (added.length > 0) await client.call("TagResource", { ResourceArn, Tags: Object.fromEntries(added) });
}

const maxTags = 50;

export function checkTags(tags: unknown): CheckFailure[] {
  if (!isKnown(tags) || typeof tags !== "object" || tags === null) return [];
  const keys = Object.keys(tags);
  const failures: CheckFailure[] = [];
  if (keys.length > maxTags) {
    failures.push({
      property: "tags",
      reason: `must have at most ${maxTags} entries, with the default tags, not ${keys.length}`,
    });
  }
  for (const key of keys.filter((key) => !isOwnTag(key))) {
    failures.push({ property: `tags.${key}`, reason: "must not begin with aws:, which AWS keeps for itself" });
  }
  return failures;
}
