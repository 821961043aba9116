/**
 * Definitions say once what a resource, a function or a setting is: shapes and flags are values, docstrings are the only
 * text, and types are inferred. `scripts/generate` writes the SDK, the schema and the tables of the pages from them.
 */
import type { OperationName } from "./model/operations";
import type { Shape, StructureShape, ValueOf } from "./model/shapes";
import type { DraftObject } from "./unknown";

/** What is said of a property besides its shape. */
export interface Flags {
  readonly required?: true;
  /** The value that counts where the program sets none. */
  readonly default?: unknown;
  /** The provider fills it in where the program does not: when it checks, or at last when it creates. */
  readonly computed?: "check" | "create";
  /** An update may change it though the program does not set it. */
  readonly changedByUpdates?: true;
  /** A change makes a new object and deletes the old one: any change, one of a value that was set, or some of them. */
  readonly replaces?: true | "once set" | "conditionally";
  /** The order of a list is not significant. */
  readonly unordered?: true;
  /** The value is a secret in every state and output. */
  readonly secret?: true;
  /** The properties and settings that the value is made of: it is a secret where one of them is. */
  readonly madeOf?: readonly string[];
}

/** One input or output of a resource, or one argument or result of a function. */
export interface Property<S extends Shape = Shape> extends Flags {
  readonly shape: S;
}

/** Properties by their names in programs. */
export type PropertyTable = Readonly<Record<string, Property>>;

export function property<S extends Shape>(shape: S): { readonly shape: S };
export function property<S extends Shape, const F extends Flags>(shape: S, flags: F): { readonly shape: S } & F;
export function property(shape: Shape, flags: Flags = {}): Property {
  return { shape, ...flags };
}

/** One kind of resource. */
export interface ResourceDefinition {
  /** For example `IdentityPool`. */
  readonly name: string;
  /** What the documents call one of it, for example `pool`. */
  readonly noun: string;
  /** The properties that make up its id, joined by `/`; the service's own id of the object where there is one alone. */
  readonly id: readonly string[];
  /** Several resources of a program may stand for one object of the service. */
  readonly shared?: true;
  /** A creation leaves a mark in the service, which is derived from the resource's URN. */
  readonly marked?: true;
  /** All operations that its lifecycle may call. */
  readonly calls: readonly OperationName[];
  /** Something else may write it, too, so that each update reads it first. */
  readonly readFirst?: true;
  readonly inputs: PropertyTable;
  /** What the state holds beside the inputs. */
  readonly outputs: PropertyTable;
}

export const defineResource = <const D extends ResourceDefinition>(definition: D): D => definition;

/** One function of the service. */
export interface FunctionDefinition {
  /** For example `getId`. */
  readonly name: string;
  /** The operation whose input the arguments are checked by; absent where no call is made. */
  readonly operation?: OperationName;
  /** What it may call besides. */
  readonly calls?: readonly OperationName[];
  /** What a call may register, so that a preview must not make it; for example `an identity`. */
  readonly registers?: string;
  /** The result is a secret, whole. */
  readonly secret?: true;
  readonly args: PropertyTable;
  readonly result: PropertyTable;
}

export const defineFunction = <const D extends FunctionDefinition>(definition: D): D => definition;

/** Gives a structure the name under which programs know its type; `filledIn` are members that a check adds. */
export const defineType = <S extends StructureShape>(
  typeName: string,
  shape: S,
  filledIn: readonly (keyof S["members"])[] = [],
): S => ({ ...shape, typeName, filledIn });

type Flatten<T> = { [K in keyof T]: T[K] } & {};

type PropertyValue<P> = P extends { readonly shape: infer S } ? ValueOf<S> : never;

type KeysWith<T, F> = { [K in keyof T]: T[K] extends F ? K : never }[keyof T];

type Values<T, Always> = Flatten<
  { readonly [K in KeysWith<T, Always>]: PropertyValue<T[K]> } & {
    readonly [K in Exclude<keyof T, KeysWith<T, Always>>]?: PropertyValue<T[K]> | undefined;
  }
>;

/** What a check makes of the inputs: they, and the outputs that are known before anything exists. */
type CheckedTable<D extends ResourceDefinition> = D["inputs"] &
  Pick<D["outputs"], KeysWith<D["outputs"], { readonly computed: "check" }>>;

/** Inputs that were checked and are known: what a creation and an update get. */
export type InputsOf<D extends ResourceDefinition> = Values<
  CheckedTable<D>,
  { readonly required: true } | { readonly computed: "check" }
>;

/** What the state holds: the inputs under their own names, and the outputs. */
export type StateOf<D extends ResourceDefinition> = Values<
  D["inputs"] & D["outputs"],
  { readonly required: true } | { readonly computed: "check" | "create" }
>;

/** Inputs of a program, some of which may not be known yet. */
export type DraftOf<D extends ResourceDefinition> = DraftObject<InputsOf<D>>;

/** The arguments of a function. */
export type ArgsOf<D extends FunctionDefinition> = Values<D["args"], { readonly required: true }>;

/** The result of a function. */
export type ResultOf<D extends FunctionDefinition> = Values<
  D["result"],
  { readonly required: true } | { readonly computed: "check" | "create" }
>;
