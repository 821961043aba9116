/** The PRAGMA application_id of a database of this service: "CogI" in ASCII. */
export const applicationId = 0x436f6749;

/** The entry at index N migrates a file from version N to N + 1. Entries must never be changed, only added. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE pools (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    settings TEXT NOT NULL,
    tags TEXT NOT NULL,
    roles TEXT NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL
  );
  CREATE INDEX pools_by_owner ON pools (account, region, seq);

  CREATE TABLE identities (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    pool INTEGER NOT NULL REFERENCES pools (seq) ON DELETE CASCADE,
    state TEXT NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL
  );
  CREATE INDEX identities_by_pool ON identities (pool, seq);
  CREATE INDEX enabled_identities_by_pool ON identities (pool, seq) WHERE state <> 'disabled';

  CREATE TABLE logins (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    pool INTEGER NOT NULL REFERENCES pools (seq) ON DELETE CASCADE,
    identity INTEGER NOT NULL REFERENCES identities (seq) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    UNIQUE (pool, provider, subject)
  );
  CREATE INDEX logins_by_identity ON logins (identity, provider, seq);

  CREATE TABLE principal_tag_maps (
    pool INTEGER NOT NULL REFERENCES pools (seq) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    map TEXT NOT NULL,
    PRIMARY KEY (pool, provider)
  ) WITHOUT ROWID;

  CREATE TABLE signing_keys (kid TEXT PRIMARY KEY, private_key TEXT NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID;
  `,
  // Each CreateIdentityPool checks the quota of pools, and should not count all pools for that.
  `
  CREATE TABLE pool_counts (account TEXT, region TEXT, n INTEGER NOT NULL, PRIMARY KEY (account, region)) WITHOUT ROWID;
  INSERT INTO pool_counts SELECT account, region, count(*) FROM pools GROUP BY account, region;
  CREATE TRIGGER count_created_pool AFTER INSERT ON pools BEGIN
    INSERT INTO pool_counts VALUES (NEW.account, NEW.region, 1) ON CONFLICT (account, region) DO UPDATE SET n = n + 1;
  END;
  CREATE TRIGGER count_deleted_pool AFTER DELETE ON pools BEGIN
    UPDATE pool_counts SET n = n - 1 WHERE account = OLD.account AND region = OLD.region;
  END;
  `,
];
