/** The longest name of a login provider: what is longer may be a token in the wrong place. */
const longestName = 128;

/**
 * Names a place in a property as Pulumi does: `roleMappings[0].type`, `logins["https://…"]`. A key that is longer than any
 * name shows in part.
 */
export const formatPath = (path: readonly (string | number)[]): string =>
  path.map((part, at) => (typeof part === "number" ? `[${part}]` : formatKey(part, at === 0 ? "" : "."))).join("");

function formatKey(key: string, separator: string): string {
  if (key.length > longestName) return `[${JSON.stringify(`${key.slice(0, 12)}...`)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${separator}${key}` : `[${JSON.stringify(key)}]`;
}
