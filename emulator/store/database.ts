import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Connection, connect, type Statement, type Value } from "./connection";
import { OpenFiles } from "./open-files";
import { applicationId, migrations } from "./schema";
import { StoreError } from "./store-error";

const busyTimeout = 30_000;

const inMemory = ":memory:";

/**
 * One SQLite file, which other processes may use, too. Writes that wait at the same time share one commit, and resolve
 * when the commit is on the disk.
 */
export class Database {
  readonly #connection: Connection;
  readonly #files: OpenFiles | undefined;
  readonly #statements = new Map<string, Statement>();
  #queue: QueuedWrite[] = [];
  #closed = false;

  readonly path: string;

  constructor(path: string) {
    // The path must mean the same file after a change of the working directory.
    this.path = path === inMemory ? path : resolve(path);
    this.#connection = open(this.path);
    if (this.path !== inMemory) this.#files = new OpenFiles(this.path);
  }

  /** Throws a StoreError if the file was deleted or replaced, as far as it is known at the moment. Writes look themselves. */
  check(): void {
    this.#files?.checkAgain();
  }

  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#prepare(sql).get(values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#prepare(sql).all(values) as Row[];
  }

  run(sql: string, ...values: Value[]): { changes: number; seq: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(values);
    return { changes, seq: Number(lastInsertRowid) };
  }

  /** Runs several reads on one snapshot. */
  read<T>(work: () => T): T {
    this.#run("BEGIN");
    try {
      return work();
    } finally {
      this.#run("COMMIT");
    }
  }

  /** Runs `work` in a transaction; resolves when its changes are on the disk. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) return reject(new StoreError(`The database ${this.path} is closed.`));
      this.#queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#queue.length === 1) setImmediate(() => this.#flush());
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#flush();
    this.#closed = true;
    this.#statements.clear();
    this.#connection.close();
  }

  #flush(): void {
    const queue = this.#queue;
    this.#queue = [];
    if (queue.length === 0) return;
    const settlements: (() => void)[] = [];
    try {
      this.#run("BEGIN IMMEDIATE");
      for (const write of queue) settlements.push(this.#runOne(write));
      this.#run("COMMIT");
      // What was written to a file that is deleted is lost.
      this.#files?.check();
    } catch (error) {
      if (this.#connection.inTransaction) this.#run("ROLLBACK");
      for (const { reject } of queue) reject(error);
      return;
    }
    for (const settle of settlements) settle();
  }

  #runOne({ work, resolve, reject }: QueuedWrite): () => void {
    this.#run("SAVEPOINT one");
    try {
      const value = work();
      this.#run("RELEASE one");
      return () => resolve(value);
    } catch (error) {
      this.#run("ROLLBACK TO one");
      this.#run("RELEASE one");
      return () => reject(error);
    }
  }

  #run(sql: string): void {
    this.#prepare(sql).run([]);
  }

  #prepare(sql: string) {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

interface QueuedWrite {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

function open(path: string): Connection {
  if (path !== inMemory) createFile(path);
  const connection = connect(path);
  try {
    connection.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    // Must come before anything that writes: a file of another program must not be changed.
    versionOf(connection, path);
    connection.exec("PRAGMA journal_mode = WAL");
    connection.exec("PRAGMA synchronous = FULL");
    connection.exec("PRAGMA foreign_keys = ON");
    migrate(connection, path);
  } catch (error) {
    connection.close();
    if (error instanceof StoreError) throw error;
    throw new StoreError(`${path} can't be used as a database: ${(error as Error).message}`, { cause: error });
  }
  return connection;
}

/**
 * Creates the file if it does not exist. It holds keys, so only its owner may read it; SQLite's other files follow it. One
 * that exists is not opened: to close it again would drop the locks that other connections of this process hold on it.
 */
function createFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) checkFile(path);
    else closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code === "EEXIST" && existsSync(path)) return;
    const { code = "", message } = error as NodeJS.ErrnoException;
    const reason = Object.hasOwn(reasons, code) ? reasons[code] : message;
    throw new StoreError(`${path} can't be used as a database: ${reason}.`, { cause: error });
  }
}

/** Throws what an attempt to open the file would throw. */
function checkFile(path: string): void {
  if (statSync(path).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  accessSync(path, constants.R_OK | constants.W_OK);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there (EACCES)",
  EPERM: "this user may not write there (EPERM)",
  EROFS: "the file system is read-only (EROFS)",
  EISDIR: "it is a folder (EISDIR)",
  EEXIST: "a part of its path is a file and no folder (EEXIST)",
  ENOTDIR: "a part of its path is a file and no folder (ENOTDIR)",
  ENOSPC: "the disk is full (ENOSPC)",
};

function pragma(connection: Connection, name: string): number {
  const row = connection.prepare(`PRAGMA ${name}`).get([]) as Record<string, number>;
  return row[name] ?? 0;
}

function versionOf(connection: Connection, path: string): number {
  const version = pragma(connection, "user_version");
  const owner = pragma(connection, "application_id");
  const tables = connection.prepare("SELECT count(*) AS n FROM sqlite_schema").get([]) as { n: number };
  if (owner !== applicationId && (owner !== 0 || version !== 0 || tables.n > 0)) {
    throw new StoreError(`${path} is a database of another program; choose another file.`);
  }
  if (version > migrations.length) {
    throw new StoreError(
      `${path} has schema version ${version}; this release knows versions up to ${migrations.length}. ` +
        "Use a newer release of pulumi-cognito-identity, or another file.",
    );
  }
  return version;
}

function migrate(connection: Connection, path: string): void {
  if (versionOf(connection, path) === migrations.length) return;
  connection.exec("BEGIN IMMEDIATE");
  try {
    // Read again inside the transaction: another process may have migrated the file meanwhile.
    for (const migration of migrations.slice(versionOf(connection, path))) connection.exec(migration);
    connection.exec(`PRAGMA application_id = ${applicationId}`);
    connection.exec(`PRAGMA user_version = ${migrations.length}`);
    connection.exec("COMMIT");
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}
