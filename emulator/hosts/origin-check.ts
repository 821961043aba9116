import type { LocalResponse } from "../wire/request";

/**
 * Whether the web page that sends a request may do so. The access key of the service is known to everybody, so other pages
 * than those in `allowed` could read and delete all that it has. Browsers name the page's origin; other clients do not.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  return origin === undefined || allowed.includes("*") || allowed.includes(origin) || isSameOrigin(origin, host);
}

const isSameOrigin = (origin: string, host: string | undefined): boolean =>
  host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase().replace(/:(80|443)$/, "");

/** Lets the page of an allowed origin read the answer. */
export function withOrigin(
  response: LocalResponse,
  origin: string | undefined,
  allowed: readonly string[],
): LocalResponse {
  if (origin === undefined || allowed.includes("*")) return response;
  return { ...response, headers: { ...response.headers, [allowOrigin]: origin, vary: "Origin" } };
}

/** Lets no page read the answer. */
export function withoutOrigin(response: LocalResponse): LocalResponse {
  const { [allowOrigin]: _, ...headers } = response.headers;
  return { ...response, headers };
}

/** AWS's answers have it with `*`. */
const allowOrigin = "access-control-allow-origin";
