import { createHmac, timingSafeEqual } from "node:crypto";
import { invalidParameter } from "../service-error";

const macLength = 16;

/**
 * NextTokens: a position, and a MAC over the position and the query. They stay valid after inserts and restarts, and are
 * invalid for another query. The page size is not part of the query, so it may change.
 */
export class PageTokens {
  readonly #key: Buffer;

  constructor(hexKey: string) {
    this.#key = Buffer.from(hexKey, "hex");
  }

  issue(query: readonly (string | boolean)[], position: number): string {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(position));
    return Buffer.concat([this.#mac(query, bytes), bytes]).toString("base64url");
  }

  /** The position in a token; 0 if there is no token. */
  read(query: readonly (string | boolean)[], token: string | undefined): number {
    if (token === undefined) return 0;
    const given = Buffer.from(token, "base64url");
    const bytes = given.subarray(macLength);
    const isValid =
      given.length === macLength + 8 &&
      given.toString("base64url") === token &&
      timingSafeEqual(given.subarray(0, macLength), this.#mac(query, bytes));
    if (!isValid) throw invalidParameter("Invalid NextToken.");
    return Number(bytes.readBigUInt64BE());
  }

  #mac(query: readonly (string | boolean)[], position: Buffer): Buffer {
    return createHmac("sha256", this.#key)
      .update(JSON.stringify(query))
      .update(position)
      .digest()
      .subarray(0, macLength);
  }
}
