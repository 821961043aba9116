import type { Database } from "./database";

/** A private key in PKCS #8 PEM. */
export interface StoredKey {
  readonly kid: string;
  readonly privateKey: string;
}

/** Secrets and signing keys of the service. Methods that change something must be called inside `Database.write`. */
export class MetaTable {
  constructor(private readonly db: Database) {}

  get(name: string): string | undefined {
    return this.db.get<{ value: string }>("SELECT value FROM meta WHERE name = ?", name)?.value;
  }

  /** Sets a value unless there is one already; returns the stored value. */
  setOnce(name: string, value: string): string {
    this.db.run("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, value);
    return this.get(name) as string;
  }

  keys(): StoredKey[] {
    return this.db.all<StoredKey>("SELECT kid, private_key AS privateKey FROM signing_keys ORDER BY kid");
  }

  key(kid: string): StoredKey | undefined {
    return this.db.get<StoredKey>("SELECT kid, private_key AS privateKey FROM signing_keys WHERE kid = ?", kid);
  }

  anyKey(): StoredKey | undefined {
    return this.db.get<StoredKey>("SELECT kid, private_key AS privateKey FROM signing_keys ORDER BY created LIMIT 1");
  }

  /** Stores a key unless there is one of that name already; returns the stored key. */
  addKey({ kid, privateKey }: StoredKey, now: Date): StoredKey {
    const sql = "INSERT INTO signing_keys (kid, private_key, created) VALUES (?, ?, ?) ON CONFLICT (kid) DO NOTHING";
    this.db.run(sql, kid, privateKey, now.getTime());
    return this.key(kid) as StoredKey;
  }
}
