import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningLocalService, startLocalService } from "../../../emulator/kit";
import { readRecords, runCommand } from "../../support/command";

const day = 24 * 3_600_000;
const provider = "login.example.com";
const facebook = "graph.facebook.com";

describe("the command stale-guests", () => {
  let service: RunningLocalService;
  let folder: string;
  let IdentityPoolId: string;

  before(async () => {
    service = await startLocalService({ region: "eu-central-1", warn: () => {} });
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "stale-guests-"));
    await service.reset();
    const settings = {
      IdentityPoolName: "people",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: provider,
      SupportedLoginProviders: { [facebook]: "1" },
    };
    ({ IdentityPoolId } = await service.client().call("CreateIdentityPool", settings));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  after(() => service.close());

  const run = (args: string[], env?: Record<string, string>) =>
    runCommand(["stale-guests", ...args], { folder, credentials: service.credentials, env });
  const staleGuests = (...args: string[]) =>
    run([IdentityPoolId, "--older-than", "90d", "--endpoint", service.endpoint, ...args]);

  async function guests(count: number, age: number): Promise<string[]> {
    service.clock.moveBy(-age);
    const ids: string[] = [];
    for (let made = 0; made < count; made++) {
      const { IdentityId } = await service.client().call("GetId", { IdentityPoolId });
      ids.push(String(IdentityId));
    }
    service.clock.reset();
    return ids;
  }
  async function loggedIn(age: number): Promise<string[]> {
    service.clock.moveBy(-age);
    const client = service.client();
    const { IdentityId: eve } = await client.call("GetId", { IdentityPoolId, Logins: { [facebook]: "token" } });
    const Logins = { [provider]: "ann" };
    const { IdentityId: ann } = await client.call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins });
    service.clock.reset();
    return [String(eve), String(ann)];
  }
  async function identities(): Promise<string[]> {
    const ids: string[] = [];
    const pages = service.client().paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 });
    for await (const { IdentityId } of pages.items()) ids.push(String(IdentityId));
    return ids.sort();
  }
  const state = (name: string, ...resources: object[]) => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources } }));
    return file;
  };
  const deletions = () => service.calls().filter(({ operation }) => operation === "DeleteIdentities");

  it("lists those that nobody changed for long, and deletes nothing", async () => {
    const [old = ""] = await guests(1, 91 * day);
    await guests(1, 89 * day);
    await loggedIn(200 * day);
    const { code, stdout } = await staleGuests();
    assert.equal(code, 0);
    assert.match(
      stdout,
      new RegExp(
        `^${old} made [\\d-]+T\\S+Z, changed [\\d-]+T\\S+Z\n1 guest found, 0 of them held by a stack; nothing deleted`,
      ),
    );
    assert.equal((await identities()).length, 4);
  });

  it("deletes when told so, in batches of 60, and spares what has a login, is young, or is held by a stack", async () => {
    const old = await guests(130, 100 * day);
    const young = await guests(2, day);
    const withLogin = await loggedIn(200 * day);
    const first = state("first.json", { type: "cognito-identity:index:Identity", id: `${IdentityPoolId}/${old[7]}` });
    const second = state("second.json", { type: "pulumi:pulumi:Stack", outputs: { guest: { id: old[99] } } });
    const report = join(folder, "report.jsonl");
    const { code, stdout } = await staleGuests("--delete", "--spare-state", first, second, "--report", report);
    assert.equal(code, 0, stdout);
    const spared = [old[7], old[99]] as string[];
    assert.deepEqual(await identities(), [...young, ...withLogin, ...spared].sort());
    assert.match(stdout, /130 guests found, 2 of them held by a stack; 128 deleted\.\n$/);
    for (const id of spared) assert.match(stdout, new RegExp(`^${id} made .*, held by a stack$`, "m"));
    assert.equal(deletions().length, 3);

    const records = readRecords(report);
    assert.equal(statSync(report).mode & 0o077, 0, "others can't read whom a pool has");
    assert.deepEqual(
      records.filter(({ kind }) => kind !== "guest").map(({ kind, identityIds }) => [kind, identityIds?.length]),
      [
        ["run", undefined],
        ["deleted", 60],
        ["deleted", 60],
        ["deleted", 8],
        ["end", undefined],
      ],
    );
    assert.deepEqual(
      records.flatMap(({ identityIds = [] }) => identityIds).sort(),
      [...new Set(old)].filter((id) => !spared.includes(id)).sort(),
    );
    assert.deepEqual(
      records
        .filter(({ isHeld }) => isHeld)
        .map(({ identityId }) => identityId)
        .sort(),
      spared.sort(),
    );
    assert.ok(!readFileSync(report, "utf8").includes(service.credentials.secretAccessKey));
  });

  it("goes on after a failure, and the report with it", async () => {
    const old = await guests(130, 100 * day);
    const report = join(folder, "report.jsonl");
    service.faults.add({ kind: "error", operation: "DeleteIdentities", skip: 1 });
    const failed = await run(
      [IdentityPoolId, "--older-than", "90d", "--endpoint", service.endpoint, "--delete", "--report", report],
      { AWS_MAX_ATTEMPTS: "1" },
    );
    assert.equal(failed.code, 1);
    assert.match(failed.stderr, /^pulumi-cognito-identity: DeleteIdentities: InternalErrorException/m);
    assert.equal((await identities()).length, 70);
    service.faults.clear();
    const { code, stdout } = await staleGuests("--delete", "--report", report);
    assert.equal(code, 0);
    assert.match(stdout, /70 guests found, 0 of them held by a stack; 70 deleted/);
    const deleted = readRecords(report).flatMap(({ identityIds = [] }) => identityIds);
    assert.deepEqual(deleted.sort(), old.sort());
    assert.match((await staleGuests("--delete")).stdout, /^0 guests found/);
  });

  it("waits for its turn where the service throttles", async () => {
    await guests(61, 100 * day);
    service.faults.add({ kind: "throttle", operation: "DeleteIdentities", times: 4 });
    const { code, stdout } = await staleGuests("--delete");
    assert.equal(code, 0);
    assert.match(stdout, /61 deleted\.\n$/);
  });

  it("says that encrypted values of a state are not read", async () => {
    const file = state("secret.json", { outputs: { id: { ciphertext: "v1:abc" } } });
    const { code, stderr } = await staleGuests("--spare-state", file);
    assert.equal(code, 0);
    assert.match(stderr, /warning: .*secret\.json has encrypted values\. .* pulumi stack export --show-secrets/);
  });

  it("refuses wrong arguments, before anything is deleted", async () => {
    await guests(1, 100 * day);
    writeFileSync(join(folder, "none.json"), "{}");
    const pool = [IdentityPoolId, "--endpoint", service.endpoint, "--delete"];
    const wrong: [args: string[], message: RegExp][] = [
      [["--older-than", "90d"], /missing required argument 'pool-id'/],
      [pool, /required option '--older-than <age>' not specified/],
      [["people", "--older-than", "90d"], /The argument must be the id of an identity pool, REGION:UUID, not "people"/],
      [[...pool, "--older-than", "0d"], /--older-than must be a whole number of hours, days or weeks, .*, not "0d"/],
      [[...pool, "--older-than", "90"], /--older-than must be a whole number of hours, days or weeks, .*, not "90"/],
      [
        [...pool, "--older-than", "90d", "--spare-state", "none.json"],
        /none\.json: This is no state of a stack, as "pulumi stack export" writes it/,
      ],
      [[...pool, "--older-than", "90d", "--spare-state", "missing.json"], /no such file .*missing\.json/],
      [[...pool, "--older-than", "90d", "--report", "no/folder"], /no such file .*no\/folder/],
    ];
    for (const [args, message] of wrong) {
      const { code, stderr } = await run(args);
      assert.equal(code, 1, args.join(" "));
      assert.match(stderr, message);
    }
    assert.equal((await identities()).length, 1);
  });
});
