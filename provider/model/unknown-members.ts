import { didYouMean } from "./nearest";
import { type Shape, shapeOf } from "./shapes";

/** A member of a value that its shape does not have. */
export interface UnknownMember {
  /** Member names, list indexes and map keys, from the outside in; the name of the unknown member is not in it. */
  readonly path: readonly (string | number)[];
  readonly name: string;
  /** The names that the shape has here. */
  readonly names: readonly string[];
}

/** Every member of `value` that its shape does not have, at any depth. Parts that have another type are passed over. */
export function unknownMembers(shape: Shape, value: unknown, path: readonly (string | number)[] = []): UnknownMember[] {
  if (typeof value !== "object" || value === null) return [];
  if (shape.type === "list") {
    return Array.isArray(value) ? value.flatMap((item, at) => unknownMembers(shape.of, item, [...path, at])) : [];
  }
  const entries = Object.entries(value);
  if (shape.type === "map") return entries.flatMap(([key, item]) => unknownMembers(shape.value, item, [...path, key]));
  if (shape.type !== "structure" || Array.isArray(value)) return [];
  return entries.flatMap(([name, item]) => {
    const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    if (member) return unknownMembers(shapeOf(member), item, [...path, name]);
    return item === undefined ? [] : [{ path, name, names: Object.keys(shape.members) }];
  });
}

/** Says what is unknown, and what was probably meant, for a person. */
export const explainUnknown = ({ path, name, names }: UnknownMember): string =>
  `${path.length > 0 ? `${path.join(".")} has` : "there is"} no ${name}; ${didYouMean(name, names)}`;
