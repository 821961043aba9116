import type { Database } from "./database";
import type { Pool } from "./pools";

/**
 * `guest`: it never had a login. `linked`: it has logins. `disabled`: it was merged into another identity, or its last
 * login was unlinked; it can't be used any more.
 */
export type IdentityState = "guest" | "linked" | "disabled";

export interface Identity {
  readonly seq: number;
  readonly id: string;
  /** The `seq` of its pool. */
  readonly pool: number;
  readonly state: IdentityState;
  readonly created: number;
  readonly modified: number;
}

/** A user at a provider; `subject` is the user's id at the provider. */
export interface Login {
  readonly provider: string;
  readonly subject: string;
}

interface LoginRow extends Login {
  readonly seq: number;
}

const columns = "i.seq, i.id, i.pool, i.state, i.created, i.modified";

/** Text is stored as JSON: SQLite would cut it at a NUL character, and can't store lone surrogates. */
const toText = (text: string) => JSON.stringify(text);
const fromText = (text: string): string => JSON.parse(text);

/** The identities and their logins. Methods that change something must be called inside `Database.write`. */
export class IdentityTable {
  constructor(private readonly db: Database) {}

  find(id: string): Identity | undefined {
    return this.db.get(`SELECT ${columns} FROM identities i WHERE i.id = ?`, id);
  }

  /** The identity that a login belongs to. */
  owner({ seq }: Pool, { provider, subject }: Login): Identity | undefined {
    return this.db.get(
      `SELECT ${columns} FROM logins l JOIN identities i ON i.seq = l.identity
       WHERE l.pool = ? AND l.provider = ? AND l.subject = ?`,
      seq,
      toText(provider),
      toText(subject),
    );
  }

  list({ seq }: Pool, after: number, limit: number, hideDisabled: boolean): Identity[] {
    const filter = hideDisabled ? "AND i.state <> 'disabled'" : "";
    return this.db.all(
      `SELECT ${columns} FROM identities i WHERE i.pool = ? ${filter} AND i.seq > ? ORDER BY i.seq LIMIT ?`,
      seq,
      after,
      limit,
    );
  }

  create(id: string, pool: Pool, state: IdentityState, now: Date): Identity {
    const time = now.getTime();
    const { seq } = this.db.run(
      "INSERT INTO identities (id, pool, state, created, modified) VALUES (?, ?, ?, ?, ?)",
      id,
      pool.seq,
      state,
      time,
      time,
    );
    return { seq, id, pool: pool.seq, state, created: time, modified: time };
  }

  setState({ seq }: Identity, state: IdentityState, now: Date): void {
    this.db.run("UPDATE identities SET state = ?, modified = ? WHERE seq = ?", state, now.getTime(), seq);
  }

  delete({ seq }: Identity): void {
    this.db.run("DELETE FROM identities WHERE seq = ?", seq);
  }

  logins({ seq }: Identity): Login[] {
    return this.db
      .all<Login>("SELECT provider, subject FROM logins WHERE identity = ? ORDER BY seq", seq)
      .map(({ provider, subject }) => ({ provider: fromText(provider), subject: fromText(subject) }));
  }

  /** A page of the users that an identity has at one provider; the next page starts after the last `seq`. */
  users({ seq }: Identity, provider: string, after: number, limit: number): { seq: number; subject: string }[] {
    return this.db
      .all<LoginRow>(
        "SELECT seq, subject FROM logins WHERE identity = ? AND provider = ? AND seq > ? ORDER BY seq LIMIT ?",
        seq,
        toText(provider),
        after,
        limit,
      )
      .map((row) => ({ seq: row.seq, subject: fromText(row.subject) }));
  }

  link({ seq, pool }: Identity, { provider, subject }: Login): void {
    const sql = "INSERT INTO logins (pool, identity, provider, subject) VALUES (?, ?, ?, ?)";
    this.db.run(sql, pool, seq, toText(provider), toText(subject));
  }

  unlink({ seq }: Identity, { provider, subject }: Login): void {
    const sql = "DELETE FROM logins WHERE identity = ? AND provider = ? AND subject = ?";
    this.db.run(sql, seq, toText(provider), toText(subject));
  }

  moveLogins(from: Identity, to: Identity): void {
    this.db.run("UPDATE logins SET identity = ? WHERE identity = ?", to.seq, from.seq);
  }
}
