import type { Database } from "./database";

/** The tables of what callers have made, those before that others refer to. Keys are not among them. */
const tables = ["pools", "identities", "logins", "principal_tag_maps"] as const;

type Row = Readonly<Record<string, string | number | null>>;

/** All pools, identities, logins and tag maps, as plain data that JSON can hold. */
export type Snapshot = Readonly<Record<(typeof tables)[number], readonly Row[]>>;

export const emptySnapshot: Snapshot = { pools: [], identities: [], logins: [], principal_tag_maps: [] };

export function takeSnapshot(db: Database): Snapshot {
  const rows = (table: (typeof tables)[number]) => db.all<Row>(`SELECT * FROM ${table}`);
  return db.read(() => ({
    pools: rows("pools"),
    identities: rows("identities"),
    logins: rows("logins"),
    principal_tag_maps: rows("principal_tag_maps"),
  }));
}

/** Puts a snapshot in the place of all that is there. Must be called inside `Database.write`. */
export function restoreSnapshot(db: Database, snapshot: Snapshot): void {
  // What belongs to a pool goes with it.
  db.run("DELETE FROM pools");
  for (const table of tables) {
    for (const row of snapshot[table]) {
      const names = Object.keys(row);
      const places = names.map(() => "?").join(", ");
      db.run(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${places})`, ...Object.values(row));
    }
  }
}
