import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import type { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsCredentialIdentity, Checksum, RequestSigningArguments, SourceData } from "@smithy/types";

class Sha256 implements Checksum {
  readonly #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array | string);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}

interface Signing extends RequestSigningArguments {
  readonly credentials: AwsCredentialIdentity;
  readonly region: string;
  readonly service?: string;
}

/** Signs by smithy's own signer, which is the AWS SDK's. */
export function sign(request: HttpRequest, { credentials, region, service = "cognito-identity", ...rest }: Signing) {
  return new SignatureV4({ service, region, credentials, sha256: Sha256 }).sign(request, rest) as Promise<HttpRequest>;
}
