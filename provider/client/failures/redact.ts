import { type Shape, shapeOf } from "../../model/shapes";

/** What is shorter is no secret, and its removal would only garble a text. */
const shortestSecret = 8;
/** So many characters from the beginning of a secret count as the secret: an answer may be cut off. */
const prefixLength = 16;
/** What stands in the place of a secret. */
export const mask = "[secret]";

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
        Object.hasOwn(value, name) ? secretsOf(shapeOf(member), (value as Record<string, unknown>)[name]) : [],
      );
    default:
      return [];
  }
}

/** Masks secrets wherever a text repeats them or their beginning, as they are or in the escapes of JSON, URLs and HTML. */
export function hide(secrets: readonly string[], text: string): string {
  const hidden = secrets.filter((secret) => secret.length >= shortestSecret);
  const plain = unescapeAll(text);
  const plainSafe = hidden.reduce((rest, secret) => hideOne(unescapeAll(secret), rest), plain);
  // Without its escapes, where these held a secret; as it was, where not, or where what stands before a secret looks
  // like the beginning of an escape.
  return hidden.reduce((rest, secret) => hideOne(secret, rest), plainSafe === plain ? text : plainSafe);
}

function hideOne(secret: string, text: string): string {
  // In a URL, a plus may stand for a blank.
  const [wanted, searched] = [secret, text].map((one) => one.replaceAll("+", " ")) as [string, string];
  const prefix = wanted.slice(0, prefixLength);
  let safe = "";
  let shown = 0;
  for (let start = searched.indexOf(prefix); start >= 0; start = searched.indexOf(prefix, shown)) {
    let end = start + prefix.length;
    while (end - start < wanted.length && searched[end] === wanted[end - start]) end++;
    safe += text.slice(shown, start) + mask;
    shown = end;
  }
  return safe + text.slice(shown);
}

/** Takes the escapes of JSON, URLs and HTML out of a text, also where it was escaped several times. */
function unescapeAll(text: string): string {
  let plain = text;
  for (let level = 0; level < deepestEscapes; level++) plain = plain.replace(escapes, unescapeOne);
  return plain;
}

/** Bounded, as a text of "%2525…" would take as many passes as it is long. */
const deepestEscapes = 4;
const escapes = /\\u([0-9a-f]{4})|\\([\s\S])|((?:%[0-9a-f]{2})+)|&#(\d{1,7});|&#x([0-9a-f]{1,6});|&(\w{2,6});/gi;
const controls: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeOne(
  all: string,
  unit?: string,
  json?: string,
  bytes?: string,
  code?: string,
  hex?: string,
  name?: string,
) {
  if (unit) return String.fromCharCode(Number.parseInt(unit, 16));
  if (json) return controls[json] ?? json;
  if (bytes) return Buffer.from(bytes.replaceAll("%", ""), "hex").toString();
  if (name) return Object.hasOwn(entities, name) ? (entities[name] as string) : all;
  const point = code ? Number(code) : Number.parseInt(hex as string, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : all;
}
