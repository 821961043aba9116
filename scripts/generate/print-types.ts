import type { Doc, MemberModel, ObjectModel, TypeModel } from "./model";

/** How a type is written where outputs may stand, and where they have been resolved. */
export type Form = "input" | "output";

/** The TypeScript of a type; `named` answers what a named type is called. */
export function printType(type: TypeModel, form: Form, named: (type: ObjectModel) => string): string {
  const inner = (part: TypeModel) => printType(part, form, named);
  const wrap = (text: string) => (form === "input" ? `pulumi.Input<${text}>` : text);
  switch (type.kind) {
    case "string":
      return wrap(type.values ? type.values.map((value) => JSON.stringify(value)).join(" | ") : "string");
    case "boolean":
      return wrap("boolean");
    case "integer":
      return wrap("number");
    case "list": {
      const item = inner(type.of);
      return wrap(/^[\w.]+(<.*>)?$/.test(item) ? `${item}[]` : `(${item})[]`);
    }
    case "map":
      if (type.keys) return wrap(`{ ${type.keys.map((key) => `${key}?: ${inner(type.value)}`).join("; ")} }`);
      return wrap(`Record<string, ${inner(type.value)}>`);
    case "object":
      return wrap(type.name === undefined ? `{\n${printMembers(type.members, form, named)}\n}` : named(type));
  }
}

/** The members of an interface, each with its docstring. */
export const printMembers = (
  members: readonly MemberModel[],
  form: Form,
  named: (type: ObjectModel) => string,
): string =>
  members
    .map((member) => {
      const isPresent = member.required || (form === "output" && member.filledIn);
      const type = printType(member.type, form, named);
      return `${printDoc(member.doc)}${member.name}${isPresent ? "" : "?"}: ${type};`;
    })
    .join("\n");

const lineWidth = 116;

/** A docstring in the code, broken into lines. */
export function printDoc({ text, example }: Doc): string {
  const lines = [...wrapped(text, lineWidth), ...(example === undefined ? [] : ["@example", ...example.split("\n")])];
  if (lines.length === 0) return "";
  if (lines.length === 1 && (lines[0] as string).length < lineWidth) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`).join("\n")}\n */\n`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").filter((word) => word !== "")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
