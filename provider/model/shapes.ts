/** Shapes describe the values of the wire as data; types, checks, encoding and the local service all derive from them. */

/** An object of IAM that the service takes by its ARN. */
export type IamKind = "role" | "oidc-provider" | "saml-provider";

/** What a text is, where a sentence says more of it than a pattern. */
export type TextForm = "an identity pool" | "an identity" | IamKind;

/** Text. `min` and `max` count characters; `pattern` matches the whole value. */
export interface StringShape<E extends string = string> {
  readonly type: "string";
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly E[];
  /** What the value is, for the messages about one that is wrong. */
  readonly form?: TextForm;
  /** The value is a token or a key: it is never shown in an error, a log or a state. */
  readonly sensitive?: true;
}

export interface BooleanShape {
  readonly type: "boolean";
}

/** A whole number between `min` and `max`. */
export interface IntegerShape {
  readonly type: "integer";
  readonly min?: number;
  readonly max?: number;
}

/** A moment: seconds since 1970 on the wire, a `Date` in programs. */
export interface TimestampShape {
  readonly type: "timestamp";
}

export interface ListShape<M extends Shape = Shape> {
  readonly type: "list";
  readonly of: M;
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape<K extends StringShape = StringShape, V extends Shape = Shape> {
  readonly type: "map";
  readonly key: K;
  readonly value: V;
  readonly max?: number;
}

export interface StructureShape<M extends Members = Members> {
  readonly type: "structure";
  readonly members: M;
}

export type Shape = StringShape | BooleanShape | IntegerShape | TimestampShape | ListShape | MapShape | StructureShape;

/** A member that must be present in an input, and that the service always gives in an answer. */
export interface RequiredMember<S extends Shape = Shape> {
  readonly required: S;
}

export interface Members {
  readonly [name: string]: Shape | RequiredMember;
}

type MemberShape<M> = M extends { required: infer S } ? S : M;

/** The TypeScript type of a shape's values. */
export type ValueOf<S> = S extends { type: "string"; enum?: readonly (infer E)[] }
  ? E
  : S extends { type: "boolean" }
    ? boolean
    : S extends { type: "integer" }
      ? number
      : S extends { type: "timestamp" }
        ? Date
        : S extends { type: "list"; of: infer M }
          ? ValueOf<M>[]
          : S extends { type: "map"; key: infer K; value: infer V }
            ? MapOf<ValueOf<K> & string, ValueOf<V>>
            : S extends { type: "structure"; members: infer M }
              ? StructureOf<M>
              : never;

/** A map whose keys are known need not have them all. */
type MapOf<K extends string, V> = string extends K ? { [name: string]: V } : { [N in K]?: V };

type StructureOf<M> = Flatten<
  { -readonly [K in keyof M as RequiredKey<M, K>]: ValueOf<MemberShape<M[K]>> } & {
    -readonly [K in keyof M as OptionalKey<M, K>]?: ValueOf<MemberShape<M[K]>>;
  }
>;

/** The type of what programs give for a shape: lists may be read-only, and what is `undefined` counts as left out. */
export type InputOf<S> = S extends { type: "list"; of: infer M }
  ? readonly InputOf<M>[]
  : S extends { type: "map"; key: infer K; value: infer V }
    ? Readonly<MapInputOf<ValueOf<K> & string, InputOf<V>>>
    : S extends { type: "structure"; members: infer M }
      ? StructureInputOf<M>
      : ValueOf<S>;

type MapInputOf<K extends string, V> = string extends K ? { [name: string]: V } : { [N in K]?: V | undefined };

type StructureInputOf<M> = Flatten<
  { readonly [K in keyof M as RequiredKey<M, K>]: InputOf<MemberShape<M[K]>> } & {
    readonly [K in keyof M as OptionalKey<M, K>]?: InputOf<MemberShape<M[K]>> | undefined;
  }
>;

type RequiredKey<M, K extends keyof M> = M[K] extends { required: unknown } ? K : never;
type OptionalKey<M, K extends keyof M> = M[K] extends { required: unknown } ? never : K;

/** Lets editors show the members and not the name of the type. */
type Flatten<T> = { [K in keyof T]: T[K] } & {};

export const string = <const E extends string = string>(
  constraints: Omit<StringShape<E>, "type"> = {},
): StringShape<E> => ({ type: "string", ...constraints });

export const integer = (constraints: Omit<IntegerShape, "type"> = {}): IntegerShape => ({
  type: "integer",
  ...constraints,
});

export const boolean: BooleanShape = { type: "boolean" };

export const timestamp: TimestampShape = { type: "timestamp" };

export const list = <M extends Shape>(of: M, constraints: { min?: number; max?: number } = {}): ListShape<M> => ({
  type: "list",
  of,
  ...constraints,
});

export const map = <K extends StringShape, V extends Shape>(
  key: K,
  value: V,
  constraints: { max?: number } = {},
): MapShape<K, V> => ({ type: "map", key, value, ...constraints });

/** Shared members are joined here and not spread, which would lose their docstrings in the published types. */
export function structure<A extends Members>(members: A): StructureShape<A>;
export function structure<A extends Members, B extends Members>(members: A, more: B): StructureShape<A & B>;
export function structure(members: Members, more: Members = {}): StructureShape {
  return { type: "structure", members: { ...members, ...more } };
}

export const required = <S extends Shape>(shape: S): RequiredMember<S> => ({ required: shape });

export const isRequired = (member: Shape | RequiredMember): member is RequiredMember => "required" in member;

/** The shape of a member, whether it is required or not. */
export const shapeOf = (member: Shape | RequiredMember): Shape => (isRequired(member) ? member.required : member);
