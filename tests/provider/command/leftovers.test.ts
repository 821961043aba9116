import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { createLocalHandler } from "../../../emulator";
import { CognitoIdentityClient } from "../../../provider/client";
import { createCommand } from "../../../provider/command/command";
import { creationTag } from "../../../provider/model/creation-tag";
import { markOf } from "../../../provider/resources/pool/creation-mark";

const urn = "urn:pulumi:test::test::pulumi-nodejs:dynamic/cognito-identity:IdentityPool::users";
const type = "pulumi-nodejs:dynamic/cognito-identity:IdentityPool";

describe("the command leftovers", () => {
  let folder: string;
  let client: CognitoIdentityClient;
  let service: { destroy(): void };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "leftovers-"));
    const path = join(folder, "cognito.db");
    client = new CognitoIdentityClient({ region: "eu-central-1", endpoint: `local:${path}` });
    service = createLocalHandler(path);
  });
  after(() => {
    client.destroy();
    service.destroy();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    for await (const { IdentityPoolId } of client.paginate("ListIdentityPools", { MaxResults: 60 }).items()) {
      await client.call("DeleteIdentityPool", { IdentityPoolId });
    }
  });

  const create = async (IdentityPoolName: string, mark?: string) => {
    const IdentityPoolTags = mark === undefined ? undefined : { [creationTag]: mark };
    const settings = { IdentityPoolName, AllowUnauthenticatedIdentities: true, IdentityPoolTags };
    return (await client.call("CreateIdentityPool", settings)).IdentityPoolId;
  };
  const pools = async () => {
    const { IdentityPools = [] } = await client.call("ListIdentityPools", { MaxResults: 60 });
    return IdentityPools.map(({ IdentityPoolId }) => IdentityPoolId).sort();
  };
  const state = (resources: object[], pending_operations: object[] = []) =>
    JSON.stringify({ version: 3, deployment: { resources, pending_operations } });

  async function run(text: string, ...args: string[]): Promise<string> {
    let written = "";
    const output = new Writable({
      write(chunk, _encoding, done) {
        written += chunk;
        done();
      },
    });
    const endpoint = `local:${join(folder, "cognito.db")}`;
    const all = ["leftovers", "--endpoint", endpoint, "--region", "eu-central-1", ...args];
    await createCommand(output, Readable.from([text]))
      .exitOverride()
      .parseAsync(all, { from: "user" });
    return written;
  }

  it("lists what a creation of the stack has made, and deletes nothing", async () => {
    const lost = await create("lost", markOf(urn, []));
    const held = await create("held", markOf(urn, []));
    await create("of somebody");
    await create("of another stack", markOf(`${urn}2`, []));
    const written = await run(state([{ urn, type, id: held }]));
    assert.match(written, new RegExp(`^${lost} lost, made for ${urn}, nothing in it\n1 more pool bears the tag`));
    assert.doesNotMatch(written, /held|somebody|another stack,/);
    assert.equal((await pools()).length, 4);
  });

  it("knows the resource by an operation that is pending, or the pool that is replaced", async () => {
    const first = await create("first", markOf(urn, []));
    assert.match(await run(state([], [{ type: "creating", resource: { urn, type } }])), new RegExp(`^${first} `));
    const replacement = await create("second", markOf(urn, [first]));
    assert.match(await run(state([{ urn, type, id: first }])), new RegExp(`^${replacement} second`));
  });

  it("leaves alone what anything in the state names", async () => {
    const named = await create("named", markOf(urn, []));
    const link = { urn: "urn:x", type: "other", id: `${named}/login.example.com/alice` };
    assert.equal(await run(state([{ urn, type }, link])), "The stack has left no pool behind.\n");
  });

  it("deletes, when told, those that have nothing in them, and never one in use or of another stack", async () => {
    await create("lost", markOf(urn, []));
    const used = await create("used", markOf(urn, []));
    await client.call("GetId", { IdentityPoolId: used });
    const withRoles = await create("with roles", markOf(urn, []));
    const Roles = { authenticated: "arn:aws:iam::000000000000:role/users" };
    await client.call("SetIdentityPoolRoles", { IdentityPoolId: withRoles, Roles });
    const others = await create("of another stack", markOf(`${urn}2`, []));
    const written = await run(state([{ urn, type }]), "--delete");
    assert.match(written, /lost, made for .*, nothing in it: deleted\n/);
    assert.match(written, /used, made for .*, in use: kept\n/);
    assert.match(written, /with roles, made for .*, in use: kept\n/);
    assert.deepEqual(await pools(), [used, withRoles, others].sort());
  });

  it("takes the state from a file, too, and refuses what is none", async () => {
    const file = join(folder, "state.json");
    writeFileSync(file, state([]));
    assert.equal(await run("", "--file", file), "The stack has left no pool behind.\n");
    assert.equal(await run('{"version":3,"deployment":{}}'), "The stack has left no pool behind.\n");
    await assert.rejects(run(""), /^Error: This is no state of a stack, .*: it is no JSON\.$/);
    for (const text of ["{}", "null", '{"deployment":{"resources":1}}']) {
      await assert.rejects(run(text), /^Error: This is no state of a stack, .*: it has no deployment\.$/);
    }
  });
});
