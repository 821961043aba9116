import type { Request } from "../../lifecycle";
import type { CheckFailure } from "../../properties";

/**
 * Finds two resources of one program that manage the same object: the second one fails. `property` is the one that
 * tells them apart, `object` says what both manage.
 */
export function claim({ context, urn, name }: Request, object: string, property: string): CheckFailure[] {
  const resource = urn ?? name;
  if (resource === undefined) return [];
  const owner = context.update.claim(object, resource);
  if (owner === resource) return [];
  const [first, second] = [owner, resource].map((one) => one.split("::").pop());
  return [{ property, reason: `makes ${second} manage ${object}, which ${first} manages already: declare only one` }];
}
