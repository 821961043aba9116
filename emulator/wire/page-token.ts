import { createHmac, timingSafeEqual } from "node:crypto";
import { invalidParameter } from "../service-error";

const macLength = 16;

/**
 * NextTokens: a position, sealed together with the query that it belongs to. They hold no state, survive inserts and
 * restarts, and fit no other query. The size of a page is not part of the query.
 */
export class PageTokens {
  readonly #key: Buffer;

  constructor(hexKey: string) {
    this.#key = Buffer.from(hexKey, "hex");
  }

  issue(query: readonly (string | boolean)[], position: number): string {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(position));
    return Buffer.concat([this.#seal(query, bytes), bytes]).toString("base64url");
  }

  /** The position that a token stands for; 0 without one. */
  read(query: readonly (string | boolean)[], token: string | undefined): number {
    if (token === undefined) return 0;
    const given = Buffer.from(token, "base64url");
    const bytes = given.subarray(macLength);
    const isOurs =
      given.length === macLength + 8 &&
      given.toString("base64url") === token &&
      timingSafeEqual(given.subarray(0, macLength), this.#seal(query, bytes));
    if (!isOurs) throw invalidParameter("Invalid NextToken.");
    return Number(bytes.readBigUInt64BE());
  }

  #seal(query: readonly (string | boolean)[], position: Buffer): Buffer {
    return createHmac("sha256", this.#key)
      .update(JSON.stringify(query))
      .update(position)
      .digest()
      .subarray(0, macLength);
  }
}
