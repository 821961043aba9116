import assert from "node:assert/strict";
import { type BareServer, startBareServer } from "../provider/client/support/bare-server";
import { identityReply, roleReply, stsErrorReply } from "../provider/client/support/sts-replies";
import type { Run } from "../support/engine";
import { type RecordedService, recordService } from "../support/recorder";
import type { Declaration } from "../support/stack";
import { PluginStack } from "./support/plugin-stack";

const [first, second] = ["111111111111", "222222222222"];

describe("a provider of the plugin whose AWS account changes, on the real engine", () => {
  let service: RecordedService;
  let sts: BareServer;
  let stack: PluginStack;
  /** The keys that are valid no more. */
  const revoked = new Set<string>();

  const declaration = (key: string, account: string): Declaration => ({
    deployer: {
      kind: "Provider",
      args: {
        region: "eu-central-1",
        endpoint: service.url,
        stsEndpoint: sts.url,
        accessKey: key,
        secretKey: { $secret: "local" },
        assumeRoles: [{ roleArn: `arn:aws:iam::${account}:role/deploy` }],
      },
    },
    pool: {
      kind: "IdentityPool",
      args: { developerProviderName: "login.example.com" },
      opts: { provider: { $ref: "deployer" } },
    },
    alice: {
      kind: "DeveloperIdentityLink",
      args: { identityPoolId: { $ref: "pool.identityPoolId" }, developerUserIdentifier: "alice" },
      opts: { provider: { $ref: "deployer" } },
    },
  });
  const declare = (key: string, account: string) =>
    stack.declare(declaration(key, account), { arn: "pool.arn", id: "pool.id" });
  const opsOf = (run: Run, op: string) => run.steps.filter((step) => step.op === op).map(({ name }) => name);
  const warnings = ({ diagnostics }: Run) =>
    diagnostics.flatMap(({ urn, severity, message }) =>
      severity === "warning" && urn?.endsWith("::deployer") ? [message] : [],
    );

  before(async () => {
    service = await recordService(":memory:");
    sts = await startBareServer(({ headers, body }) => {
      const [, key = ""] = /Credential=([^/]+)\//.exec(headers.authorization ?? "") ?? [];
      if (revoked.has(key)) return stsErrorReply("InvalidClientTokenId", "The security token is invalid.");
      const token = headers["x-amz-security-token"];
      if (token !== undefined) return identityReply(String(token));
      const [, account] = /^arn:aws:iam::(\d+):/.exec(new URLSearchParams(body).get("RoleArn") ?? "") ?? [];
      return roleReply(
        "AssumeRole",
        { accessKeyId: "local", secretAccessKey: "local", sessionToken: String(account) },
        account,
      );
    });
    stack = await PluginStack.create({});
  });
  after(async () => {
    await stack?.dispose();
    await sts?.close();
    await service?.close();
  });

  it("is updated in place by other keys of the same account, whether the old ones are still valid or not", async () => {
    declare("AKIDONE", first);
    await stack.workspace.up();
    const { arn } = await stack.workspace.outputs();
    assert.ok(arn.includes(`:${first}:`), arn);
    for (const [key, old] of [
      ["AKIDTWO", undefined],
      ["AKIDTHREE", "AKIDTWO"],
    ] as const) {
      declare(key, first);
      if (old) revoked.add(old);
      const run = await stack.workspace.up();
      assert.deepEqual(
        run.steps.filter(({ op }) => op !== "same").map(({ name, op }) => `${op} ${name}`),
        ["update deployer"],
      );
      assert.deepEqual(warnings(run), []);
    }
    assert.equal((await stack.workspace.outputs()).arn, arn);
  });

  it("is replaced with all that it holds, which a preview tells of", async () => {
    const { id } = await stack.workspace.outputs();
    declare("AKIDTHREE", second);
    const said = `assumeRoles leads from the AWS account ${first} to ${second}: all that the provider holds is made anew in ${second}, and deleted in ${first}.`;
    const preview = await stack.workspace.preview();
    assert.equal(preview.changes.replace, 3, preview.stdout);
    // The engine asks several processes of the plugin.
    assert.deepEqual([...new Set(warnings(preview))], [said]);
    const run = await stack.workspace.up();
    assert.deepEqual(opsOf(run, "create-replacement"), ["deployer", "pool", "alice"]);
    const outputs = await stack.workspace.outputs();
    assert.ok(outputs.arn.includes(`:${second}:`), outputs.arn);
    assert.notEqual(outputs.id, id);
  });

  it("deletes with the settings of before what it held", () => {
    const deleted = service.requests.filter(({ operation }) => operation === "DeleteIdentityPool");
    assert.deepEqual(
      deleted.map(({ headers }) => headers["x-amz-security-token"]),
      [first],
    );
  });
});
