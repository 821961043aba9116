import { Database } from "./database";
import { IdentityTable } from "./identities";
import { MetaTable } from "./meta";
import { PoolTable } from "./pools";

/** All that the service remembers. */
export interface Store {
  readonly pools: PoolTable;
  readonly identities: IdentityTable;
  readonly meta: MetaTable;
  /** Several reads that see the same moment. */
  read<T>(work: () => T): T;
  /** Changes, wholly or not at all; resolves once they are on the disk. */
  write<T>(work: () => T): Promise<T>;
  close(): void;
}

/** Opens the file, or `:memory:`; makes it, and its folder, when it is not there. */
export function openStore(path: string): Store {
  const db = new Database(path);
  return {
    pools: new PoolTable(db),
    identities: new IdentityTable(db),
    meta: new MetaTable(db),
    read: (work) => db.read(work),
    write: (work) => db.write(work),
    close: () => db.close(),
  };
}

export { StoreError } from "./database";
export type { Identity, IdentityState, Login } from "./identities";
export type { StoredKey } from "./meta";
export type { Caller, Pool, PoolRoles, PoolSettings, PrincipalTagMap, Tags } from "./pools";
