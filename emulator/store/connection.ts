import { StoreError } from "./store-error";

export type Value = string | number | null;

/** What the store needs of a library for SQLite; all of it is synchronous. */
export interface Connection {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

export interface Statement {
  get(values: readonly Value[]): unknown;
  all(values: readonly Value[]): unknown[];
  run(values: readonly Value[]): { changes: number; lastInsertRowid: number | bigint };
}

type Connect = (path: string) => Connection;

/**
 * Opens a file by `libsql`, or by Node's own `node:sqlite` where that package can't be loaded, as in the plugin's
 * executables. Both are SQLite, and may have one file open at the same time.
 */
export function connect(path: string): Connection {
  return loadDriver()(path);
}

// Loaded here, so that programs that open no store load neither.
function loadDriver(): Connect {
  try {
    const Database = require("libsql") as typeof import("libsql");
    return (path) => new Database(path) as Connection;
  } catch (cause) {
    const builtIn = loadBuiltIn();
    if (builtIn) return builtIn;
    const reason = (cause as Error).message.split("\n")[0];
    throw new StoreError(
      `The local service needs the package libsql, which can't be loaded (${reason}), or Node.js 22.16 or newer.`,
      { cause },
    );
  }
}

/** Undefined in a Node.js that has no SQLite, or one that does not tell whether a transaction is open. */
function loadBuiltIn(): Connect | undefined {
  // The types of the oldest Node.js that is served do not know it.
  const sqlite = process.getBuiltinModule("node:sqlite") as BuiltInSqlite | undefined;
  if (sqlite === undefined || new sqlite.DatabaseSync(":memory:").isTransaction === undefined) return undefined;
  return (path) => new BuiltInConnection(new sqlite.DatabaseSync(path));
}

interface BuiltInSqlite {
  readonly DatabaseSync: new (path: string) => BuiltInDatabase;
}

interface BuiltInDatabase {
  /** Undefined before Node.js 22.16. */
  readonly isTransaction: boolean;
  prepare(sql: string): {
    get(...values: Value[]): unknown;
    all(...values: Value[]): unknown[];
    run(...values: Value[]): { changes: number; lastInsertRowid: number | bigint };
  };
  exec(sql: string): void;
  close(): void;
}

class BuiltInConnection implements Connection {
  constructor(private readonly database: BuiltInDatabase) {}

  get inTransaction(): boolean {
    return this.database.isTransaction;
  }

  prepare(sql: string): Statement {
    const statement = this.database.prepare(sql);
    return {
      get: (values) => statement.get(...values),
      all: (values) => statement.all(...values),
      run: (values) => statement.run(...values),
    };
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  close(): void {
    this.database.close();
  }
}
