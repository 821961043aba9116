import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { CreateIdentityPoolCommand, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import { isUnchanged } from "../support/engine";
import type { Declaration } from "../support/stack";
import { PluginStack, yamlProgram } from "./support/plugin-stack";

const command = resolve(__dirname, "../../dist/provider/command/main.js");
const importFile = async (project: string, ...args: string[]) => {
  const all = [command, "import-file", ...args, "--endpoint", "local:cognito.db"];
  return (await promisify(execFile)(process.execPath, all, { cwd: project })).stdout;
};

const inPool = { identityPoolId: { $ref: "users.identityPoolId" } };
const everything: Declaration = {
  users: {
    kind: "IdentityPool",
    args: {
      identityPoolName: "users of the shop",
      allowUnauthenticatedIdentities: true,
      developerProviderName: "login.example.com",
      supportedLoginProviders: { "graph.facebook.com": "1", "accounts.google.com": "2" },
      cognitoIdentityProviders: [
        { clientId: "4k2example", providerName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc" },
      ],
      tags: { team: "web" },
    },
  },
  roles: {
    kind: "IdentityPoolRoleAttachment",
    args: {
      ...inPool,
      roles: { authenticated: "arn:aws:iam::000000000000:role/users" },
      roleMappings: [
        { identityProvider: "graph.facebook.com", type: "Token", ambiguousRoleResolution: "AuthenticatedRole" },
      ],
    },
  },
  claims: {
    kind: "IdentityPoolProviderPrincipalTag",
    args: { ...inPool, identityProviderName: "accounts.google.com", principalTags: { email: "email" } },
  },
  alice: { kind: "DeveloperIdentityLink", args: { ...inPool, developerUserIdentifier: "alice" } },
  bob: { kind: "DeveloperIdentityLink", args: { ...inPool, developerUserIdentifier: "bob/phone" } },
};

describe("an import by the plugin on the real engine", () => {
  let stack: PluginStack;
  let poolId: string;
  before(async () => {
    stack = await PluginStack.create({});
    stack.declare(everything, { id: "users.id" });
    await stack.workspace.up();
    poolId = (await stack.workspace.outputs()).id;
  });
  after(() => stack.dispose());

  it("has a file of a pool with its roles and tags, and on demand its links", async () => {
    const { project } = stack.workspace;
    const names = async (...args: string[]) =>
      JSON.parse(await importFile(project, poolId, ...args)).resources.map(
        ({ type, name, logicalName = name }: Record<string, string>) => `${type?.split(":").pop()} ${logicalName}`,
      );
    const alone = [
      "IdentityPool users of the shop",
      "IdentityPoolRoleAttachment users of the shop-roles",
      "IdentityPoolProviderPrincipalTag users of the shop-claims-accounts.google.com",
    ];
    assert.deepEqual(await names(), alone);
    const links = ["DeveloperIdentityLink alice", "DeveloperIdentityLink bob/phone"];
    assert.deepEqual((await names("--links")).sort(), [...alone, ...links].sort());
  });

  it("writes a program that has no difference from what was imported", async () => {
    const { project } = stack.workspace;
    writeFileSync(join(project, "import.json"), await importFile(project, poolId, "--links"));
    // The stack forgets what it made, which stays in the service.
    const { deployment, ...state } = await stack.workspace.exportState();
    const empty = { ...state, deployment: { ...deployment, resources: [] } };
    writeFileSync(join(project, "empty.json"), JSON.stringify(empty));
    await stack.workspace.pulumi(["stack", "import", "--file", "empty.json"]);
    stack.declare({});

    const args = ["import", "--file", "import.json", "--yes", "--protect=false", "--out", "generated.yaml"];
    const { stdout } = await stack.workspace.pulumi(args);
    assert.match(stdout, /5 imported/);
    assert.doesNotMatch(stdout, /failed to validate/);
    const { plugins } = JSON.parse(readFileSync(join(project, "Pulumi.yaml"), "utf8"));
    const generated = readFileSync(join(project, "generated.yaml"), "utf8");
    assert.doesNotMatch(generated, /tagsAll/);
    const head = `name: test\nruntime: yaml\nplugins: ${JSON.stringify(plugins)}\n`;
    stack.workspace.write({ "Pulumi.yaml": head + generated });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
  });

  it("names the right form of an id", async () => {
    const noPool = /must be the id of an identity pool, REGION:UUID, not "users"/;
    const wrong: [kind: string, id: string, form: RegExp][] = [
      ["IdentityPool", "users", noPool],
      ["IdentityPoolRoleAttachment", "users", noPool],
      ["DeveloperIdentityLink", poolId, /is identityPoolId\/developerProviderName\/developerUserIdentifier, not/],
      ["DeveloperIdentityLinks", poolId, /is identityPoolId\/developerProviderName, not/],
      ["Identity", poolId, /is identityPoolId\/identityId, not/],
      // The part after it could be the id of an identity.
      ["Identity", `users/${poolId}`, noPool],
      ["IdentityPoolRoleMapping", poolId, /is identityPoolId\/identityProvider, not/],
      ["IdentityPoolProviderPrincipalTag", poolId, /is identityPoolId\/identityProviderName, not/],
    ];
    for (const [kind, id, form] of wrong) {
      const args = ["import", `cognito-identity:index:${kind}`, "one", id, "--yes", "--generate-code=false"];
      const { code, stdout } = await stack.workspace.pulumi(args, { mayFail: true });
      assert.notEqual(code, 0);
      assert.match(stdout, form);
    }
    await assert.rejects(
      importFile(stack.workspace.project, "users"),
      /must be the id of an identity pool, REGION:UUID, not \\?"users/,
    );
  });

  it("keeps the secrets of what a program looks up encrypted, those too that it does not call secret", async () => {
    const { workspace, aws } = stack;
    const logins = { "graph.facebook.com": "canary-token-of-a-visitor" };
    const { IdentityId } = await aws.send(new GetIdCommand({ IdentityPoolId: poolId, Logins: logins }));
    const program = JSON.parse(yamlProgram({ visitor: { kind: "Identity", get: `${poolId}/${IdentityId}` } }));
    program.resources.visitor.get.state = { logins };
    workspace.write({ "Pulumi.yaml": JSON.stringify(program) });
    const run = await workspace.up();
    const exported = await workspace.exportState();
    const found = exported.deployment.resources?.find(({ urn }: { urn: string }) => urn.endsWith("::visitor"));
    assert.equal(found.outputs.identityId, IdentityId);
    assert.ok(found.outputs.logins.ciphertext, JSON.stringify(Object.keys(found.outputs)));
    for (const shown of [run.stdout, JSON.stringify(found.outputs)]) {
      assert.doesNotMatch(shown, /canary-token-of-a-visitor/);
    }
  });

  it("takes over identities by the option import: a guest's, and one whose logins the program names", async () => {
    const { workspace, aws } = stack;
    const logins = { "graph.facebook.com": "canary-token-of-a-user" };
    const made = await aws.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: "visited",
        AllowUnauthenticatedIdentities: true,
        SupportedLoginProviders: { "graph.facebook.com": "123456789012345" },
      }),
    );
    const visited = made.IdentityPoolId as string;
    const guest = (await aws.send(new GetIdCommand({ IdentityPoolId: visited }))).IdentityId as string;
    const user = (await aws.send(new GetIdCommand({ IdentityPoolId: visited, Logins: logins }))).IdentityId as string;
    const declare = (imported: boolean) => {
      const taken = (identityId: string, more = {}) => ({
        kind: "Identity",
        args: { identityPoolId: visited, ...more },
        ...(imported && { opts: { import: `${visited}/${identityId}` } }),
      });
      stack.declare(
        { guest: taken(guest), user: taken(user, { logins }) },
        { guest: "guest.identityId", user: "user.identityId" },
      );
    };
    declare(true);
    const run = await workspace.up();
    assert.deepEqual(
      run.steps
        .filter(({ op }) => op.startsWith("import"))
        .map(({ op, name }) => `${op} ${name}`)
        .sort(),
      ["import guest", "import user"],
    );
    declare(false);
    const next = await workspace.up();
    assert.ok(isUnchanged(next), next.stdout);
    const outputs = await workspace.outputs();
    assert.deepEqual([outputs.guest, outputs.user], [guest, user]);
  });
});
