import { isIP } from "node:net";

const serviceName =
  /^cognito-identity(-fips)?\.[a-z0-9-]+\.(amazonaws\.(com|com\.cn|eu)|api\.aws|api\.amazonwebservices\.com\.cn)$/;

/**
 * Whether a Host header can't be a web page's trick to reach a local address under a name of its own (DNS rebinding):
 * addresses, local names, names without a dot as containers have, and the real service's are safe.
 */
export function isKnownHost(header: string | undefined, allowed: readonly string[]): boolean {
  if (header === undefined) return false;
  const name = header.replace(/:\d+$/, "").toLowerCase();
  const bare = name.replace(/^\[(.*)\]$/, "$1");
  return (
    isIP(bare) !== 0 ||
    /^[a-z0-9_-]+$/.test(name) ||
    name.endsWith(".localhost") ||
    name === "host.docker.internal" ||
    serviceName.test(name) ||
    allowed.includes(name) ||
    allowed.includes("*")
  );
}
