import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningLocalService, startLocalService } from "../../../emulator/kit";
import type { CognitoIdentityClient } from "../../../provider/client";
import { creationTag } from "../../../provider/model/creation-tag";
import { readRecords, runCommand } from "../../support/command";

const provider = "login.example.com";
const facebook = "graph.facebook.com";
const role = "arn:aws:iam::111111111111:role/users";
const oidc = "arn:aws:iam::111111111111:oidc-provider/login.example.net";
const users = 40;

describe("the commands export-pool and import-pool", () => {
  let service: RunningLocalService;
  let client: CognitoIdentityClient;
  let target: CognitoIdentityClient;
  let folder: string;
  let IdentityPoolId: string;

  before(async () => {
    service = await startLocalService({ region: "eu-central-1", warn: () => {} });
    client = service.client();
    target = service.client({ region: "us-east-1" });
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "export-pool-"));
    await service.reset();
    ({ IdentityPoolId } = await client.call("CreateIdentityPool", {
      IdentityPoolName: "people",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: provider,
      SupportedLoginProviders: { [facebook]: "1" },
      OpenIdConnectProviderARNs: [oidc],
      IdentityPoolTags: { team: "web" },
    }));
    const RoleMappings = { [facebook]: { Type: "Token" as const, AmbiguousRoleResolution: "Deny" as const } };
    await client.call("SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role }, RoleMappings });
    const tags = { IdentityProviderName: provider, PrincipalTags: { user: "sub" } };
    await client.call("SetPrincipalTagAttributeMap", { IdentityPoolId, ...tags });
    for (let user = 0; user < users; user++) await register(`user-${user}`);
    await register("user-0@phone");
    await client.call("MergeDeveloperIdentities", {
      IdentityPoolId,
      DeveloperProviderName: provider,
      SourceUserIdentifier: "user-0@phone",
      DestinationUserIdentifier: "user-0",
    });
    await client.call("GetId", { IdentityPoolId, Logins: { [facebook]: "token" } });
    for (let guest = 0; guest < 2; guest++) await client.call("GetId", { IdentityPoolId });
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  after(() => service.close());

  const register = async (user: string) =>
    (await client.call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins: { [provider]: user } }))
      .IdentityId;
  const run = (args: string[], env?: Record<string, string>) =>
    runCommand([...args, "--endpoint", service.endpoint], { folder, credentials: service.credentials, env });
  const once = { AWS_MAX_ATTEMPTS: "1" };
  const path = (name: string) => join(folder, name);
  const there = async (pool: string, user: string) => {
    const input = { IdentityPoolId: pool, DeveloperUserIdentifier: user };
    return (await target.call("LookupDeveloperIdentity", input)).IdentityId;
  };
  const poolsThere = async () => (await target.call("ListIdentityPools", { MaxResults: 60 })).IdentityPools ?? [];
  const called = (operation: string) => service.calls().filter((call) => call.operation === operation).length;
  const importArgs = ["import-pool", "pool.jsonl", "--map", "map.jsonl", "--region", "us-east-1"];
  const exportFile = async () => {
    const { code, stderr } = await run(["export-pool", IdentityPoolId, "--file", "pool.jsonl"]);
    assert.equal(code, 0, stderr);
  };

  it("copy a pool into another region, account and developer provider, and say what can't be carried", async () => {
    const exported = await run(["export-pool", IdentityPoolId]);
    assert.equal(exported.code, 0, exported.stderr);
    writeFileSync(path("pool.jsonl"), exported.stdout);
    const lost = [
      /1 identity has logins of graph\.facebook\.com\. Such a login can't be carried: only its user has the token\./,
      /2 guests can't be carried/,
    ];
    for (const sentence of lost) assert.match(exported.stderr, sentence);
    assert.match(exported.stderr, /41 developer users of 40 identities are exported/);

    const names = ["--identity-pool-name", "copied", "--developer-provider-name", "login.example.org"];
    const { code, stdout, stderr } = await run([...importArgs, ...names, "--account", "222222222222"]);
    assert.equal(code, 0, stderr);
    const [header, made, ...identities] = readRecords(path("map.jsonl"));
    assert.deepEqual([header.kind, made.kind, identities.pop().kind], ["import", "pool", "end"]);
    const pool = made.to;
    assert.ok(
      stdout.startsWith(`${IdentityPoolId} is ${pool} there, with 41 developer users of 40 identities: map.jsonl`),
    );
    for (const sentence of lost) assert.match(stdout, sentence);
    assert.match(
      stdout,
      new RegExp(`once their trust policies name ${pool} as cognito-identity\\.amazonaws\\.com:aud`),
    );

    assert.equal(identities.length, users + 1);
    for (const { from, to, users: names } of identities) {
      for (const user of names) {
        assert.equal(await register(user), from);
        assert.equal(await there(pool, user), to);
      }
    }
    const [eve] = identities.filter(({ to }) => to === undefined);
    assert.deepEqual([eve.users, eve.leftOut], [[], [facebook]]);
    const { IdentityPoolTags = {}, ...settings } = await target.call("DescribeIdentityPool", { IdentityPoolId: pool });
    const { [creationTag]: _, ...tags } = IdentityPoolTags;
    assert.deepEqual(tags, { team: "web" });
    assert.deepEqual(settings, {
      IdentityPoolId: pool,
      IdentityPoolName: "copied",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: "login.example.org",
      SupportedLoginProviders: { [facebook]: "1" },
      OpenIdConnectProviderARNs: [oidc.replaceAll("1".repeat(12), "2".repeat(12))],
    });
    const { Roles, RoleMappings } = await target.call("GetIdentityPoolRoles", { IdentityPoolId: pool });
    assert.deepEqual(Roles, { authenticated: "arn:aws:iam::222222222222:role/users" });
    assert.deepEqual(RoleMappings, { [facebook]: { Type: "Token", AmbiguousRoleResolution: "Deny" } });
    const map = { IdentityPoolId: pool, IdentityProviderName: "login.example.org" };
    assert.deepEqual((await target.call("GetPrincipalTagAttributeMap", map)).PrincipalTags, { user: "sub" });
  });

  it("keep what they write from others, and no token or key in it", async () => {
    await exportFile();
    const { stdout } = await run(importArgs);
    const texts = [stdout, ...["pool.jsonl", "map.jsonl"].map((name) => readFileSync(path(name), "utf8"))];
    for (const text of texts) assert.doesNotMatch(text, /eyJ|"Token":|SecretKey/i);
    for (const name of ["pool.jsonl", "map.jsonl"]) assert.equal(statSync(path(name)).mode & 0o077, 0, name);
  });

  it("go on with an export that was broken off, and look nobody up twice", async () => {
    service.faults.add({ kind: "error", operation: "LookupDeveloperIdentity", skip: 30 });
    const broken = await run(["export-pool", IdentityPoolId, "--file", "pool.jsonl"], once);
    assert.equal(broken.code, 1);
    assert.match(broken.stderr, /^pulumi-cognito-identity: LookupDeveloperIdentity: InternalErrorException/m);
    const done = readRecords(path("pool.jsonl")).filter(({ kind }) => kind === "identity").length;
    assert.ok(done > 0 && done < users, String(done));
    const refused = await run(importArgs);
    assert.match(
      refused.stderr,
      /pool\.jsonl is not whole: .* Run export-pool with --file pool\.jsonl, which goes on\./,
    );
    assert.equal((await poolsThere()).length, 0);

    appendFileSync(path("pool.jsonl"), '{"kind":"identity","identityId":"eu-cen');
    service.faults.clear();
    const before = called("LookupDeveloperIdentity");
    await exportFile();
    const records = readRecords(path("pool.jsonl"));
    const identities = records.filter(({ kind }) => kind === "identity");
    assert.equal(new Set(identities.map(({ identityId }) => identityId)).size, users + 1);
    assert.equal(identities.length, users + 1);
    assert.equal(identities.flatMap(({ users }) => users).length, users + 1);
    assert.equal(records.filter(({ kind }) => kind === "pool").length, 1);
    assert.deepEqual(records.at(-1), { kind: "end", identities: users + 1, guests: 2 });
    const lookedUp = identities.slice(done).filter(({ users }) => users.length > 0).length;
    assert.equal(called("LookupDeveloperIdentity") - before, lookedUp);
  });

  it("go on with an import that was broken off, in the pool that it made, and make nobody twice", async () => {
    await exportFile();
    service.faults.add({ kind: "error", operation: "GetOpenIdTokenForDeveloperIdentity", skip: 25 });
    const broken = await run(importArgs, once);
    assert.equal(broken.code, 1);
    service.faults.clear();
    const done = readRecords(path("map.jsonl")).filter(({ kind, to }) => kind === "identity" && to).length;
    assert.ok(done > 0 && done < users, String(done));
    const before = called("GetOpenIdTokenForDeveloperIdentity");
    const { code, stderr } = await run(importArgs);
    assert.equal(code, 0, stderr);
    assert.equal((await poolsThere()).length, 1);
    assert.ok(called("GetOpenIdTokenForDeveloperIdentity") - before <= users + 1 - done);
    const identities = readRecords(path("map.jsonl")).filter(({ kind }) => kind === "identity");
    assert.equal(new Set(identities.map(({ from }) => from)).size, users + 1);
    assert.equal(identities.length, users + 1);
    assert.equal(
      await there(String((await poolsThere())[0]?.IdentityPoolId), "user-39"),
      identities.find(({ users }) => users[0] === "user-39").to,
    );
  });

  it("find the pool whose creation was answered to nobody", async () => {
    await exportFile();
    await target.call("CreateIdentityPool", { IdentityPoolName: "people", AllowUnauthenticatedIdentities: true });
    service.faults.add({ kind: "drop-after", operation: "CreateIdentityPool", times: 1 });
    const broken = await run(importArgs, once);
    assert.equal(broken.code, 1);
    assert.equal((await poolsThere()).length, 2);
    const { code, stderr } = await run(importArgs);
    assert.equal(code, 0, stderr);
    assert.equal((await poolsThere()).length, 2);
  });

  it("import into a pool that is there", async () => {
    await exportFile();
    const settings = {
      IdentityPoolName: "mine",
      AllowUnauthenticatedIdentities: false,
      DeveloperProviderName: provider,
    };
    const { IdentityPoolId: mine } = await target.call("CreateIdentityPool", {
      ...settings,
      SupportedLoginProviders: { [facebook]: "1" },
    });
    const { code, stderr } = await run(["import-pool", "pool.jsonl", "--map", "map.jsonl", "--identity-pool-id", mine]);
    assert.equal(code, 0, stderr);
    assert.match((await there(mine, "user-7")) ?? "", /^us-east-1:/);
    assert.equal((await poolsThere()).length, 1);
  });

  it("refuse wrong arguments and files in plain sentences, before anything is made", async () => {
    await exportFile();
    await run(importArgs);
    const pools = (await poolsThere()).length;
    const lines = readFileSync(path("pool.jsonl"), "utf8").split("\n");
    writeFileSync(path("half.jsonl"), [...lines.slice(0, 3), "nothing", ...lines.slice(3)].join("\n"));
    writeFileSync(path("headless.jsonl"), lines.slice(1).join("\n"));
    writeFileSync(
      path("users.jsonl"),
      [lines[0], '{"kind":"identity","identityId":"x","users":"ann"}', lines.at(-2)].join("\n"),
    );
    const other = "eu-central-1:00000000-0000-4000-8000-000000000000";
    const imports = (file: string, ...args: string[]) => [
      "import-pool",
      file,
      "--region",
      "us-east-1",
      "--map",
      "new.jsonl",
      ...args,
    ];
    const wrong: [args: string[], message: RegExp][] = [
      [["export-pool"], /missing required argument 'pool-id'/],
      [["export-pool", "people"], /must be the id of an identity pool, REGION:UUID, not "people"/],
      [
        ["export-pool", IdentityPoolId, "--file", "pool.jsonl"],
        /pool\.jsonl has the pool whole already; to export it again, give another file/,
      ],
      [["export-pool", other, "--file", "pool.jsonl"], /pool\.jsonl is an export of another pool/],
      [
        ["export-pool", IdentityPoolId, "--file", "map.jsonl"],
        /map\.jsonl is no file of export-pool: line 1 is no pool/,
      ],
      [["export-pool", other], /IdentityPool '.*' not found/],
      [["import-pool", "pool.jsonl"], /required option '--map <file>' not specified/],
      [imports("missing.jsonl"), /no such file .*missing\.jsonl/],
      [imports("headless.jsonl"), /headless\.jsonl is no file of export-pool: line 1 is no pool/],
      [imports("half.jsonl"), /half\.jsonl is no file of export-pool: line 4 is no record/],
      [imports("users.jsonl"), /users\.jsonl is no file of export-pool: line 2 is no record/],
      [imports("pool.jsonl", "--account", "1234"), /--account must be the 12 digits of an AWS account, not "1234"/],
      [imports("pool.jsonl", "--identity-pool-id", other), /--identity-pool-id is in eu-central-1, not in us-east-1/],
      [
        ["import-pool", "pool.jsonl", "--map", "new.jsonl", "--identity-pool-id", IdentityPoolId],
        /is the pool that was exported/,
      ],
      [importArgs, /map\.jsonl is of an import that is finished; for another one give another file/],
      [
        [...importArgs, "--developer-provider-name", "other"],
        /map\.jsonl is of another import: of .* into us-east-1 for the developer provider login\.example\.com/,
      ],
      [imports("pool.jsonl", "--map", "pool.jsonl"), /pool\.jsonl is no file that import-pool has written as its map/],
    ];
    for (const [args, message] of wrong) {
      const { code, stderr } = await run(args);
      assert.equal(code, 1, args.join(" "));
      assert.match(stderr, message);
    }
    assert.equal((await poolsThere()).length, pools);
    assert.deepEqual(readFileSync(path("pool.jsonl"), "utf8").split("\n"), lines);
  });
});
