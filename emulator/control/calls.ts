import type { RequestRecord } from "../options";

/** How many of the last calls are kept. */
const longest = 10_000;

/** The calls of operations that were answered, the oldest first. */
export class Calls {
  #records: RequestRecord[] = [];

  add(record: RequestRecord): void {
    this.#records.push(record);
    if (this.#records.length >= 2 * longest) this.#records = this.list();
  }

  list(): RequestRecord[] {
    return this.#records.slice(-longest);
  }

  clear(): void {
    this.#records = [];
  }
}
