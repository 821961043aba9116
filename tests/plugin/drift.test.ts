import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetIdentityPoolRolesCommand, SetIdentityPoolRolesCommand } from "@aws-sdk/client-cognito-identity";
import { isUnchanged } from "../support/engine";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { PluginStack } from "./support/plugin-stack";

const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const facebook = "graph.facebook.com";
const google = "accounts.google.com";

describe("what another writer has made of roles and mappings, by the plugin on the real engine", () => {
  let folder: string;
  let service: RecordedService;
  let stack: PluginStack;
  let pools: Record<string, string>;
  const inPool = (name: string) => ({ identityPoolId: { $ref: `${name}.identityPoolId` } });
  const pool = {
    kind: "IdentityPool",
    args: { supportedLoginProviders: { [facebook]: "1", [google]: "2" } },
  };
  const mapping = (identityProvider: string) => ({
    identityProvider,
    type: "Token",
    ambiguousRoleResolution: "AuthenticatedRole",
  });
  const read = async (name: string) => {
    const { Roles, RoleMappings } = await stack.aws.send(
      new GetIdentityPoolRolesCommand({ IdentityPoolId: pools[name] as string }),
    );
    return { Roles, RoleMappings };
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "cognito-identity-db-"));
    service = await recordService(join(folder, "cognito.db"));
    stack = await PluginStack.create({}, { url: service.url, config: { "cognito-identity:maxAttempts": "1" } });
    const attachment = { roles: { authenticated: role("users") }, roleMappings: [mapping(facebook)] };
    stack.declare(
      {
        one: pool,
        other: pool,
        whole: { kind: "IdentityPoolRoleAttachment", args: { ...inPool("one"), ...attachment } },
        single: { kind: "IdentityPoolRoleMapping", args: { ...inPool("other"), ...mapping(facebook) } },
      },
      { one: "one.id", other: "other.id" },
    );
    await stack.workspace.up();
    pools = await stack.workspace.outputs();
  });
  after(async () => {
    await stack.dispose();
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows in a preview and is mended by an update, without a refresh", async () => {
    const [whole, single] = [await read("one"), await read("other")];
    const wrong = { Type: "Token", AmbiguousRoleResolution: "Deny" } as const;
    const RoleMappings = { [facebook]: wrong, [google]: wrong };
    const overwrite = (name: string, Roles: Record<string, string>) =>
      stack.aws.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: pools[name] as string, Roles, RoleMappings }));
    await overwrite("one", { authenticated: role("wrong"), unauthenticated: role("guests") });
    await overwrite("other", {});
    service.clear();
    const preview = await stack.workspace.preview();
    assert.deepEqual(writes(service.calls), []);
    const shown = preview.steps
      .filter(({ op }) => op === "update")
      .map(({ name, detailedDiff }) => [name, Object.keys(detailedDiff).sort()]);
    assert.deepEqual(Object.fromEntries(shown), {
      single: ["ambiguousRoleResolution"],
      whole: [
        "roleMappings[0].ambiguousRoleResolution",
        "roleMappings[1]",
        "roles.authenticated",
        "roles.unauthenticated",
      ],
    });

    await stack.workspace.up();
    assert.deepEqual(await read("one"), whole);
    // The mapping of another provider is not this resource's.
    assert.deepEqual(await read("other"), { ...single, RoleMappings: { ...single.RoleMappings, [google]: wrong } });
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("is made once more where it was removed", async () => {
    const [whole, single] = [await read("one"), await read("other")];
    for (const IdentityPoolId of Object.values(pools)) {
      await stack.aws.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: {}, RoleMappings: {} }));
    }
    await stack.workspace.up();
    assert.deepEqual(await read("one"), whole);
    assert.deepEqual((await read("other")).RoleMappings?.[facebook], single.RoleMappings?.[facebook]);
  });

  it("can be read again after settings that can't work any more were replaced", async () => {
    await service.close();
    service = await recordService(join(folder, "cognito.db"));
    await stack.workspace.setConfig("cognito-identity:endpoint", service.url);
    const failed = await stack.workspace.up([], { mayFail: true });
    assert.match(failed.stdout, /GetIdentityPoolRoles: the endpoint \S+ can't be reached/);
    await stack.workspace.up(["--target", "**::pulumi:pulumi:Stack::**"]);
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
  });
});
