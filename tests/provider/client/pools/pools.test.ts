import assert from "node:assert/strict";
import { type RunningLocalService, startLocalService } from "../../../../emulator/kit";
import {
  type CognitoIdentityClient,
  type ExportPoolOptions,
  exportPool,
  type ImportedRecord,
  importPool,
  type PoolRecord,
  staleGuests,
} from "../../../../provider/client";
import { creationTag } from "../../../../provider/model/creation-tag";

const provider = "login.example.com";
const facebook = "graph.facebook.com";
const role = "arn:aws:iam::123456789012:role/users";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe("What is done to whole pools", () => {
  let service: RunningLocalService;
  let client: CognitoIdentityClient;
  let IdentityPoolId: string;

  before(async () => {
    service = await startLocalService({ region: "eu-central-1", warn: () => {} });
    client = service.client();
  });
  beforeEach(async () => {
    await service.reset();
    const pool = await client.call("CreateIdentityPool", {
      IdentityPoolName: "people",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: provider,
      SupportedLoginProviders: { [facebook]: "1" },
      IdentityPoolTags: { team: "web", [creationTag]: "x" },
    });
    IdentityPoolId = pool.IdentityPoolId;
  });
  after(() => service.close());

  const register = async (user: string, pool = IdentityPoolId, name = provider) =>
    (await client.call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId: pool, Logins: { [name]: user } }))
      .IdentityId;

  it("lists guests that nobody has changed for long, and no others", async () => {
    const old = await client.call("GetId", { IdentityPoolId });
    const user = await register("ann");
    const merged = await client.call("GetId", { IdentityPoolId });
    await client.call("GetOpenIdToken", { IdentityId: merged.IdentityId, Logins: { [facebook]: "token" } });
    service.clock.moveBy(100_000);
    const olderThan = service.clock.now();
    service.clock.moveBy(100_000);
    await client.call("GetId", { IdentityPoolId });
    const found = await all(staleGuests(client, IdentityPoolId, { olderThan }));
    assert.deepEqual(
      found.map(({ identityId }) => identityId),
      [old.IdentityId],
    );
    assert.ok(user !== old.IdentityId);
  });

  async function fill() {
    await client.call("SetIdentityPoolRoles", { IdentityPoolId, Roles: { authenticated: role } });
    await client.call("SetPrincipalTagAttributeMap", {
      IdentityPoolId,
      IdentityProviderName: provider,
      PrincipalTags: { user: "sub" },
    });
    const ann = await register("ann");
    await register("ann@phone");
    await client.call("MergeDeveloperIdentities", {
      IdentityPoolId,
      DeveloperProviderName: provider,
      SourceUserIdentifier: "ann@phone",
      DestinationUserIdentifier: "ann",
    });
    const bob = await register("bob");
    const { IdentityId: eve } = await client.call("GetId", { IdentityPoolId, Logins: { [facebook]: "token" } });
    await client.call("GetId", { IdentityPoolId });
    return { ann, bob, eve };
  }

  it("copies a pool into another region and developer provider, with a map of the identities", async () => {
    const { ann, bob, eve } = await fill();
    const records = JSON.parse(JSON.stringify(await all(exportPool(client, IdentityPoolId)))) as PoolRecord[];
    const target = service.client({ region: "us-east-1" });
    const names = { developerProviderName: "login.example.org", identityPoolName: "copied" };
    const [made, ...identities] = await all(importPool(target, records, names));
    assert.ok(made?.kind === "pool" && made.from === IdentityPoolId && made.to.startsWith("us-east-1:"));
    const pool = { IdentityPoolId: made.to };
    const found = async (user: string) =>
      (await target.call("LookupDeveloperIdentity", { ...pool, DeveloperUserIdentifier: user })).IdentityId;
    const kind = "identity";
    const expected: ImportedRecord[] = [
      { kind, from: ann, to: await found("ann"), users: ["ann", "ann@phone"], leftOut: [] },
      { kind, from: bob, to: await found("bob"), users: ["bob"], leftOut: [] },
      { kind, from: eve, to: undefined, users: [], leftOut: [facebook] },
    ];
    assert.deepEqual(identities, expected);
    assert.equal(await found("ann@phone"), await found("ann"));
    const settings = await target.call("DescribeIdentityPool", pool);
    assert.deepEqual(settings.IdentityPoolTags, { team: "web" });
    assert.deepEqual([settings.IdentityPoolName, settings.DeveloperProviderName], ["copied", "login.example.org"]);
    assert.deepEqual((await target.call("GetIdentityPoolRoles", pool)).Roles, { authenticated: role });
    const tags = await target.call("GetPrincipalTagAttributeMap", {
      ...pool,
      IdentityProviderName: "login.example.org",
    });
    assert.deepEqual(tags.PrincipalTags, { user: "sub" });
  });

  it("goes on after a failure, and makes nothing twice", async () => {
    await fill();
    const records = await all(exportPool(client, IdentityPoolId));
    const target = service.client({ region: "us-east-1", maxAttempts: 1 });
    service.faults.add({ kind: "error", operation: "MergeDeveloperIdentities", times: 1 });
    const done: ImportedRecord[] = [];
    await assert.rejects(async () => {
      for await (const one of importPool(target, records)) done.push(one);
    });
    assert.equal(done.length, 1);
    const identityPoolId = (done[0] as { to: string }).to;
    const again = await all(importPool(target, records, { identityPoolId }));
    assert.equal(again.length, 4);
    const counted = await target.call("ListIdentities", {
      IdentityPoolId: identityPoolId,
      MaxResults: 60,
      HideDisabled: true,
    });
    assert.equal(counted.Identities?.length, 2);
    const before = service.calls().length;
    assert.deepEqual(await all(importPool(target, records, { identityPoolId })), again);
    const names = service
      .calls()
      .slice(before)
      .map(({ operation }) => operation);
    assert.ok(!names.includes("MergeDeveloperIdentities"), "who is merged already is not merged again");
  });

  it("exports some at once, in the order of the pool, and not those that are known", async () => {
    const { ann, bob, eve } = await fill();
    const identities = async (options: ExportPoolOptions) =>
      (await all(exportPool(client, IdentityPoolId, options))).flatMap((record) =>
        record.kind === "identity" ? [record.identityId] : [],
      );
    assert.deepEqual(await identities({ atOnce: 16 }), await identities({}));
    assert.deepEqual(new Set(await identities({})), new Set([ann, bob, eve]));
    assert.deepEqual(new Set(await identities({ known: new Set([String(bob)]) })), new Set([ann, eve]));
  });

  it("refuses records that break off", async () => {
    await fill();
    const records = await all(exportPool(client, IdentityPoolId));
    assert.deepEqual(records.at(-1), { kind: "end", identities: 3, guests: 1 });
    const imported = importPool(service.client({ region: "us-east-1" }), records.slice(0, -1));
    await assert.rejects(all(imported), /The records break off: those of a whole pool end with a record of kind end/);
  });

  it("refuses records without a pool, and users without a developer provider", async () => {
    await fill();
    const [pool, ...others] = await all(exportPool(client, IdentityPoolId));
    await assert.rejects(all(importPool(client, others)), /begins with a record of kind pool/);
    assert.ok(pool?.kind === "pool");
    const { DeveloperProviderName, ...settings } = pool.settings;
    const tagless = others.filter(({ kind }) => kind === "identity");
    await assert.rejects(all(importPool(client, [{ ...pool, settings }, ...tagless])), /need a developer provider/);
  });
});
