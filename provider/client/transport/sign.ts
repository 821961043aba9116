import { createHash, createHmac, hash } from "node:crypto";
import {
  ALGORITHM_IDENTIFIER,
  AMZ_DATE_HEADER,
  AUTH_HEADER,
  createScope,
  getCanonicalHeaders,
  getSigningKey,
  SHA256_HEADER,
  SignatureV4Base,
  TOKEN_HEADER,
} from "@smithy/signature-v4";
import type { AwsCredentialIdentity, Checksum, HttpRequest, SourceData } from "@smithy/types";
import { CanonicalForm } from "./canonical-form";

/** SHA-256 and its HMAC by the platform's own crypto, in the form that smithy's signer takes. */
export class Sha256 implements Checksum {
  readonly #hash;

  constructor(secret?: SourceData) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array | string);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error("A digest is used once.");
  }
}

export interface SignerOptions {
  readonly region: string;
  readonly credentials: AwsCredentialIdentity;
  /** The service's name in the scope; `cognito-identity` by default. */
  readonly service?: string;
  /** Whether the body's hash goes out as a header; true by default, as the AWS SDK does it. */
  readonly applyChecksum?: boolean;
}

/**
 * AWS Signature Version 4 from the parts of smithy's signer. The key is derived once a day, the canonical form
 * made once an operation, and the rest is synchronous, where smithy's own `sign()` hashes the credentials and waits eight
 * times for each request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export class Signer extends SignatureV4Base {
  readonly #region: string;
  readonly #credentials: AwsCredentialIdentity;
  readonly #forms = new Map<string, CanonicalForm>();
  #day = "";
  #scope = "";
  #key: Uint8Array = new Uint8Array();
  #second = Number.NaN;
  #date = { longDate: "", shortDate: "" };

  constructor({ region, credentials, service = "cognito-identity", applyChecksum = true }: SignerOptions) {
    super({ region, credentials, service, applyChecksum, sha256: Sha256 });
    this.validateResolvedCredentials(credentials);
    this.#region = region;
    this.#credentials = credentials;
  }

  /** Adds the headers of the signature to a request; a promise only for the first request of a day. */
  sign(request: HttpRequest, date: Date): HttpRequest | Promise<HttpRequest> {
    const { longDate, shortDate } = this.#format(date);
    if (shortDate === this.#day) return this.#sign(request, longDate, this.#scope, this.#key);
    return this.#startDay(shortDate).then(({ scope, key }) => this.#sign(request, longDate, scope, key));
  }

  #format(date: Date): { longDate: string; shortDate: string } {
    const second = Math.floor(date.getTime() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#date = this.formatDate(date);
    }
    return this.#date;
  }

  async #startDay(day: string): Promise<{ scope: string; key: Uint8Array }> {
    const key = await getSigningKey(Sha256, this.#credentials, day, this.#region, this.service);
    const scope = createScope(day, this.#region, this.service);
    this.#day = day;
    this.#scope = scope;
    this.#key = key;
    return { scope, key };
  }

  #sign(request: HttpRequest, longDate: string, scope: string, key: Uint8Array): HttpRequest {
    const { accessKeyId, sessionToken } = this.#credentials;
    const { headers } = request;
    const payloadHash = sha256(request.body ?? "");
    headers[AMZ_DATE_HEADER] = longDate;
    if (sessionToken) headers[TOKEN_HEADER] = sessionToken;
    if (this.applyChecksum) headers[SHA256_HEADER] = payloadHash;
    const form = this.#form(request);
    const stringToSign = `${ALGORITHM_IDENTIFIER}\n${longDate}\n${scope}\n${sha256(form.fill(headers, payloadHash))}`;
    const signature = createHmac("sha256", key).update(stringToSign).digest("hex");
    headers[AUTH_HEADER] =
      `${ALGORITHM_IDENTIFIER} Credential=${accessKeyId}/${scope}, SignedHeaders=${form.signedHeaders}, Signature=${signature}`;
    return request;
  }

  /** The canonical form of a request, made once for all requests of an operation. */
  #form(request: HttpRequest): CanonicalForm {
    const target = request.headers["x-amz-target"] ?? "";
    const form = this.#forms.get(target);
    if (form?.fits(request)) return form;
    const newForm = new CanonicalForm(request, (headers, payloadHash) =>
      this.createCanonicalRequest(request, getCanonicalHeaders({ ...request, headers }), payloadHash),
    );
    this.#forms.set(target, newForm);
    return newForm;
  }
}

const sha256 = (text: string | Uint8Array): string => hash("sha256", text, "hex");
