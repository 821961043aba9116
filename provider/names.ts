/**
 * Names of the wire are PascalCase, names of programs are camelCase as `aws.cognito` of pulumi-aws spells them. Only this
 * file turns one into the other.
 */
import { type Input, type OperationName, type Output, operations } from "./model/operations";
import { isRequired, type Members, type Shape, type StructureShape, shapeOf, type ValueOf } from "./model/shapes";

type WithArn<W extends string> = W extends `${infer A}ARN` ? `${A}Arn` : W extends `${infer A}ARNs` ? `${A}Arns` : W;
type WithOpenid<W extends string> = W extends `OpenId${infer R}` ? `Openid${R}` : W;

/** The type of what `programName` answers. */
export type ProgramName<W> = W extends string
  ? string extends W
    ? W
    : W extends "IdentityPoolTags"
      ? "tags"
      : Uncapitalize<WithArn<WithOpenid<W>>>
  : W;

/** A value of the wire with the names of programs, and dates as ISO 8601 text. */
export type ProgramOf<T> = T extends string | number | boolean | undefined
  ? T
  : T extends Date
    ? string
    : T extends readonly (infer I)[]
      ? ProgramOf<I>[]
      : { [K in keyof T as ProgramName<K>]: ProgramOf<T[K]> };

/** The name of a wire member in Pulumi programs. */
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

/** The input of an operation from a program's values; what the operation does not take is left out. */
export const toInput = <N extends OperationName>(operation: N, values: object): Input<N> =>
  rename(operations[operation].input, values, wireMembers) as Input<N>;

/** The output of an operation as a program knows it. */
export const fromOutput = <N extends OperationName>(operation: N, output: Output<N>): ProgramOf<Output<N>> =>
  rename(operations[operation].output as StructureShape, output, programMembers) as never;

/** Turns a program's value into the wire's; what the shape does not have is left out. */
export const toWire = <const S extends Shape>(shape: S, value: unknown): ValueOf<S> =>
  rename(shape, value, wireMembers) as ValueOf<S>;

/** Turns a wire value into a program's: plain data, dates as ISO 8601 text. */
export const fromWire = <T>(shape: Shape, value: T): ProgramOf<T> => rename(shape, value, programMembers) as never;

type Bag = Record<string, unknown>;
/** The members of a structure under their new names, with their shapes and values. */
type Renamed = (members: Members, source: Bag) => [string, Members[string] | undefined, unknown][];

const wireMembers: Renamed = (members, source) =>
  Object.keys(members).map((wire) => [wire, members[wire], source[programName(wire)]]);

const programMembers: Renamed = (members, source) =>
  Object.keys(source).map((wire) => [
    programName(wire),
    Object.hasOwn(members, wire) ? members[wire] : undefined,
    source[wire],
  ]);

function rename(shape: Shape, value: unknown, renamedMembers: Renamed): unknown {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (shape.type === "list") return (value as unknown[]).map((item) => rename(shape.of, item, renamedMembers));
  if (shape.type === "map") {
    return Object.fromEntries(
      Object.entries(value as Bag).map(([key, item]) => [key, rename(shape.value, item, renamedMembers)]),
    );
  }
  if (shape.type !== "structure") return value;
  const entries = renamedMembers(shape.members, value as Bag)
    .map(([name, member, item]) => [name, member ? rename(shapeOf(member), item, renamedMembers) : item] as const)
    .filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries);
}
