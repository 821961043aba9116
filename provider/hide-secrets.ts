import type { CheckFailure, Values } from "./properties";

const mask = "[secret]";

/**
 * Takes values that the program calls secret out of what a check says. The engine sends them plain, and the names of the
 * properties beside them in `__secrets`.
 */
export function hideSecrets(failures: readonly CheckFailure[], inputs: Values, names: unknown): CheckFailure[] {
  if (!Array.isArray(names)) return [...failures];
  const texts = names.flatMap((name) => textsIn(inputs[name])).sort((one, other) => other.length - one.length);
  const hidden = (text: string) => texts.reduce((shown, secret) => shown.replaceAll(secret, mask), text);
  return failures.map(({ property, reason }) => {
    // What is quoted of a secret may be cut off or escaped.
    const isSecret = names.includes(property.split(/[.[]/)[0]);
    return {
      property: hidden(property),
      reason: hidden(isSecret ? reason.replace(/"(?:[^"\\]|\\.)*"?/g, mask) : reason),
    };
  });
}

/** The texts in a value that are long enough to be told from others. */
function textsIn(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  return typeof value === "string" && value.length > 3 ? [value] : [];
}
