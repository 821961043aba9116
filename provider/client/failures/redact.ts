import { type Shape, shapeOf } from "../../model/shapes";

/** What is shorter is no secret, and its removal would only garble a text. */
const shortest = 8;
/** So much of a secret, from its beginning, gives away that it is one. */
const telling = 16;
const mask = "[secret]";

/** The secret values of an input. */
export function secretsOf(shape: Shape, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "string") return shape.type === "string" && shape.sensitive ? [value] : [];
  if (typeof value !== "object") return [];
  switch (shape.type) {
    case "list":
      return Object.values(value).flatMap((item) => secretsOf(shape.of, item));
    case "map":
      return Object.values(value).flatMap((item) => secretsOf(shape.value, item));
    case "structure":
      return Object.entries(shape.members).flatMap(([name, member]) =>
        secretsOf(shapeOf(member), (value as Record<string, unknown>)[name]),
      );
    default:
      return [];
  }
}

/** Masks secrets wherever a text repeats them or their beginning, as they are or in the escapes of JSON, URLs and HTML. */
export function hide(secrets: readonly string[], text: string): string {
  let safe = text;
  for (const secret of secrets) if (secret.length >= shortest) safe = hideOne([...secret], safe);
  return safe;
}

function hideOne(secret: readonly string[], text: string): string {
  let safe = "";
  let shown = 0;
  for (let start = 0; start < text.length; start++) {
    let end = start;
    let matched = 0;
    while (matched < secret.length) {
      const length = lengthAt(text, end, secret[matched] as string);
      if (length === 0) break;
      end += length;
      matched++;
    }
    if (matched < Math.min(secret.length, telling)) continue;
    safe += text.slice(shown, start) + mask;
    shown = end;
    start = end - 1;
  }
  return safe + text.slice(shown);
}

/** How long a character is where it stands in a text, in whatever form; 0 where it does not. */
function lengthAt(text: string, index: number, character: string): number {
  if (/[A-Za-z0-9]/.test(character)) return text[index] === character ? 1 : 0;
  for (const form of forms(character)) {
    if (text.slice(index, index + form.length).toLowerCase() === form.toLowerCase()) return form.length;
  }
  return 0;
}

const known = new Map<string, readonly string[]>();
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

function forms(character: string): readonly string[] {
  let all = known.get(character);
  if (!all) {
    const code = character.codePointAt(0) as number;
    const bytes = [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
    const units = character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const found = [
      JSON.stringify(character).slice(1, -1),
      `\\${character}`,
      units.join(""),
      bytes.join(""),
      entities[character] ?? character,
      `&#${code};`,
      `&#x${code.toString(16)};`,
      ...(character === " " ? ["+"] : []),
      character,
    ];
    all = found.sort((a, b) => b.length - a.length);
    known.set(character, all);
  }
  return all;
}

/**
 * Masks what follows the name of a secret member of an answer, to the end of the text: that may be a part of the answer, or
 * hold it in any form.
 */
export function hideMembers(shape: Shape, text: string): string {
  const names = secretMembers(shape);
  if (names.length === 0) return text;
  const pattern = new RegExp(`(?<![A-Za-z])(${names.join("|")})(?=\\s*["'\\\\&%:=>])[^]*`);
  return text.replace(pattern, `$1${mask}`);
}

function secretMembers(shape: Shape): string[] {
  if (shape.type !== "structure") return [];
  return Object.entries(shape.members).flatMap(([name, member]) => {
    const inner = shapeOf(member);
    return inner.type === "string" && inner.sensitive ? [name] : secretMembers(inner);
  });
}
