import { Database } from "./database";
import { IdentityTable } from "./identities";
import { MetaTable } from "./meta";
import { PoolTable } from "./pools";
import { restoreSnapshot, type Snapshot, takeSnapshot } from "./snapshot";

/** The data of the service. */
export interface Store {
  readonly pools: PoolTable;
  readonly identities: IdentityTable;
  readonly meta: MetaTable;
  /** Throws a StoreError if the file was deleted or replaced. */
  check(): void;
  /** What callers have made. */
  snapshot(): Snapshot;
  /** Puts a snapshot in the place of all that is there; to be called inside `write`. */
  restore(snapshot: Snapshot): void;
  /** Runs several reads on one snapshot. */
  read<T>(work: () => T): T;
  /** Runs `work` in a transaction; resolves when its changes are on the disk. */
  write<T>(work: () => T): Promise<T>;
  close(): void;
}

/** Opens the file, or `:memory:`. Creates the file and its folder if they do not exist. */
export function openStore(path: string): Store {
  const db = new Database(path);
  return {
    pools: new PoolTable(db),
    identities: new IdentityTable(db),
    meta: new MetaTable(db),
    check: () => db.check(),
    snapshot: () => takeSnapshot(db),
    restore: (snapshot) => restoreSnapshot(db, snapshot),
    read: (work) => db.read(work),
    write: (work) => db.write(work),
    close: () => db.close(),
  };
}

export type { Identity, IdentityState, Login } from "./identities";
export type { StoredKey } from "./meta";
export type { Caller, Pool, PoolRoles, PoolSettings, Tags } from "./pools";
export { emptySnapshot, type Snapshot } from "./snapshot";
export { StoreError } from "./store-error";
