import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import Database from "libsql";
import { createLocalService, type LocalService, StoreError } from "../../emulator";
import { applySeed } from "../../emulator/control/seed";
import { applicationId, migrations } from "../../emulator/store/schema";
import { type ChildService, compileCommand, post, startChild, temporaryFolder } from "./support/child-service";
import { rawRequest } from "./support/targets";

const IdentityPoolId = "us-east-1:00000000-0000-4000-8000-000000000001";
const provider = "graph.facebook.com";
const seed = {
  IdentityPools: [
    {
      IdentityPoolId,
      Region: "us-east-1",
      IdentityPoolName: "durable",
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { [provider]: "7346241598935552" },
    },
  ],
};
const kills = Number(process.env.COGNITO_IDENTITY_KILLS ?? 50);

describe("durability", () => {
  const folder = temporaryFolder();
  let main: string;
  let files = 0;

  before(() => {
    main = compileCommand(folder.path);
  });
  after(() => folder.remove());

  const newFile = () => join(folder.path, `${++files}`, "local.db");
  const open = (path: string) => createLocalService({ path, warn: () => {} });

  async function seeded(path: string): Promise<LocalService> {
    const service = open(path);
    await applySeed(service, seed);
    return service;
  }
  const call = async (service: LocalService, operation: string, input: object) =>
    JSON.parse((await service.handle(rawRequest(operation, input))).body) as Record<string, string>;
  const soundness = (path: string) => {
    const db = new Database(path);
    const rows = [...db.prepare("PRAGMA integrity_check").all([]), ...db.prepare("PRAGMA foreign_key_check").all([])];
    db.close();
    return rows.map((row) => (row as Record<string, unknown>).integrity_check ?? row);
  };

  it(`keeps what it acknowledged through ${kills} kills in mid-write`, async () => {
    const path = newFile();
    (await seeded(path)).close();
    const acknowledged = new Map<string, string>();
    let lost = 0;
    for (let kill = 0; kill < kills; kill++) {
      const child = await startChild(main, ["--db", path, "--port", "0", "--no-log"]);
      let isDown = false;
      let begin = () => {};
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let i = 0; !isDown; i++) {
          const token = `${kill}-${writer}-${i}`;
          const answer = await post(child.url, "GetId", { IdentityPoolId, Logins: { [provider]: token } }).catch(
            () => {},
          );
          if (!answer) {
            lost++;
            return;
          }
          assert.equal(answer.status, 200);
          acknowledged.set(token, answer.body.IdentityId as string);
          begin();
        }
      });
      // However slow the machine is, some writes are done and others are under way.
      await begun;
      await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 60));
      await child.stop("SIGKILL");
      isDown = true;
      await Promise.all(writers);
    }
    assert.ok(lost >= kills && acknowledged.size >= kills, `${acknowledged.size} writes, ${lost} cut off`);
    const service = open(path);
    for (const [token, id] of acknowledged) {
      const { IdentityId } = await call(service, "GetId", { IdentityPoolId, Logins: { [provider]: token } });
      assert.equal(IdentityId, id);
    }
    service.close();
    assert.deepEqual(soundness(path), ["ok"]);
  }).timeout(300_000);

  it("lets several processes work on one file", async () => {
    const path = newFile();
    const service = await seeded(path);
    const children = await Promise.all(
      [1, 2, 3].map(() => startChild(main, ["--db", path, "--port", "0", "--no-log"])),
    );
    const rounds = 60;
    const work = async (register: (token: string) => Promise<string>) => {
      const ids: string[] = [];
      for (let i = 0; i < rounds; i++) ids.push(await register(`shared-${i}`));
      return ids;
    };
    const byHttp = ({ url }: ChildService) =>
      work(async (token) => {
        const { status, body } = await post(url, "GetId", { IdentityPoolId, Logins: { [provider]: token } });
        assert.equal(status, 200);
        return body.IdentityId as string;
      });
    const inProcess = work(
      async (token) =>
        (await call(service, "GetId", { IdentityPoolId, Logins: { [provider]: token } })).IdentityId as string,
    );
    const [first, ...others] = await Promise.all([inProcess, ...children.map(byHttp)]);
    assert.equal(new Set(first).size, rounds);
    for (const other of others) assert.deepEqual(other, first);
    const guests = await Promise.all(
      children.flatMap(({ url }) => Array.from({ length: 30 }, () => post(url, "GetId", { IdentityPoolId }))),
    );
    assert.equal(new Set(guests.map(({ body }) => body.IdentityId)).size, 90);
    for (const child of children) assert.equal(await child.stop(), 0);
    service.close();
    const db = new Database(path);
    const { n } = db.prepare("SELECT count(*) AS n FROM identities").get([]) as { n: number };
    db.close();
    assert.equal(n, rounds + 90);
  }).timeout(60_000);

  it("makes one database when several processes open a new file at once", async () => {
    const path = newFile();
    const children = await Promise.all([1, 2, 3].map(() => startChild(main, ["--db", path, "--port", "0"])));
    for (const child of children) assert.equal(await child.stop(), 0);
    assert.deepEqual(soundness(path), ["ok"]);
  });

  it("takes a file of the first version along", async () => {
    const path = newFile();
    mkdirSync(dirname(path));
    const db = new Database(path);
    db.exec(migrations[0] as string);
    db.exec(`PRAGMA application_id = ${applicationId}`);
    db.exec("PRAGMA user_version = 1");
    const pools = "pools (id, account, region, settings, tags, roles, created, modified)";
    db.exec(`INSERT INTO ${pools} VALUES ('a:1', '1', 'a', '{"IdentityPoolName":"old"}', '{}', '{}', 0, 0)`);
    db.close();
    const { store, close } = open(path);
    assert.equal(store.pools.find("a:1")?.settings.IdentityPoolName, "old");
    assert.equal(store.pools.count({ account: "1", region: "a" }), 1);
    await store.write(() => store.pools.delete(store.pools.find("a:1") as never));
    assert.equal(store.pools.count({ account: "1", region: "a" }), 0);
    close();
    const reopened = new Database(path);
    assert.deepEqual(reopened.pragma("user_version"), [{ user_version: migrations.length }]);
    reopened.close();
  });

  describe("refuses, and leaves as it is,", () => {
    const hash = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
    const refused = (path: string, text: RegExp) => {
      const before = hash(path);
      assert.throws(
        () => open(path),
        (error: Error) => error instanceof StoreError && text.test(error.message),
      );
      assert.equal(hash(path), before);
    };

    it("a file of a newer release", () => {
      const path = newFile();
      open(path).close();
      const db = new Database(path);
      db.exec("PRAGMA user_version = 99");
      db.close();
      refused(path, /has schema version 99; this release knows versions up to \d+\. Use a newer release/);
    });

    it("a database of another program", () => {
      const path = join(folder.path, "foreign.db");
      const db = new Database(path);
      db.exec("CREATE TABLE theirs (a)");
      db.close();
      refused(path, /is a database of another program/);
    });

    it("a file that is no database", () => {
      const path = join(folder.path, "text.db");
      writeFileSync(path, "This is a text and no database. ".repeat(100));
      refused(path, /can't be used as a database/);
    });
  });

  it("makes the folder of its file, and keeps nothing of `:memory:`", async () => {
    const path = newFile();
    open(path).close();
    assert.ok(existsSync(path));
    const one = open(":memory:");
    await applySeed(one, seed);
    one.close();
    const two = open(":memory:");
    assert.equal((await call(two, "GetId", { IdentityPoolId })).__type, "ResourceNotFoundException");
    two.close();
  });

  it("keeps the locks of its file when the process opens it once more", async () => {
    const path = newFile();
    const services = [await seeded(path), open(path)];
    // The last connection that closes deletes the write-ahead log, unless a lock tells it of others.
    const visit = `const db = new (require("libsql"))(process.argv[1]); db.prepare("SELECT * FROM pools").all([]); db.close();`;
    execFileSync(process.execPath, ["-e", visit, path], { cwd: join(__dirname, "../..") });
    assert.ok(existsSync(`${path}-wal`));
    for (const service of services) {
      assert.match((await call(service, "GetId", { IdentityPoolId })).IdentityId ?? "", /^us-east-1:/);
      service.close();
    }
  });

  describe("notices a file that", () => {
    const changes: [string, (path: string) => void, RegExp][] = [
      [
        "was deleted",
        (path) => rmSync(path),
        /local\.db was deleted while the service used it\. Restart the service\.$/,
      ],
      [
        "was replaced",
        (path) => {
          copyFileSync(path, `${path}.copy`);
          renameSync(`${path}.copy`, path);
        },
        /local\.db was replaced while/,
      ],
      ["lost its write-ahead log", (path) => rmSync(`${path}-wal`), /local\.db-wal was deleted while/],
      ["lost its shared memory", (path) => rmSync(`${path}-shm`), /local\.db-shm was deleted while/],
      ["went with its folder", (path) => rmSync(dirname(path), { recursive: true }), /local\.db was deleted while/],
    ];
    for (const [what, change, text] of changes) {
      it(`${what}, before it answers a request or acknowledges a change`, async () => {
        const path = newFile();
        const warnings: string[] = [];
        const service = createLocalService({ path, warn: (message) => warnings.push(message) });
        await applySeed(service, seed);
        await call(service, "GetId", { IdentityPoolId });
        const { store, clock } = service;
        const pool = store.pools.find(IdentityPoolId) as NonNullable<ReturnType<typeof store.pools.find>>;
        // The change comes when the request is under way.
        const late = store.write(() => {
          store.identities.create("us-east-1:a", pool, "guest", clock.now());
          change(path);
        });
        await assert.rejects(late, (error: Error) => error instanceof StoreError && text.test(error.message));
        for (const input of [{ IdentityPoolId }, { IdentityPoolId, Logins: { [provider]: "token" } }]) {
          const { status, body } = await service.handle(rawRequest("GetId", input));
          const { __type, message } = JSON.parse(body);
          assert.deepEqual([status, __type], [500, "InternalErrorException"]);
          assert.match(message, text);
        }
        assert.match(warnings[0] ?? "", text);
        service.close();
      });
    }

    it("was deleted, also when it only reads", async () => {
      const path = newFile();
      const service = await seeded(path);
      const { IdentityId } = await call(service, "GetId", { IdentityPoolId });
      const read = () => service.handle(rawRequest("GetOpenIdToken", { IdentityId }));
      assert.equal((await read()).status, 200);
      rmSync(path);
      // It looks at the file ten times a second.
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.match((await read()).body, /was deleted while the service used it/);
      service.close();
    });

    it("is another one after a change of the working directory, but not the one in use", async () => {
      const path = newFile();
      const before = process.cwd();
      mkdirSync(dirname(path));
      process.chdir(dirname(path));
      try {
        const service = open("local.db");
        process.chdir(before);
        await applySeed(service, seed);
        assert.match((await call(service, "GetId", { IdentityPoolId })).IdentityId ?? "", /^us-east-1:/);
        service.close();
        assert.ok(existsSync(path));
      } finally {
        process.chdir(before);
      }
    });
  });

  it("lets nobody but the owner read the files that it creates", async function () {
    if (process.platform === "win32") this.skip();
    const path = newFile();
    const umask = process.umask(0);
    try {
      const service = await seeded(path);
      const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
      assert.deepEqual(
        ["", "-wal", "-shm"].map((end) => mode(path + end)),
        ["600", "600", "600"],
      );
      service.close();
      // Who has given the file to others has done so on purpose.
      chmodSync(path, 0o640);
      open(path).close();
      assert.equal(mode(path), "640");
    } finally {
      process.umask(umask);
    }
  });

  it("keeps keys and page tokens across restarts", async () => {
    const path = newFile();
    const first = await seeded(path);
    const { IdentityId } = await call(first, "GetId", { IdentityPoolId });
    const { Token } = await call(first, "GetOpenIdToken", { IdentityId });
    const keySet = async (service: LocalService) =>
      (await service.handle({ method: "GET", path: "/.well-known/jwks_uri", headers: {}, body: "" })).body;
    const keys = await keySet(first);
    first.close();
    const second = open(path);
    assert.equal(await keySet(second), keys);
    const again = await call(second, "GetOpenIdToken", { IdentityId });
    assert.equal(again.Token?.split(".")[0], Token?.split(".")[0]);
    second.close();
  });
});
