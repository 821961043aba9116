import type { AwsCredentialIdentity, HttpRequest } from "@smithy/types";
import { untilAborted } from "./abort";
import type { Session } from "./session";
import { TransportError } from "./transport/error";

/** What came of a refused signature: whether the same request, signed again, may be accepted; or why that failed. */
export interface Recovery {
  readonly retry: boolean;
  readonly cause?: Error;
}

/** Signs the attempts of one call, and corrects what made the service refuse a signature, once for each reason. */
export class Signing {
  #credentials?: AwsCredentialIdentity;
  /** The correction of the clock that the last attempt was signed with. */
  #clockOffset = 0;
  #renewedCredentials = false;
  #correctedClock = false;

  constructor(
    private readonly session: Session,
    private readonly signal?: AbortSignal,
    private readonly service?: "sts",
  ) {}

  /** Signs a request; a promise only where credentials, or the key of the day, are still to come. */
  sign(request: HttpRequest): Promise<HttpRequest> | undefined {
    const credentials = this.session.credentials.current();
    const signed = credentials ? this.#signWith(credentials, request) : this.#loadAndSign(request);
    return signed instanceof Promise ? signed : undefined;
  }

  async #loadAndSign(request: HttpRequest): Promise<HttpRequest> {
    const credentials = await untilAborted(this.session.credentials.get(), this.signal);
    return this.#signWith(credentials, request);
  }

  #signWith(credentials: AwsCredentialIdentity, request: HttpRequest): HttpRequest | Promise<HttpRequest> {
    this.#credentials = credentials;
    this.#clockOffset = this.session.clockOffset;
    return this.session.sign(request, credentials, this.service);
  }

  /** Renews credentials that expired, and corrects a clock that differs, after an error with this code. */
  async recover(code: string, serverDate: Date | undefined): Promise<Recovery> {
    if (expired.has(code) && this.#credentials && !this.#renewedCredentials) return this.#renew(this.#credentials);
    if (skewed.has(code) && serverDate && !this.#correctedClock) return { retry: this.#correctClock(serverDate) };
    return { retry: false };
  }

  async #renew(stale: AwsCredentialIdentity): Promise<Recovery> {
    this.#renewedCredentials = true;
    try {
      const renewed = await untilAborted(this.session.credentials.renew(stale), this.signal);
      return { retry: !isEqual(renewed, stale) };
    } catch (error) {
      if (error instanceof TransportError) throw error;
      return { retry: false, cause: error instanceof Error ? error : new Error(String(error)) };
    }
  }

  #correctClock(serverDate: Date): boolean {
    const offset = serverDate.getTime() - this.session.clock.now().getTime();
    // Other calls may have corrected the clock since this one was signed.
    if (Math.abs(offset - this.#clockOffset) <= maxTolerableSkew) return false;
    this.#correctedClock = true;
    this.session.clockOffset = offset;
    return true;
  }

  /** What must not show in an error. */
  get secrets(): string[] {
    const { secretAccessKey, sessionToken } = this.#credentials ?? {};
    return [secretAccessKey, sessionToken].filter((secret) => secret !== undefined);
  }
}

const isEqual = (a: AwsCredentialIdentity, b: AwsCredentialIdentity) =>
  a.accessKeyId === b.accessKeyId && a.secretAccessKey === b.secretAccessKey && a.sessionToken === b.sessionToken;

const expired = new Set(["ExpiredTokenException", "ExpiredToken"]);

/** The service accepts at most five minutes of difference; these codes have other causes as well. */
const maxTolerableSkew = 4 * 60_000;
const skewed = new Set([
  "RequestTimeTooSkewed",
  "RequestExpired",
  "RequestInTheFuture",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
]);
