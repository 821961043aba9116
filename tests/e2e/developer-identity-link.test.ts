import assert from "node:assert/strict";
import {
  GetOpenIdTokenForDeveloperIdentityCommand,
  ListIdentityPoolsCommand,
  LookupDeveloperIdentityCommand,
  UnlinkDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { isUnchanged, type Run } from "../support/engine";
import { type Declaration, TestStack } from "../support/stack";

const providerName = "login.example.com";
const pool = { kind: "IdentityPool", args: { identityPoolName: "users", developerProviderName: providerName } };
const link = (args: Record<string, unknown>) => ({
  kind: "DeveloperIdentityLink",
  args: { identityPoolId: { $ref: "pool.id" }, ...args },
});

const ops = (run: Run) => run.steps.map(({ op, name }) => `${op} ${name}`).sort();

describe("a developer identity link on the real engine", () => {
  let stack: TestStack;
  const declare = (links: Declaration) =>
    stack.declare(
      { pool, ...links },
      { pool: "pool.id", ...Object.fromEntries(Object.keys(links).map((name) => [name, `${name}.identityId`])) },
    );
  const outputs = () => stack.workspace.outputs();
  const lookUp = async (user: string) => {
    const { pool: IdentityPoolId } = await outputs();
    const found = await stack.aws.send(
      new LookupDeveloperIdentityCommand({ IdentityPoolId, DeveloperUserIdentifier: user }),
    );
    return found.IdentityId;
  };

  before(async () => {
    stack = await TestStack.create({});
  });
  after(() => stack.dispose());

  it("registers users, with the pool's provider name, and links a second one to the same identity", async () => {
    declare({
      alice: link({ developerUserIdentifier: "alice" }),
      phone: link({ developerUserIdentifier: "alice/phone", identityId: { $ref: "alice.identityId" } }),
    });
    await stack.workspace.up();
    const { alice, phone } = await outputs();
    assert.match(alice, /^eu-central-1:/);
    assert.equal(phone, alice);
    assert.equal(await lookUp("alice"), alice);
    assert.equal(await lookUp("alice/phone"), alice);
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("is replaced when the user identifier changes", async () => {
    declare({ alice: link({ developerUserIdentifier: "alice" }), phone: link({ developerUserIdentifier: "bob" }) });
    const run = await stack.workspace.up();
    assert.ok(
      run.steps.some(({ op, name }) => op === "create-replacement" && name === "phone"),
      run.stdout,
    );
    await assert.rejects(lookUp("alice/phone"), { name: "ResourceNotFoundException" });
    assert.equal(await lookUp("bob"), (await outputs()).phone);
  });

  it("is made anew when the user was unlinked behind its back", async () => {
    const { pool: IdentityPoolId, alice: IdentityId } = await outputs();
    await stack.aws.send(
      new UnlinkDeveloperIdentityCommand({
        IdentityPoolId,
        IdentityId,
        DeveloperProviderName: providerName,
        DeveloperUserIdentifier: "alice",
      }),
    );
    const refresh = await stack.workspace.refresh();
    assert.equal(refresh.changes.delete, 1, refresh.stdout);
    assert.deepEqual(ops(await stack.workspace.up()), ["create alice", "same phone", "same pool"]);
    assert.equal(await lookUp("alice"), (await outputs()).alice);
  });

  it("refuses to take a user from another identity, unless it is told to merge", async () => {
    const { pool: IdentityPoolId, alice } = await outputs();
    const { IdentityId: other } = await stack.aws.send(
      new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins: { [providerName]: "carol" } }),
    );
    const links = {
      alice: link({ developerUserIdentifier: "alice" }),
      phone: link({ developerUserIdentifier: "bob" }),
    };
    declare({ ...links, carol: link({ developerUserIdentifier: "carol", identityId: alice }) });
    const refused = await stack.workspace.up([], { mayFail: true });
    const message = refused.diagnostics.map((diagnostic) => diagnostic.message).join("\n");
    assert.ok(message.includes(alice) && message.includes(other as string), message);
    assert.equal(await lookUp("carol"), other);

    declare({
      ...links,
      carol: link({ developerUserIdentifier: "carol", identityId: alice, onConflict: "merge" }),
    });
    await stack.workspace.up();
    assert.equal(await lookUp("carol"), alice);
  });

  it("catches two links for one user in one stack", async () => {
    declare({ alice: link({ developerUserIdentifier: "alice" }), again: link({ developerUserIdentifier: "alice" }) });
    const preview = await stack.workspace.preview([], { mayFail: true });
    assert.notEqual(preview.code, 0);
    assert.match(preview.stdout + preview.stderr, /makes \w+ manage the user .*alice, which \w+ manages already/);
  });

  it("says at preview that a pool has no developer provider", async () => {
    declare({});
    await stack.workspace.up();
    const plain = { kind: "IdentityPool", args: { identityPoolName: "plain" } };
    stack.declare({ pool, plain }, { plain: "plain.id" });
    await stack.workspace.up();
    const { plain: identityPoolId } = await outputs();
    stack.declare({
      pool,
      plain,
      lost: { kind: "DeveloperIdentityLink", args: { identityPoolId, developerUserIdentifier: "dave" } },
    });
    // The program does not say that this is its own pool. Where the engine has compared the pool first, it is certain that
    // the pool stays as it is, and the preview refuses the link; else something may give it a provider, and it warns.
    const preview = await stack.workspace.preview([], { mayFail: true });
    const told = /(warning|error).*has no developer provider: set its developerProviderName/;
    assert.match(preview.stdout + preview.stderr, told);
    const run = await stack.workspace.up([], { mayFail: true });
    assert.notEqual(run.code, 0);
    assert.match(run.stdout + run.stderr, /has no developer provider: set its developerProviderName/);
  });

  it("leaves nothing behind", async () => {
    await stack.workspace.destroy();
    const { IdentityPools } = await stack.aws.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    assert.deepEqual(IdentityPools, []);
  });
});
