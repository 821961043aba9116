import { isRequired, type Members, type Shape, type StructureShape, shapeOf } from "./model/shapes";

/** The name of a wire member in Pulumi programs, as `aws.cognito` of pulumi-aws spells it. */
export function programName(wireName: string): string {
  if (wireName === "IdentityPoolTags") return "tags";
  const name = wireName.replace(/ARN(s?)$/, "Arn$1").replace(/^OpenId/, "Openid");
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A wire shape with the names of programs. */
export function programShape<S extends StructureShape>(shape: S): StructureShape {
  const members: Members = Object.fromEntries(
    Object.entries(shape.members).map(([name, member]) => [
      programName(name),
      isRequired(member) ? { required: renamed(member.required) } : renamed(member),
    ]),
  );
  return { type: "structure", members };
}

function renamed(shape: Shape): Shape {
  if (shape.type === "structure") return programShape(shape);
  if (shape.type === "list") return { ...shape, of: renamed(shape.of) };
  if (shape.type === "map") return { ...shape, value: renamed(shape.value) };
  return shape;
}

/** Turns a program's value into the wire's; what the shape does not have is left out. */
export function toWire(shape: Shape, value: unknown): unknown {
  return convert(shape, value, (members, source) =>
    Object.keys(members).map((wire) => [wire, members[wire], source[programName(wire)]]),
  );
}

/** Turns a wire value into a program's: plain data, dates as ISO 8601 text. */
export function fromWire(shape: Shape, value: unknown): unknown {
  return convert(shape, value, (members, source) =>
    Object.keys(source).map((wire) => [
      programName(wire),
      Object.hasOwn(members, wire) ? members[wire] : undefined,
      source[wire],
    ]),
  );
}

type Bag = Record<string, unknown>;
type Rename = (members: Members, source: Bag) => [string, Members[string] | undefined, unknown][];

function convert(shape: Shape, value: unknown, rename: Rename): unknown {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (shape.type === "list") return (value as unknown[]).map((item) => convert(shape.of, item, rename));
  if (shape.type === "map") {
    return Object.fromEntries(
      Object.entries(value as Bag).map(([key, item]) => [key, convert(shape.value, item, rename)]),
    );
  }
  if (shape.type !== "structure") return value;
  const entries = rename(shape.members, value as Bag)
    .map(([name, member, item]) => [name, member ? convert(shapeOf(member), item, rename) : item] as const)
    .filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries);
}
