export interface RequestLine {
  readonly method: string;
  /** The path with the query, if there is one. */
  readonly path: string;
}

/** A request from any transport. Header names may be in upper or lower case. */
export interface LocalRequest extends RequestLine {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export interface LocalResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The same request with the names of its headers in lower case. */
export function normalizeRequest(request: LocalRequest): LocalRequest {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name.toLowerCase()] = String(value);
  }
  return { ...request, headers };
}
