/** A failure below HTTP. */
export class TransportError extends Error {
  override readonly name = "TransportError";

  constructor(
    message: string,
    readonly code:
      | "ConnectionError"
      | "CertificateError"
      | "TimeoutError"
      | "AbortError"
      | "InvalidResponse"
      | "RequestHandlerError",
    /** Whether the request may have reached the service. */
    readonly sent: boolean,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

/** Codes of node for certificates: a retry would fail in the same way. */
export const isCertificateCode = (code: string | undefined): boolean =>
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/.test(code ?? "");

/** More than any answer of the service; what exceeds it is not read to its end. */
export const maxBodyBytes = 16 * 1024 * 1024;

export const oversized = () => new TransportError(`the answer exceeds ${maxBodyBytes} bytes`, "InvalidResponse", true);

export const timedOut = (milliseconds: number, sent: boolean) =>
  new TransportError(`${milliseconds} ms have passed`, "TimeoutError", sent);

export const unconnected = (milliseconds: number) =>
  new TransportError(`no connection was made in ${milliseconds} ms`, "TimeoutError", false);

export const aborted = (sent: boolean, reason: unknown) =>
  new TransportError(
    (reason as Error)?.name === "TimeoutError"
      ? "the call was aborted, as the time of its signal was up"
      : "the call was aborted",
    "AbortError",
    sent,
    reason,
  );
