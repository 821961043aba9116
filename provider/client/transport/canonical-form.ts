import { AMZ_DATE_HEADER, SHA256_HEADER } from "@smithy/signature-v4";
import type { HttpRequest } from "@smithy/types";

type Headers = HttpRequest["headers"];

/** The headers whose values differ between the requests of one operation, in the order of the canonical request. */
const varying = ["content-length", SHA256_HEADER, AMZ_DATE_HEADER];
const isVarying = new Set(varying);

/** Stands for a value that varies; no header and no path can hold it. */
const gap = "\0";

/**
 * The canonical request of all requests that differ in nothing but the headers that vary and the payload: made once, with
 * gaps for what varies. What fills the gaps are digits and letters, which need no normalising.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export class CanonicalForm {
  /** The names of the headers that are signed, with semicolons between them. */
  readonly signedHeaders: string;
  readonly #method: string;
  readonly #path: string;
  readonly #headers: Headers;
  readonly #headerCount: number;
  readonly #hasQuery: boolean;
  readonly #gaps: readonly string[];
  readonly #parts: readonly string[];

  /** `canonicalise` makes the canonical request of `request` with other values of its headers. */
  constructor(
    { method, path, query, headers }: HttpRequest,
    canonicalise: (headers: Headers, payloadHash: string) => string,
  ) {
    this.#method = method;
    this.#path = path;
    this.#headers = { ...headers };
    this.#headerCount = Object.keys(headers).length;
    this.#hasQuery = Object.keys(query ?? {}).length > 0;
    this.#gaps = varying.filter((name) => name in headers);
    const text = canonicalise(withGaps(headers), gap);
    this.#parts = text.split(gap);
    this.signedHeaders = text.split("\n").at(-2) as string;
  }

  /** Whether a request differs from that of the form in nothing but what varies. */
  fits({ method, path, query, headers }: HttpRequest): boolean {
    if (method !== this.#method || path !== this.#path || this.#hasQuery) return false;
    for (const _name in query) return false;
    let missing = this.#headerCount;
    for (const name in headers) {
      const ownValue = this.#headers[name];
      if (ownValue !== headers[name] && (ownValue === undefined || !isVarying.has(name))) return false;
      missing--;
    }
    return missing === 0;
  }

  /** The canonical request with these headers and the hash of this payload. */
  fill(headers: Headers, payloadHash: string): string {
    let text = this.#parts[0] as string;
    for (let i = 0; i < this.#gaps.length; i++) {
      text += headers[this.#gaps[i] as string] + (this.#parts[i + 1] as string);
    }
    return text + payloadHash;
  }
}

const withGaps = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isVarying.has(name) ? gap : value]));
