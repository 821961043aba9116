import { type Shape, shapeOf } from "./shapes";

/** What is shorter is no secret, and its removal would only garble a text. */
const shortest = 8;

/** Replaces the secret values of an input wherever a text, such as an answer that echoes the request, repeats them. */
export function redact(shape: Shape, input: unknown, text: string): string {
  let safe = text;
  for (const secret of secrets(shape, input)) {
    for (const form of [secret, JSON.stringify(secret).slice(1, -1)]) safe = safe.replaceAll(form, "[secret]");
  }
  return safe;
}

function secrets(shape: Shape, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "string") {
    return shape.type === "string" && shape.sensitive && value.length >= shortest ? [value] : [];
  }
  if (typeof value !== "object") return [];
  switch (shape.type) {
    case "list":
      return Object.values(value).flatMap((item) => secrets(shape.of, item));
    case "map":
      return Object.values(value).flatMap((item) => secrets(shape.value, item));
    case "structure":
      return Object.entries(shape.members).flatMap(([name, member]) =>
        secrets(shapeOf(member), (value as Record<string, unknown>)[name]),
      );
    default:
      return [];
  }
}
