import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
} from "@aws-sdk/client-cognito-identity";
import { isUnchanged, type Json } from "../support/engine";
import { type RecordedService, recordService, writes } from "../support/recorder";
import { type AwsProvider, stateOfAwsProvider } from "./support/aws-provider-state";
import { PluginStack } from "./support/plugin-stack";

const facebook = "graph.facebook.com";
const userPool = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc";
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

/** What the program of pulumi-aws said; the program of the plugin says the same. */
const programs = {
  pool: {
    identityPoolName: "users",
    developerProviderName: "login.example.com",
    supportedLoginProviders: { [facebook]: "7346241598935555" },
    cognitoIdentityProviders: [{ clientId: "4k2example", providerName: userPool }],
    tags: { team: "web" },
  },
  roles: {
    roles: { authenticated: role("users") },
    roleMappings: [
      {
        identityProvider: `${userPool}:4k2example`,
        type: "Rules",
        ambiguousRoleResolution: "Deny",
        mappingRules: [{ claim: "isAdmin", matchType: "Equals", roleArn: role("admins"), value: "yes" }],
      },
      { identityProvider: facebook, type: "Token", ambiguousRoleResolution: "AuthenticatedRole" },
    ],
  },
  tags: { identityProviderName: facebook, useDefaults: false, principalTags: { app: "aud" } },
  ownTags: { identityProviderName: userPool },
};

for (const provider of ["6", "7", "explicit"] as const satisfies readonly AwsProvider[]) {
  describe(`a stack that moves from pulumi-aws (${provider}) to the plugin, on the real engine`, () => {
    let folder: string;
    let service: RecordedService;
    let stack: PluginStack;
    const alias = (kind: string) => ({
      aliases: [{ type: `aws:cognito/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}` }],
    });
    const one = (kind: string, args: object) => ({ kind, args: { ...args }, opts: alias(kind) });
    const inPool = { identityPoolId: { $ref: "pool.id" } };
    const declaration = (more: object = {}) => ({
      pool: one("IdentityPool", { ...programs.pool, ...more }),
      roles: one("IdentityPoolRoleAttachment", { ...inPool, ...programs.roles }),
      tags: one("IdentityPoolProviderPrincipalTag", { ...inPool, ...programs.tags }),
      ownTags: one("IdentityPoolProviderPrincipalTag", { ...inPool, ...programs.ownTags }),
    });
    const resources = async (): Promise<Json[]> => (await stack.workspace.exportState()).deployment.resources ?? [];

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "cognito-identity-db-"));
      service = await recordService(join(folder, "cognito.db"));
      stack = await PluginStack.create(
        {},
        { url: service.url, config: { "cognito-identity:defaultTags": { stage: "test" } } },
      );
      const { pool, roles, tags, ownTags } = programs;
      const { IdentityPoolId = "" } = await stack.aws.send(
        new CreateIdentityPoolCommand({
          IdentityPoolName: pool.identityPoolName,
          AllowUnauthenticatedIdentities: false,
          AllowClassicFlow: false,
          DeveloperProviderName: pool.developerProviderName,
          SupportedLoginProviders: pool.supportedLoginProviders,
          CognitoIdentityProviders: [{ ClientId: "4k2example", ProviderName: userPool, ServerSideTokenCheck: false }],
          IdentityPoolTags: { stage: "test", team: "web" },
        }),
      );
      await stack.aws.send(
        new SetIdentityPoolRolesCommand({
          IdentityPoolId,
          Roles: roles.roles,
          RoleMappings: {
            [`${userPool}:4k2example`]: {
              Type: "Rules",
              AmbiguousRoleResolution: "Deny",
              RulesConfiguration: {
                Rules: [{ Claim: "isAdmin", MatchType: "Equals", RoleARN: role("admins"), Value: "yes" }],
              },
            },
            [facebook]: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" },
          },
        }),
      );
      await stack.aws.send(
        new SetPrincipalTagAttributeMapCommand({
          IdentityPoolId,
          IdentityProviderName: facebook,
          UseDefaults: false,
          PrincipalTags: tags.principalTags,
        }),
      );
      await stack.aws.send(
        new SetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName: userPool, UseDefaults: true }),
      );
      const { deployment, ...state } = await stack.workspace.exportState();
      const recorded = stateOfAwsProvider(provider, IdentityPoolId, { pool, roles, tags, ownTags });
      const full = { ...state, deployment: { ...deployment, resources: recorded } };
      writeFileSync(join(folder, "state.json"), JSON.stringify(full));
      await stack.workspace.pulumi(["stack", "import", "--file", join(folder, "state.json")]);
      stack.declare(declaration(), { id: "pool.id" });
      service.clear();
    });
    after(async () => {
      await stack.dispose();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it("is unchanged, without the AWS provider's plugin and without a call that writes", async () => {
      const before = await resources();
      for (const run of [await stack.workspace.preview(), await stack.workspace.up()]) {
        const changing = run.steps.filter(({ op }) => op !== "same" && op !== "refresh");
        const left = changing.filter(({ type }) => type !== "pulumi:providers:aws");
        assert.deepEqual(
          left.map(({ name, op, diffs }) => [name, op, diffs]),
          [],
          run.stdout,
        );
      }
      assert.deepEqual(writes(service.calls), []);
      assert.ok(!existsSync(join(stack.workspace.env.PULUMI_HOME as string, "plugins")), "no plugin was fetched");
      const after = await resources();
      assert.deepEqual(
        after.filter(({ type }) => type.includes("aws")),
        [],
      );
      const idOf = (all: Json[], name: string) => all.find(({ urn }) => urn.endsWith(`::${name}`))?.id;
      assert.equal(idOf(after, "pool"), idOf(before, "pool"));
    });

    it("is recorded as the plugin's own by the next refresh, and stays unchanged", async () => {
      stack.declare(
        Object.fromEntries(Object.entries(declaration()).map(([name, { kind, args }]) => [name, { kind, args }])),
        { id: "pool.identityPoolId", region: "roles.region" },
      );
      await stack.workspace.refresh();
      const run = await stack.workspace.up();
      assert.deepEqual(
        run.steps.filter(({ op }) => op === "update"),
        [],
        run.stdout,
      );
      const { id, region } = await stack.workspace.outputs();
      assert.match(id, /^eu-central-1:/);
      assert.equal(region, "eu-central-1");
      assert.deepEqual(writes(service.calls), []);
      const again = await stack.workspace.up();
      assert.ok(isUnchanged(again), again.stdout);
    });

    it("is updated in place, and destroyed", async () => {
      stack.declare(declaration({ allowUnauthenticatedIdentities: true }));
      const run = await stack.workspace.up();
      const changed = run.steps.filter(({ op }) => op !== "same" && op !== "refresh");
      assert.deepEqual(
        changed.map(({ name, op, diffs }) => [name, op, diffs]),
        [["pool", "update", ["allowUnauthenticatedIdentities"]]],
      );
      await stack.workspace.destroy();
      assert.deepEqual(await resources(), []);
    });
  });
}
