import type { Client, Context } from "../../context";
import { creationTag } from "../../model/creation-tag";
import { formatPath } from "../../model/path";
import { maxTags } from "../../model/quotas";
import type { CheckFailure } from "../../properties";
import { type Draft, isUnknown } from "../../unknown";

export type Tags = Readonly<Record<string, string>>;
type TagsDraft = Draft<Tags> | undefined;

/** AWS keeps tags of its own, and so do we: programs neither see nor set them. */
const isReserved = (key: string) => key.startsWith("aws:") || key === creationTag;

/** The tags that a pool should have: the program's, laid over the default ones. */
export const allTags = (defaults: Tags, own: TagsDraft): TagsDraft => (isUnknown(own) ? own : { ...defaults, ...own });

/** The tags of a pool that the stack may change: neither AWS's own, nor those that others manage. */
export const visibleTags = (context: Context, tags: Readonly<Record<string, string | undefined>> = {}): Tags =>
  Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) =>
      value === undefined || isReserved(key) || context.ignoresTag(key) ? [] : [[key, value]],
    ),
  );

/** What the program's tags would have to be to give what the service has; undefined where it has and had none. */
export function ownTags(context: Context, found: Tags, recorded: Tags | undefined): Tags | undefined {
  const defaults = context.defaultTags();
  const own = Object.entries(found).filter(
    ([key, value]) => Object.hasOwn(recorded ?? {}, key) || defaults[key] !== value,
  );
  return own.length === 0 && recorded === undefined ? undefined : Object.fromEntries(own);
}

/** Makes the tags of a pool that had `before` what `wanted` says. */
export async function changeTags(client: Client, ResourceArn: string, before: Tags, wanted: Tags): Promise<void> {
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(wanted, key));
  // Where the program takes all the room, the creation tag gives way.
  if (Object.keys(wanted).length >= maxTags) removed.push(creationTag);
  const set = Object.entries(wanted).filter(([key, value]) => !Object.hasOwn(before, key) || before[key] !== value);
  if (removed.length > 0) await client.call("UntagResource", { ResourceArn, TagKeys: removed });
  if (set.length > 0) await client.call("TagResource", { ResourceArn, Tags: Object.fromEntries(set) });
}

/** What is wrong with all the tags of a pool beyond their shapes. */
export function checkTags(context: Context, tags: TagsDraft): CheckFailure[] {
  if (tags === undefined || isUnknown(tags)) return [];
  const keys = Object.keys(tags);
  const reason = `must have at most ${maxTags} entries, with the default tags, not ${keys.length}`;
  return [
    ...(keys.length > maxTags ? [{ property: "tags", reason }] : []),
    ...keys
      .filter((key) => isReserved(key.toLowerCase()))
      .map((key) => ({
        property: formatPath(["tags", key]),
        reason:
          key === creationTag
            ? "is a tag of this provider's own"
            : "must not begin with aws:, which AWS keeps for itself",
      })),
    ...keys
      .filter((key) => context.ignoresTag(key))
      .map((key) => ({
        property: formatPath(["tags", key]),
        reason: "is among the ignored tags, which others manage",
      })),
  ];
}
