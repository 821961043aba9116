import type { PrincipalTagMap } from "../../provider/model/access/session-tags";
import type { Output, ParsedInput } from "../../provider/model/operations";
import type { Database } from "./database";

/** The settings of CreateIdentityPool and UpdateIdentityPool, without the tags. */
export type PoolSettings = Omit<ParsedInput<"CreateIdentityPool">, "IdentityPoolTags">;
export type Tags = Record<string, string>;
export type PoolRoles = Pick<Output<"GetIdentityPoolRoles">, "Roles" | "RoleMappings">;

/** The account and the region whose pools a request can see. */
export interface Caller {
  readonly account: string;
  readonly region: string;
}

export interface Pool extends Caller {
  readonly seq: number;
  readonly id: string;
  readonly settings: PoolSettings;
  readonly tags: Tags;
  readonly roles: PoolRoles;
}

interface PoolRow extends Caller {
  readonly seq: number;
  readonly id: string;
  readonly settings: string;
  readonly tags: string;
  readonly roles: string;
}

const columns = "seq, id, account, region, settings, tags, roles";

const toPool = ({ seq, id, account, region, settings, tags, roles }: PoolRow): Pool => ({
  seq,
  id,
  account,
  region,
  settings: JSON.parse(settings),
  tags: JSON.parse(tags),
  roles: JSON.parse(roles),
});

/** The identity pools. Methods that change something must be called inside `Database.write`. */
export class PoolTable {
  constructor(private readonly db: Database) {}

  find(id: string): Pool | undefined {
    const row = this.db.get<PoolRow>(`SELECT ${columns} FROM pools WHERE id = ?`, id);
    return row && toPool(row);
  }

  bySeq(seq: number): Pool | undefined {
    const row = this.db.get<PoolRow>(`SELECT ${columns} FROM pools WHERE seq = ?`, seq);
    return row && toPool(row);
  }

  list({ account, region }: Caller, after: number, limit: number): Pool[] {
    return this.db
      .all<PoolRow>(
        `SELECT ${columns} FROM pools WHERE account = ? AND region = ? AND seq > ? ORDER BY seq LIMIT ?`,
        account,
        region,
        after,
        limit,
      )
      .map(toPool);
  }

  count({ account, region }: Caller): number {
    const sql = "SELECT n FROM pool_counts WHERE account = ? AND region = ?";
    return this.db.get<{ n: number }>(sql, account, region)?.n ?? 0;
  }

  regions(): string[] {
    return this.db
      .all<{ region: string }>("SELECT DISTINCT region FROM pools ORDER BY region")
      .map((row) => row.region);
  }

  create(id: string, { account, region }: Caller, settings: PoolSettings, tags: Tags, now: Date): void {
    const time = now.getTime();
    this.db.run(
      "INSERT INTO pools (id, account, region, settings, tags, roles, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      id,
      account,
      region,
      JSON.stringify(settings),
      JSON.stringify(tags),
      "{}",
      time,
      time,
    );
  }

  setSettings({ seq }: Pool, settings: PoolSettings, now: Date): void {
    const sql = "UPDATE pools SET settings = ?, modified = ? WHERE seq = ?";
    this.db.run(sql, JSON.stringify(settings), now.getTime(), seq);
  }

  setTags({ seq }: Pool, tags: Tags): void {
    this.db.run("UPDATE pools SET tags = ? WHERE seq = ?", JSON.stringify(tags), seq);
  }

  setRoles({ seq }: Pool, roles: PoolRoles, now: Date): void {
    const sql = "UPDATE pools SET roles = ?, modified = ? WHERE seq = ?";
    this.db.run(sql, JSON.stringify(roles), now.getTime(), seq);
  }

  /** Deletes the pool; by the foreign keys its identities, logins and tag maps, too. */
  delete({ seq }: Pool): void {
    this.db.run("DELETE FROM pools WHERE seq = ?", seq);
  }

  principalTagMap({ seq }: Pool, provider: string): PrincipalTagMap | undefined {
    const sql = "SELECT map FROM principal_tag_maps WHERE pool = ? AND provider = ?";
    const row = this.db.get<{ map: string }>(sql, seq, JSON.stringify(provider));
    return row && JSON.parse(row.map);
  }

  setPrincipalTagMap({ seq }: Pool, provider: string, map: PrincipalTagMap): void {
    this.db.run(
      `INSERT INTO principal_tag_maps (pool, provider, map) VALUES (?, ?, ?)
       ON CONFLICT (pool, provider) DO UPDATE SET map = excluded.map`,
      seq,
      JSON.stringify(provider),
      JSON.stringify(map),
    );
  }
}
