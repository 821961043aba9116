import type { Doc, PropertyModel, TypeModel } from "./model";

/** What the docstring of a property says beside its own text: the default, and what a change does. */
export function withFlags({ doc, default: value, replaces, unordered }: PropertyModel, noun?: string): Doc {
  const sentences = [
    doc.text,
    value === undefined ? "" : `Defaults to \`${value}\`.`,
    unordered ? "The order is not significant." : "",
    noun === undefined ? "" : changeSentence(replaces, noun),
  ];
  return { ...doc, text: sentences.filter((sentence) => sentence !== "").join(" ") };
}

function changeSentence(replaces: PropertyModel["replaces"], noun: string): string {
  if (replaces === true) return `A change replaces the ${noun}.`;
  return replaces === "once set" ? `Once set, a change replaces the ${noun}.` : "";
}

/** What a change of a property does, for a table. */
export function changeOf({ replaces }: PropertyModel, noun: string): string {
  if (replaces === true) return `replaces the ${noun}`;
  if (replaces === "once set") return `a first value in place, then replaces the ${noun}`;
  return replaces === "conditionally" ? "see the description" : "in place";
}

/** A type in words, for a table. */
export function wordsOf(type: TypeModel): string {
  switch (type.kind) {
    case "string":
      return type.values ? type.values.map((value) => `\`${value}\``).join(" or ") : "string";
    case "boolean":
      return "boolean";
    case "integer":
      return "whole number";
    case "list":
      return `list of ${plural(type.of)}`;
    case "map":
      return type.keys ? `map with ${type.keys.map((key) => `\`${key}\``).join(", ")}` : `map of ${plural(type.value)}`;
    case "object":
      return `object: ${type.members.map(({ name }) => `\`${name}\``).join(", ")}`;
  }
}

function plural(type: TypeModel): string {
  if (type.kind === "object") return wordsOf(type).replace(/^object/, "objects");
  return type.kind === "string" && !type.values ? "strings" : wordsOf(type);
}
