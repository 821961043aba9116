import type { Context } from "../../context";
import type { CheckFailure, Properties } from "../../lifecycle";

const claims = new WeakMap<Context, Map<string, string>>();

/**
 * Catches two resources of one program that manage the same object: the second one fails. `property` is the one that
 * tells them apart, `object` says what both manage.
 */
export function claim(context: Context, object: string, property: string, news: Properties): CheckFailure[] {
  const { __resourceName: name } = news;
  if (typeof name !== "string") return [];
  const known = claims.get(context) ?? new Map<string, string>();
  claims.set(context, known);
  const owner = known.get(object) ?? name;
  known.set(object, owner);
  if (owner === name) return [];
  return [{ property, reason: `makes ${name} manage ${object}, which ${owner} manages already: declare only one` }];
}
