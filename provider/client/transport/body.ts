import { maxBodyBytes, oversized } from "./error";

/** The bytes of an answer, joined as they come: a body of many small chunks takes no more memory than a large one. */
export class Body {
  #buffer?: Buffer;
  #length = 0;

  /** @throws TransportError when the body gets too large */
  add(chunk: Uint8Array): void {
    const length = this.#length + chunk.byteLength;
    if (length > maxBodyBytes) throw oversized();
    if (!this.#buffer) {
      // Most bodies are one chunk, which needs no copy.
      const { buffer, byteOffset, byteLength } = chunk;
      this.#buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(buffer, byteOffset, byteLength);
    } else {
      if (length > this.#buffer.length) this.#grow(length);
      this.#buffer.set(chunk, this.#length);
    }
    this.#length = length;
  }

  get bytes(): Buffer | undefined {
    return this.#buffer?.subarray(0, this.#length);
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafe(Math.min(Math.max(2 * length, 16_384), maxBodyBytes));
    larger.set(this.#buffer?.subarray(0, this.#length) ?? []);
    this.#buffer = larger;
  }
}
