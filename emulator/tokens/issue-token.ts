import { sign } from "node:crypto";
import { promisify } from "node:util";
import { poolArn } from "../../provider/model/ids";
import { isTokenIssuer, tokenIssuerOf } from "../../provider/model/token-issuers";
import type { Pool } from "../store";
import type { SigningKeys } from "./signing-keys";

/** The contents of a token. */
export interface TokenClaims {
  readonly identityId: string;
  readonly pool: Pool;
  /** How the identity was authenticated; `["unauthenticated"]` for a guest. */
  readonly amr: readonly string[];
  /** In seconds. */
  readonly duration: number;
  readonly principalTags?: { readonly [key: string]: string | undefined };
}

const arnClaim = "https://cognito-identity.amazonaws.com/identity-pool-arn";
const tagsClaim = "https://aws.amazon.com/tags";

/** Issues the OpenID Connect tokens of the service. */
export class TokenIssuer {
  /** `issuer` is used in all regions; by default each region has that of AWS. */
  constructor(
    private readonly keys: SigningKeys,
    private readonly issuer?: string,
  ) {}

  /** The issuer of the tokens of a region. */
  issuerOf(region: string): string {
    return this.issuer ?? `https://${tokenIssuerOf(region)}`;
  }

  /** The issuer that a host name of the service stands for. */
  issuerAt(host: string): string {
    return this.issuer ?? `https://${isTokenIssuer(host) ? host : tokenIssuerOf("us-east-1")}`;
  }

  /** A JWT with AWS's header and claims, in AWS's order. */
  async issue({ identityId, pool, amr, duration, principalTags = {} }: TokenClaims, now: Date): Promise<string> {
    const { kid, privateKey } = await this.keys.of(pool.region);
    const iat = Math.floor(now.getTime() / 1000);
    const tags = Object.entries(principalTags).map(([key, value]) => [key, [value]]);
    const claims = {
      sub: identityId,
      aud: pool.id,
      amr: [...amr],
      iss: this.issuerOf(pool.region),
      [arnClaim]: poolArn(pool.id, pool.account),
      ...(tags.length > 0 && { [tagsClaim]: { principal_tags: Object.fromEntries(tags) } }),
      exp: iat + duration,
      iat,
    };
    const content = `${encode({ kid, typ: "JWS", alg: "RS512" })}.${encode(claims)}`;
    return `${content}.${(await signAsync("sha512", Buffer.from(content), privateKey)).toString("base64url")}`;
  }

  /** Verifies a token of this service and returns its claims, expired or not; undefined if it is no such token. */
  async read(token: string): Promise<Record<string, unknown> | undefined> {
    const { compactVerify, decodeProtectedHeader } = await import("jose");
    try {
      const key = this.keys.publicKey(String(decodeProtectedHeader(token).kid));
      if (!key) return undefined;
      const { payload } = await compactVerify(token, key, { algorithms: ["RS512"] });
      return JSON.parse(Buffer.from(payload).toString("utf8"));
    } catch {
      return undefined;
    }
  }
}

/** RS512 by node:crypto: WebCrypto, which jose uses, takes twice as long on the main thread to set a job up. */
const signAsync = promisify(sign);

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
