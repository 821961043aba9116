import assert from "node:assert/strict";
import { CreateIdentityPoolCommand, ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import { crashAfter } from "../support/crash";
import { isUnchanged } from "../support/engine";
import { type RecordedService, recordService } from "../support/recorder";
import { PluginStack } from "./support/plugin-stack";

describe("automatic names by the stack's config, on the real engine", () => {
  let service: RecordedService;
  let stack: PluginStack;
  const configure = (key: string, value: string) =>
    stack.workspace.pulumi(["config", "set", "--path", `pulumi:autonaming.${key}`, value]);
  const pools = async () => {
    const { IdentityPools = [] } = await stack.aws.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    return IdentityPools.map(({ IdentityPoolName, IdentityPoolId }) => ({
      id: IdentityPoolId,
      name: IdentityPoolName,
    }));
  };
  const pool = { kind: "IdentityPool" };
  const given = { kind: "IdentityPool", args: { identityPoolName: "Users of the shop" } };

  before(async () => {
    service = await recordService();
    stack = await PluginStack.create({}, { url: service.url, config: { "pulumi:autonaming": { mode: "verbatim" } } });
  });
  after(async () => {
    await stack.dispose();
    await service.close();
  });

  it("are those of the resources in mode verbatim, where the program gives none", async () => {
    stack.declare({ users: pool, given });
    const preview = await stack.workspace.preview();
    assert.equal(preview.steps.find(({ name }) => name === "users")?.new?.outputs?.identityPoolName, "users");
    await stack.workspace.up();
    assert.deepEqual((await pools()).map(({ name }) => name).sort(), ["Users of the shop", "users"]);
  });

  it("stay when there are none any more, under another resource name, too, while a new pool needs one", async () => {
    await configure("mode", "disabled");
    stack.declare({ members: { ...pool, opts: { aliases: [{ name: "users" }] } }, given });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
    stack.declare({ members: pool, given, more: pool });
    const refused = await stack.workspace.preview([], { mayFail: true });
    const [mistake] = refused.diagnostics.filter(({ severity, urn }) => severity === "error" && urn);
    assert.match(mistake?.urn ?? "", /::more$/);
    assert.match(
      mistake?.message ?? "",
      /identityPoolName is required, as automatic names are disabled in the stack's/,
    );
  });

  it("find the pool again that an update made which was killed, though the name is another one now", async () => {
    await stack.workspace.pulumi(["config", "rm", "--path", "pulumi:autonaming.mode"]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are Pulumi's.
    await configure("pattern", "${project}.${name}.${alphanum(9)}");
    const before = new Set((await pools()).map(({ id }) => id));
    stack.declare({ members: pool, given, more: pool }, { id: "more.id", name: "more.identityPoolName" });
    await crashAfter("CreateIdentityPool", service, stack.workspace);
    const [orphan] = (await pools()).filter(({ id }) => !before.has(id));
    assert.match(orphan?.name ?? "", /^test\.more\.[a-z0-9]{9}$/);
    // Another one's pool of such a name.
    const foreign = { IdentityPoolName: "test.more.000000000", AllowUnauthenticatedIdentities: false };
    await stack.aws.send(new CreateIdentityPoolCommand(foreign));
    await stack.workspace.up();
    const { id, name } = await stack.workspace.outputs();
    assert.equal(id, orphan?.id);
    assert.notEqual(name, orphan?.name);
    assert.deepEqual(
      (await pools())
        .filter((found) => !before.has(found.id))
        .map((found) => found.name)
        .sort(),
      [foreign.IdentityPoolName, name].sort(),
    );
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });
});
