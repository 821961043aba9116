import { statSync } from "node:fs";
import { StoreError } from "./store-error";

/** How often a service that only reads looks at its files, in milliseconds: each look takes as long as a small read. */
const interval = 100;

/** The files of an open database: that at `path`, and those that SQLite keeps beside it. */
export class OpenFiles {
  readonly #identities = new Map<string, string>();
  #checked = Number.NEGATIVE_INFINITY;
  #lost: StoreError | undefined;

  constructor(private readonly path: string) {
    this.check();
  }

  /** Throws a StoreError if one of the files was deleted or replaced since it was first seen. */
  check(): void {
    if (this.#lost) throw this.#lost;
    for (const file of [this.path, `${this.path}-wal`, `${this.path}-shm`]) {
      const known = this.#identities.get(file);
      const found = identityOf(file);
      if (known === undefined && found !== undefined) this.#identities.set(file, found);
      else if (known !== found) {
        this.#lost = new StoreError(
          `${file} was ${found === undefined ? "deleted" : "replaced"} while the service used it. Restart the service.`,
        );
        throw this.#lost;
      }
    }
  }

  /** The same, unless it was done a moment ago. */
  checkAgain(): void {
    const now = performance.now();
    if (!this.#lost && now - this.#checked < interval) return;
    this.#checked = now;
    this.check();
  }
}

/** What a file keeps as long as it is not replaced; undefined if it does not exist. */
function identityOf(file: string): string | undefined {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev} ${stats.ino}`;
}
