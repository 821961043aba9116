import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { LocalRequest } from "./request";

/** The parts of an Authorization header of Signature Version 4. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export const algorithm = "AWS4-HMAC-SHA256";

/**
 * Whether the request was signed with `secret`, by the headers that `auth` names as signed. The path is not a parameter:
 * only `/` without a query gets this far.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function isSignedBy(secret: string, request: LocalRequest, auth: Authorization, timestamp: string): boolean {
  const key = signingKey(secret, auth);
  const expected = createHmac("sha256", key)
    .update(stringToSign(request, auth, timestamp))
    .digest();
  const given = Buffer.from(auth.signature, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function stringToSign(request: LocalRequest, auth: Authorization, timestamp: string): string {
  const scope = `${auth.date}/${auth.region}/${auth.service}/${auth.terminator}`;
  return `${algorithm}\n${timestamp}\n${scope}\n${sha256(canonicalRequest(request, auth))}`;
}

function canonicalRequest({ method, headers, body }: LocalRequest, { signedHeaders }: Authorization): string {
  const lines = signedHeaders.map((name) => `${name}:${canonicalValue(headers[name] ?? "")}\n`).join("");
  return `${method}\n/\n\n${lines}\n${signedHeaders.join(";")}\n${sha256(body)}`;
}

const canonicalValue = (value: string) => value.trim().replace(/\s+/g, " ");
const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest("hex");

const keys = new Map<string, Buffer>();
const maxKeys = 256;

/** Derives the signing key; remembers it, as it is the same all day. */
function signingKey(secret: string, { date, region, service, terminator }: Authorization): Buffer {
  const name = [secret, date, region, service, terminator].join("\n");
  let key = keys.get(name);
  if (!key) {
    key = [date, region, service, terminator].reduce<Buffer>(
      (previous, part) => createHmac("sha256", previous).update(part).digest(),
      Buffer.from(`AWS4${secret}`),
    );
    if (keys.size >= maxKeys) keys.clear();
    keys.set(name, key);
  }
  return key;
}
