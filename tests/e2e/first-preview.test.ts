import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ListIdentityPoolsCommand } from "@aws-sdk/client-cognito-identity";
import { installPlugin, projectWithPlugin } from "../plugin/support/plugin-stack";
import { isUnchanged, type Run } from "../support/engine";
import { type Declaration, type Declared, TestStack } from "../support/stack";

type Args = Record<string, unknown>;

const google = "accounts.google.com";
const role = "arn:aws:iam::000000000000:role/users";
const mapping = { identityProvider: google, type: "Token", ambiguousRoleResolution: "Deny" };
const pool = (args: Args = {}): Declared => ({ kind: "IdentityPool", args });
const inPool = (kind: string, name: string, args: Args = {}): Declared => ({
  kind,
  args: { identityPoolId: { $ref: `${name}.id` }, ...args },
});
const link = (name: string, args: Args = {}) =>
  inPool("DeveloperIdentityLink", name, { developerUserIdentifier: "alice", ...args });

const right: Declaration = {
  bare: pool(),
  users: pool({ developerProviderName: "login.example.com", allowUnauthenticatedIdentities: true }),
  google: pool({ supportedLoginProviders: { [google]: "1.apps.googleusercontent.com" }, region: "eu-west-1" }),
  kiosk: inPool("Identity", "users"),
  alice: link("users"),
  roles: inPool("IdentityPoolRoleAttachment", "google", { roles: { authenticated: role }, roleMappings: [mapping] }),
};

/** What is wrong on its own, or with the rest of the program, and what is said of it. */
const mistakes: Record<string, { wrong: Declared; says: RegExp }> = {
  misnamed: { wrong: pool({ identityPoolName: "a/b" }), says: /^identityPoolName must match .*: "a\/b"$/ },
  inNone: { wrong: link("bare"), says: /^identityPoolId the pool bare has no developer provider/ },
  inWrong: {
    wrong: link("users", { developerProviderName: "login.example.org", developerUserIdentifier: "bob" }),
    says: /^developerProviderName must be the pool's, login\.example\.com, or unset/,
  },
  aliceAgain: {
    wrong: link("users"),
    says: /^developerUserIdentifier makes aliceAgain manage the user users\/login\.example\.com\/alice, which alice manages/,
  },
  rolesAgain: {
    wrong: inPool("IdentityPoolRoleAttachment", "google", { roles: { authenticated: role } }),
    says: /^identityPoolId makes rolesAgain manage the roles of pool google, which roles manages/,
  },
  mappingAgain: {
    wrong: inPool("IdentityPoolRoleMapping", "google", mapping),
    says: /^identityProvider makes mappingAgain manage the mapping of accounts\.google\.com in pool google, which roles/,
  },
  mappingOfNone: {
    wrong: inPool("IdentityPoolRoleMapping", "users", mapping),
    says: /^identityProvider is no provider of the pool: "accounts\.google\.com"; it has/,
  },
  tagsOfNone: {
    wrong: inPool("IdentityPoolProviderPrincipalTag", "bare", { identityProviderName: google }),
    says: /^identityProviderName is no provider of the pool/,
  },
  guest: { wrong: inPool("Identity", "bare"), says: /^logins is required: the pool allows no guests/ },
  abroad: { wrong: link("google", { region: "eu-central-1" }), says: /^region must be that of the pool, eu-west-1$/ },
};

/** The errors of each resource. */
function errorsOf({ diagnostics }: Run): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { severity, urn, message } of diagnostics) {
    const name = urn?.split("::").pop() ?? "";
    if (severity === "error") found[name] = [...(found[name] ?? []), message];
  }
  return found;
}

function assertMistakes(run: Run): void {
  assert.notEqual(run.code, 0);
  const { program, ...errors } = errorsOf(run);
  assert.equal(program?.length, 1, run.stdout);
  assert.match(program[0] as string, /it has \d+ mistakes?, so none of its Cognito resources is changed$/);
  assert.deepEqual(Object.keys(errors).sort(), Object.keys(mistakes).sort(), run.stdout);
  for (const [name, { says }] of Object.entries(mistakes)) {
    const [error, ...others] = errors[name] ?? [];
    assert.match(error ?? "", says);
    // In another region, the link has a second mistake.
    if (name !== "abroad") assert.deepEqual(others, [], name);
  }
}

/** A program inside another one, which waits for its resources. */
const inline = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { DeveloperIdentityLink, IdentityPool } = require("pulumi-cognito-identity");
const program = async () => {
  const users = new IdentityPool("users", {});
  const alice = new DeveloperIdentityLink("alice", { identityPoolId: users.identityPoolId, developerUserIdentifier: "alice" }, { parent: users });
  return { alice: alice.id };
};
LocalWorkspace.createStack({ stackName: "inline", projectName: "test", program })
  .then((stack) => stack.preview())
  .then(() => process.exit(0), ({ message }) => { console.log(message); process.exit(1); });
`;

const wrongOnes = Object.fromEntries(Object.entries(mistakes).map(([name, { wrong }]) => [name, wrong]));

describe("the first preview of a stack, on the real engine", () => {
  let stack: TestStack;
  const wrong = () => stack.declare({ ...right, ...wrongOnes });
  before(async () => {
    stack = await TestStack.create({});
  });
  after(() => stack?.dispose());

  it("finds all that does not fit the pools of the same program, at once", async () => {
    wrong();
    assertMistakes(await stack.workspace.preview([], { mayFail: true }));
  });

  it("is right: an update of the program makes nothing", async () => {
    assertMistakes(await stack.workspace.up([], { mayFail: true }));
    const { IdentityPools } = await stack.aws.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    assert.deepEqual(IdentityPools, []);
    const recorded = (await stack.workspace.exportState()).deployment.resources ?? [];
    assert.deepEqual(
      recorded.filter(({ type }) => type.includes("cognito-identity")),
      [],
    );
  });

  it("ends in a program of the Automation API, too", () => {
    const { env, project } = stack.workspace;
    const { status, stdout } = spawnSync(process.execPath, ["-e", inline], {
      cwd: project,
      env,
      encoding: "utf8",
      timeout: 60_000,
    });
    assert.equal(status, 1, stdout);
    assert.match(
      stdout,
      /DeveloperIdentityLink \(alice\):\s+error: identityPoolId the pool users has no developer provider/,
    );
  });

  it("lets a program without mistakes pass", async () => {
    stack.declare(right);
    await stack.workspace.preview();
    await stack.workspace.up();
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("takes nothing away for mistakes that come later, where only some resources are wanted, either", async () => {
    wrong();
    const before = (await stack.workspace.exportState()).deployment.resources;
    const run = await stack.workspace.up(["--target", "**::kiosk"], { mayFail: true });
    assert.notEqual(run.code, 0);
    assert.deepEqual((await stack.workspace.exportState()).deployment.resources, before);
  });

  it("says nothing of settings that the program leaves to what is there", async () => {
    const users: Declared = {
      ...pool({}),
      opts: { ignoreChanges: ["developerProviderName", "allowUnauthenticatedIdentities"] },
    };
    stack.declare({ ...right, users });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
  });
});

describe("the first preview of a stack that the plugin serves, on the real engine", () => {
  it("finds the same", async () => {
    const stack = await TestStack.create({ ...right, ...wrongOnes });
    try {
      const { project } = stack.workspace;
      const code = readFileSync(join(project, "index.ts"), "utf8");
      const served = code.replace('"pulumi-cognito-identity"', '"pulumi-cognito-identity/plugin"');
      stack.workspace.write({ "index.ts": served, "Pulumi.yaml": projectWithPlugin() });
      installPlugin(project);
      assertMistakes(await stack.workspace.preview([], { mayFail: true }));
      assertMistakes(await stack.workspace.up([], { mayFail: true }));
      stack.declare(right);
      await stack.workspace.up();
      const again = await stack.workspace.up();
      assert.ok(isUnchanged(again), again.stdout);
    } finally {
      await stack.dispose();
    }
  });
});
