import assert from "node:assert/strict";
import {
  CreateIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { isUnchanged, type Run } from "../support/engine";
import { type Declared, TestStack } from "../support/stack";

const google = { "accounts.google.com": "1.apps.googleusercontent.com" };
const userPool = { ProviderName: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc", ClientId: "4k2example" };
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const said = ({ diagnostics }: Run) => diagnostics.map(({ message }) => message).join("\n");

describe("what a preview says, on the real engine", () => {
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.create({});
  });
  after(() => stack?.dispose());

  const describePool = async (IdentityPoolId: string) => {
    const { $metadata, IdentityPoolTags, ...pool } = await stack.aws.send(
      new DescribeIdentityPoolCommand({ IdentityPoolId }),
    );
    return pool;
  };
  const rolesOf = async (IdentityPoolId: string) =>
    (await stack.aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }))).Roles;
  const createPool = async (IdentityPoolName: string) => {
    const input = { IdentityPoolName, AllowUnauthenticatedIdentities: false };
    return (await stack.aws.send(new CreateIdentityPoolCommand(input))).IdentityPoolId as string;
  };

  it("is all that an update writes: what ignoreChanges leaves to others stays theirs, time after time", async () => {
    const declare = (identityPoolName: string) => {
      const users: Declared = {
        kind: "IdentityPool",
        args: { identityPoolName, supportedLoginProviders: google },
        opts: { ignoreChanges: ["cognitoIdentityProviders"] },
      };
      stack.declare({ users }, { id: "users.id" });
    };
    declare("one");
    await stack.workspace.up();
    const { id } = await stack.workspace.outputs();
    const pool = await describePool(id);
    await stack.aws.send(new UpdateIdentityPoolCommand({ ...pool, CognitoIdentityProviders: [userPool] }));
    for (const name of ["two", "three"]) {
      declare(name);
      const preview = await stack.workspace.preview(["--diff"]);
      assert.doesNotMatch(preview.stdout, /cognitoIdentityProviders/);
      await stack.workspace.up();
      const { IdentityPoolName, CognitoIdentityProviders } = await describePool(id);
      assert.equal(IdentityPoolName, name);
      assert.deepEqual(CognitoIdentityProviders, [{ ...userPool, ServerSideTokenCheck: false }]);
    }
    await stack.workspace.refresh();
    assert.ok(isUnchanged(await stack.workspace.up()));
    assert.equal((await describePool(id)).CognitoIdentityProviders?.length, 1);
  });

  it("keeps an automatic name under an alias", async () => {
    const pool = (opts?: Record<string, unknown>): Declared => ({ kind: "IdentityPool", opts });
    stack.declare({ people: pool() }, { name: "people.identityPoolName", id: "people.id" });
    await stack.workspace.up();
    const before = await stack.workspace.outputs();
    stack.declare({ folk: pool({ aliases: [{ name: "people" }] }) }, { name: "folk.identityPoolName", id: "folk.id" });
    const run = await stack.workspace.up();
    assert.ok(isUnchanged(run), run.stdout);
    assert.deepEqual(await stack.workspace.outputs(), before);
  });

  it("names the roles of others, which an update refuses to overwrite, and a destroy does not take away", async () => {
    const IdentityPoolId = await createPool("legacy");
    const theirs = { authenticated: role("old"), unauthenticated: role("oldguest") };
    await stack.aws.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: theirs }));
    const roles = (args: Record<string, string>): Declared => ({
      kind: "IdentityPoolRoleAttachment",
      args: { identityPoolId: IdentityPoolId, roles: args },
    });
    stack.declare({ roles: roles({ authenticated: role("new") }) });
    const preview = await stack.workspace.preview();
    assert.match(said(preview), /roles: roles can't be set: .*role\/old \(wanted: .*role\/new\).*role\/oldguest/);
    const refused = await stack.workspace.up([], { mayFail: true });
    assert.notEqual(refused.code, 0);
    assert.deepEqual(await rolesOf(IdentityPoolId), theirs);

    stack.declare({ roles: roles(theirs) });
    await stack.workspace.up();
    stack.declare({ roles: roles({ authenticated: role("new") }) });
    await stack.workspace.up();
    assert.deepEqual(await rolesOf(IdentityPoolId), { authenticated: role("new") });
    const changed = { authenticated: role("new"), unauthenticated: role("theirs") };
    await stack.aws.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: changed }));
    stack.declare({});
    await stack.workspace.up();
    assert.deepEqual(await rolesOf(IdentityPoolId), { unauthenticated: role("theirs") });
  });

  it("does not refuse what another provider of the same update makes right", async () => {
    const endpoint = "local:cognito.db";
    const args = { region: "eu-central-1", endpoint };
    const declare = (supportedLoginProviders?: Record<string, string>) => {
      const users: Declared = {
        kind: "IdentityPool",
        args: { supportedLoginProviders },
        opts: { provider: { $ref: "other" } },
      };
      const mapping: Declared = {
        kind: "IdentityPoolRoleMapping",
        args: {
          identityPoolId: { $ref: "users.id" },
          identityProvider: "accounts.google.com",
          type: "Token",
          ambiguousRoleResolution: "Deny",
        },
      };
      stack.declare({ other: { kind: "Provider", args }, users, ...(supportedLoginProviders && { mapping }) });
    };
    declare();
    await stack.workspace.up();
    declare(google);
    const preview = await stack.workspace.preview();
    assert.match(said(preview), /mapping: identityProvider is no provider of the pool/);
    await stack.workspace.up();
  });

  it("refuses properties that do not exist, and names those that were meant", async () => {
    const args = { openIdConnectProviderArns: [], allowUnauthenticated: true };
    stack.declare({ users: { kind: "IdentityPool", args } });
    const preview = await stack.workspace.preview([], { mayFail: true });
    assert.notEqual(preview.code, 0);
    assert.match(said(preview), /openIdConnectProviderArns does not exist; did you mean openidConnectProviderArns\?/);
    assert.match(said(preview), /allowUnauthenticated does not exist; did you mean allowUnauthenticatedIdentities\?/);
  });
});
