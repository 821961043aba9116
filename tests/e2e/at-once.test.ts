import assert from "node:assert/strict";
import {
  CreateIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  ListIdentitiesCommand,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import { isUnchanged } from "../support/engine";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { type Declaration, type Declared, TestStack } from "../support/stack";

const providers = Array.from({ length: 8 }, (_, i) => `login${i}.example.com`);
const role = "arn:aws:iam::000000000000:role/users";

describe("many resources at once on the real engine", () => {
  let service: RecordedService;
  before(async () => {
    service = await recordService();
  });
  after(async () => {
    await service?.close();
  });
  const createStack = () => TestStack.create({}, { endpoint: service.url, url: service.url });

  it("lose no mapping when two stacks write to one pool", async () => {
    const [one, two] = [await createStack(), await createStack()];
    try {
      const { IdentityPoolId } = await one.aws.send(
        new CreateIdentityPoolCommand({
          IdentityPoolName: "shared",
          AllowUnauthenticatedIdentities: false,
          SupportedLoginProviders: Object.fromEntries(providers.map((name) => [name, "app"])),
        }),
      );
      await one.aws.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: role } }));
      for (const [index, stack] of [one, two].entries()) {
        const declaration: Declaration = {};
        for (const identityProvider of providers.filter((_, i) => i % 2 === index)) {
          const args = { identityPoolId: IdentityPoolId, identityProvider, type: "Token" };
          declaration[identityProvider] = {
            kind: "IdentityPoolRoleMapping",
            args: { ...args, ambiguousRoleResolution: "Deny" },
          };
        }
        stack.declare(declaration);
      }
      const rolesNow = async () => {
        const { Roles, RoleMappings = {} } = await one.aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
        return { Roles, mappings: Object.keys(RoleMappings).sort() };
      };
      await Promise.all([one, two].map((stack) => stack.workspace.up()));
      assert.deepEqual(await rolesNow(), { Roles: { authenticated: role }, mappings: providers });
      await Promise.all([one, two].map((stack) => stack.workspace.destroy()));
      assert.deepEqual(await rolesNow(), { Roles: { authenticated: role }, mappings: [] });
    } finally {
      await one.dispose();
      await two.dispose();
    }
  });

  it("end at once where two stacks want other roles for one pool, in words that name both", async () => {
    const stacks = [await createStack(), await createStack()];
    const roles = ["one", "two"].map((name) => `arn:aws:iam::000000000000:role/${name}`);
    try {
      const [{ aws }] = stacks as [TestStack];
      const { IdentityPoolId = "" } = await aws.send(
        new CreateIdentityPoolCommand({ IdentityPoolName: "fought over", AllowUnauthenticatedIdentities: false }),
      );
      const present = async () =>
        (await aws.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }))).Roles?.authenticated;
      for (const [index, stack] of stacks.entries()) {
        const args = { identityPoolId: IdentityPoolId, roles: { authenticated: roles[index] } };
        stack.declare({ users: { kind: "IdentityPoolRoleAttachment", args } });
      }
      for (let round = 0; round < 2; round++) {
        service.clear();
        const runs = await Promise.all(stacks.map(({ workspace }) => workspace.up([], { mayFail: true })));
        assert.deepEqual(runs.map(({ code }) => code === 0).sort(), [false, true]);
        const winner = runs.findIndex(({ code }) => code === 0);
        assert.equal(await present(), roles[winner]);
        const said = runs[1 - winner]?.diagnostics.map(({ message }) => message).join("\n") ?? "";
        assert.ok(
          said.includes(
            `Identity pool ${IdentityPoolId} has a role for authenticated identities that this stack did not make: ` +
              `${roles[winner]} (wanted: ${roles[1 - winner]}).`,
          ),
          said,
        );
        assert.ok(writes(service.calls).length <= 2, String(service.calls));
      }
    } finally {
      for (const stack of stacks) await stack.dispose();
    }
  });

  it("make two hundred links, find them unchanged, and take them away", async () => {
    const stack = await createStack();
    try {
      const declaration: Declaration = {
        pool: { kind: "IdentityPool", args: { developerProviderName: "login.example.com" } },
      };
      for (let i = 0; i < 200; i++) {
        const args = { identityPoolId: { $ref: "pool.id" }, developerUserIdentifier: `user${i}`, deleteIdentity: true };
        declaration[`user${i}`] = { kind: "DeveloperIdentityLink", args };
      }
      stack.declare(declaration, { pool: "pool.id" });
      service.clear();
      await stack.workspace.up();
      const called = (name: string) => service.calls.filter((call) => call === name).length;
      assert.equal(called("GetOpenIdTokenForDeveloperIdentity"), 200, "one call a link");
      assert.equal(called("LookupDeveloperIdentity"), 0);
      const { pool: IdentityPoolId } = await stack.workspace.outputs();
      const count = async () => {
        let [found, NextToken]: [number, string | undefined] = [0, undefined];
        do {
          const page: { Identities?: unknown[]; NextToken?: string } = await stack.aws.send(
            new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, NextToken }),
          );
          found += page.Identities?.length ?? 0;
          NextToken = page.NextToken;
        } while (NextToken);
        return found;
      };
      assert.equal(await count(), 200);
      service.clear();
      const again = await stack.workspace.up();
      assert.ok(isUnchanged(again), again.stdout);
      assert.ok(service.calls.length < 10, `a no-op asks little: ${service.calls.length} calls`);
      assert.deepEqual(writes(service.calls), []);
      stack.declare({ pool: declaration.pool as Declared });
      service.clear();
      await stack.workspace.up();
      assert.equal(called("UnlinkDeveloperIdentity"), 200);
      assert.equal(called("LookupDeveloperIdentity"), 0);
      assert.equal(await count(), 0);
    } finally {
      await stack.dispose();
    }
  });
});
