import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsCredentialIdentity, Checksum, HttpRequest, SourceData } from "@smithy/types";

/** SHA-256 and its HMAC by the platform's own crypto, in the form that the signer takes. */
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

export const signingName = "cognito-identity";

/** Signs a request at a moment. */
export type Signer = (request: HttpRequest, signingDate: Date) => Promise<HttpRequest>;

/** Signs requests for one region with one set of credentials; the signing key is derived once a day. */
export function createSigner(region: string, credentials: AwsCredentialIdentity): Signer {
  const signer = new SignatureV4({ service: signingName, region, credentials, sha256: Sha256 });
  return (request, signingDate) => signer.sign(request, { signingDate });
}
