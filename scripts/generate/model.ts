/** What the generator knows of the package: the definitions' values, joined with their docstrings. */

/** A docstring: its text in one line, and its example. */
export interface Doc {
  readonly text: string;
  readonly example?: string;
}

/** The type of a value, as programs know it. */
export type TypeModel =
  | { readonly kind: "string"; readonly values?: readonly string[]; readonly secret?: true }
  | { readonly kind: "boolean" | "integer" }
  | { readonly kind: "list"; readonly of: TypeModel }
  | { readonly kind: "map"; readonly value: TypeModel; readonly keys?: readonly string[] }
  | ObjectModel;

export interface ObjectModel {
  readonly kind: "object";
  /** Absent for a type that is written out where it is used. */
  readonly name?: string;
  readonly doc: Doc;
  readonly members: readonly MemberModel[];
}

/** A member of an object. */
export interface MemberModel {
  readonly name: string;
  readonly doc: Doc;
  readonly type: TypeModel;
  readonly required: boolean;
  /** The provider fills it in, so that states always have it. */
  readonly filledIn: boolean;
}

/** An input, output, argument or result. */
export interface PropertyModel extends MemberModel {
  readonly default?: unknown;
  readonly computed?: "check" | "create";
  readonly replaces?: true | "once set" | "conditionally";
  readonly unordered?: true;
  readonly secret?: true;
}

export interface ResourceModel {
  readonly name: string;
  /** The name of the export of `pulumi-cognito-identity/provider`. */
  readonly runtime: string;
  /** The name of its files. */
  readonly file: string;
  readonly noun: string;
  readonly id: readonly string[];
  /** The operations that it may call. */
  readonly calls: readonly string[];
  readonly doc: Doc;
  readonly inputs: readonly PropertyModel[];
  readonly outputs: readonly PropertyModel[];
}

export interface FunctionModel {
  readonly name: string;
  readonly file: string;
  /** The operations that it may call. */
  readonly calls: readonly string[];
  readonly doc: Doc;
  readonly registers?: string;
  readonly secret?: true;
  readonly args: readonly PropertyModel[];
  readonly result: readonly PropertyModel[];
}

export interface SettingModel extends MemberModel {
  readonly secret?: true;
  readonly aws: readonly string[];
}

export interface OperationModel {
  readonly name: string;
  readonly doc: Doc;
  readonly signed: boolean;
  /** Why a request whose answer was lost is not sent again. */
  readonly onceBecause?: string;
  /** The member whose presence makes a repeat harmless all the same. */
  readonly unlessGiven?: string;
}

export interface PackageModel {
  readonly operations: readonly OperationModel[];
  readonly resources: readonly ResourceModel[];
  readonly functions: readonly FunctionModel[];
  readonly settings: readonly SettingModel[];
}

export const isOptional = (property: PropertyModel): boolean => !property.required;

/** Whether a state always has a property. */
export const isAlwaysInState = ({ required, computed }: PropertyModel): boolean => required || computed !== undefined;

export const kebabCase = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();

export const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Every named type in some properties, each once. */
export function namedTypes(properties: readonly MemberModel[]): ObjectModel[] {
  const found = new Map<string, ObjectModel>();
  const visit = (type: TypeModel): void => {
    if (type.kind === "list") visit(type.of);
    if (type.kind === "map") visit(type.value);
    if (type.kind !== "object") return;
    for (const member of type.members) visit(member.type);
    if (type.name !== undefined) found.set(type.name, type);
  };
  for (const { type } of properties) visit(type);
  return [...found.values()];
}
