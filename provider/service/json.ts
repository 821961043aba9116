import { type Shape, shapeOf } from "./shapes";

/** Whether values of a shape hold dates, which are the only values that differ between the wire and programs. */
const dated = new WeakMap<Shape, boolean>();

function hasDates(shape: Shape): boolean {
  let known = dated.get(shape);
  if (known === undefined) {
    known =
      shape.type === "timestamp" ||
      (shape.type === "list" && hasDates(shape.of)) ||
      (shape.type === "map" && hasDates(shape.value)) ||
      (shape.type === "structure" && Object.values(shape.members).some((member) => hasDates(shapeOf(member))));
    dated.set(shape, known);
  }
  return known;
}

/** Turns wire values into program values: seconds become `Date`s. Members that the shape does not know are kept. */
export function decode(shape: Shape, value: unknown): unknown {
  return convert(shape, value, (date) => (typeof date === "number" ? new Date(Math.round(date * 1000)) : date));
}

/** Turns program values into wire values: `Date`s become seconds. */
export function encode(shape: Shape, value: unknown): unknown {
  return convert(shape, value, (date) => (date instanceof Date ? date.getTime() / 1000 : date));
}

function convert(shape: Shape, value: unknown, date: (value: unknown) => unknown): unknown {
  if (value === undefined || value === null || !hasDates(shape)) return value;
  switch (shape.type) {
    case "timestamp":
      return date(value);
    case "list":
      return Array.isArray(value) ? value.map((item) => convert(shape.of, item, date)) : value;
    case "map":
      return mapObject(value, (item) => convert(shape.value, item, date));
    case "structure":
      return mapObject(value, (item, name) => {
        const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
        return member ? convert(shapeOf(member), item, date) : item;
      });
    default:
      return value;
  }
}

function mapObject(value: unknown, f: (item: unknown, name: string) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, f(item, name)]));
}
