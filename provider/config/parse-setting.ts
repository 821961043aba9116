import { type Shape, shapeOf } from "../model/shapes";
import { explainUnknown, unknownMembers } from "../model/unknown-members";
import { explain, type Violation, violations } from "../model/validate";
import { isMisspelt } from "./misspelling";

/** What the text of a setting means, or all that is wrong with it, in sentences. */
export type Parsed = { readonly value: unknown; readonly problems?: never } | { readonly problems: readonly string[] };

/** How the text of a key is read. */
export interface Form {
  /** The shape of the value; a function where it depends on what is given. */
  readonly shape: Shape | ((given: unknown) => Shape);
  /** Whether the shape names only some of the members that may be there. */
  readonly isOpen?: true;
}

/**
 * Reads the text of a key. Config holds text, and JSON where it has structure; numbers and booleans in it count as text
 * where text is wanted, since YAML makes them of unquoted words.
 */
export function parseSetting(key: string, { shape: form, isOpen }: Form, text: string): Parsed {
  const json = parseJson(text);
  const shape = typeof form === "function" ? form(json) : form;
  const value = isScalar(shape) ? coerce(shape, text) : coerce(shape, json ?? text);
  const unknown = unknownMembers(shape, value).filter(
    ({ name, names }) => !isOpen || names.some((known) => isMisspelt(name, known)),
  );
  const problems = [
    ...unknown.map((member) => `Config ${pathOf(key, member.path)}: ${explainUnknown({ ...member, path: [] })}`),
    ...violations(shape, value).map((violation) => describe(key, violation)),
  ];
  return problems.length === 0 ? { value } : { problems };
}

const isScalar = ({ type }: Shape) => type === "string" || type === "boolean" || type === "integer";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value with the types that its shape wants, as far as nothing is lost by it. */
function coerce(shape: Shape, value: unknown): unknown {
  switch (shape.type) {
    case "string":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "integer":
      return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "list":
      return Array.isArray(value) ? value.map((item) => coerce(shape.of, item)) : value;
    case "map":
      return mapMembers(value, () => shape.value);
    case "structure":
      return mapMembers(value, (name) =>
        Object.hasOwn(shape.members, name) ? shapeOf(shape.members[name] as Shape) : undefined,
      );
    default:
      return value;
  }
}

function mapMembers(value: unknown, shapeOfMember: (name: string) => Shape | undefined): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(
    entries.map(([name, item]) => {
      const shape = shapeOfMember(name);
      return [name, shape ? coerce(shape, item) : item];
    }),
  );
}

/** The path of a value inside a setting, as `pulumi config set --path` takes it. */
const pathOf = (key: string, path: readonly (string | number)[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return /^[\w-]+$/.test(part) ? `${text}.${part}` : `${text}[${JSON.stringify(part)}]`;
  }, key);

/** How a value with structure is set in part. */
const parts: Readonly<Record<string, string>> = { list: "[0]", map: ".NAME", structure: ".NAME" };

function describe(key: string, violation: Violation): string {
  const { path, value, constraint, sensitive } = violation;
  const place = pathOf(key, path);
  const reason = explain(violation);
  if (constraint.kind !== "type") return `Config ${place} ${reason}.`;
  const part = parts[constraint.limit];
  if (part) return `Config ${place} ${reason}: pulumi config set --path '${place}${part}' VALUE`;
  const isShown = typeof value === "string" && !sensitive && value.length <= longestShown;
  return `Config ${place} ${isShown ? reason.replace(/not a string$/, `not ${JSON.stringify(value)}`) : reason}.`;
}

const longestShown = 60;
