import { isIP } from "node:net";
import { isTokenIssuer } from "../../provider/model/token-issuers";

const serviceName =
  /^cognito-identity(-fips)?\.[a-z0-9-]+\.(amazonaws\.(com|com\.cn|eu)|api\.aws|api\.amazonwebservices\.com\.cn)$/;

/**
 * Whether a Host header names this service. A web page can make its own host name resolve to a local address (DNS
 * rebinding), so only these are accepted: IP addresses, local names, names without a dot, which containers have, names of
 * the real service, and the names in `allowed`.
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
    isTokenIssuer(name) ||
    allowed.includes(name) ||
    allowed.includes("*")
  );
}
