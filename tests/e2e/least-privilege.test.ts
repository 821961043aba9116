import assert from "node:assert/strict";
import { type CognitoIdentityClient, CreateIdentityPoolCommand, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import { leastPrivilege, type Use } from "../../provider/client";
import { poolArn } from "../../provider/model/ids";
import { operationNames, operations } from "../../provider/model/operations";
import { isUnchanged } from "../support/engine";
import { type RecordedService, recordService } from "../support/recorder";
import { type Declared, TestStack } from "../support/stack";

const google = "accounts.google.com";
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const rule = { claim: "hd", matchType: "Equals", roleArn: role("staff") };

/** Each kind with arguments, with others that change it, and with what replaces it. */
const lives: Record<string, readonly [object, object, object]> = {
  DeveloperIdentityLink: [
    { developerUserIdentifier: "alice" },
    { developerUserIdentifier: "alice", onConflict: "move", deleteIdentity: true },
    { developerUserIdentifier: "alice/phone" },
  ],
  DeveloperIdentityLinks: [{ users: ["bob", "carol"] }, { users: ["carol", "dave"] }, { users: ["erin"] }],
  Identity: [{}, {}, {}],
  IdentityPoolProviderPrincipalTag: [
    { identityProviderName: google, principalTags: { mail: "email" } },
    { identityProviderName: google, principalTags: { mail: "email", name: "name" } },
    { identityProviderName: "graph.facebook.com", useDefaults: true },
  ],
  IdentityPoolRoleAttachment: [
    { roles: { authenticated: role("users") } },
    { roles: { authenticated: role("users"), unauthenticated: role("guests") } },
    { roles: { authenticated: role("others") } },
  ],
  IdentityPoolRoleMapping: [
    {
      identityProvider: google,
      type: "Rules",
      ambiguousRoleResolution: "Deny",
      mappingRules: [{ ...rule, value: "a" }],
    },
    {
      identityProvider: google,
      type: "Rules",
      ambiguousRoleResolution: "Deny",
      mappingRules: [{ ...rule, value: "b" }],
    },
    { identityProvider: "graph.facebook.com", type: "Token", ambiguousRoleResolution: "Deny" },
  ],
};

/** What is allowed by statements, and what needs no permission as it is not signed. */
const allowedBy = (statements: readonly { Action: readonly string[] }[]): Set<string> =>
  new Set([
    ...statements.flatMap(({ Action }) => Action.map((action) => action.replace("cognito-identity:", ""))),
    ...operationNames.filter((name) => !operations[name].signed),
  ]);

describe("leastPrivilege on the real engine, where the service refuses all else", () => {
  let service: RecordedService;
  let stack: TestStack;
  let aws: CognitoIdentityClient;
  before(async () => {
    service = await recordService(":memory:");
    stack = await TestStack.create({}, { endpoint: service.url, url: service.url });
    ({ aws } = stack);
  });
  after(async () => {
    await stack?.dispose();
    await service?.close();
  });
  afterEach(() => {
    service.allowed = undefined;
  });

  const createPool = async () => {
    const { IdentityPoolId = "" } = await aws.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: "users",
        AllowUnauthenticatedIdentities: true,
        DeveloperProviderName: "login.example.com",
        SupportedLoginProviders: { [google]: "1.apps.googleusercontent.com", "graph.facebook.com": "2" },
      }),
    );
    await aws.send(new GetIdCommand({ IdentityPoolId }));
    return IdentityPoolId;
  };
  const allow = (identityPoolId: string, use: Use) => {
    service.allowed = allowedBy(leastPrivilege({ arn: poolArn(identityPoolId, "000000000000") }, [use]));
    service.clear();
  };
  /** Up, no-op, refresh, a change in place, a replacement, and destroy. */
  const live = async (kind: string, steps: readonly Declared["args"][]) => {
    for (const args of steps) {
      stack.declare({ one: { kind, args: args ?? {} } });
      await stack.workspace.up();
    }
    const refresh = await stack.workspace.refresh();
    assert.ok(isUnchanged(refresh), refresh.stdout);
    await stack.workspace.destroy();
  };

  for (const [kind, steps] of Object.entries(lives)) {
    it(`lets ${kind} live: made, changed, replaced, refreshed and deleted`, async () => {
      const identityPoolId = await createPool();
      allow(identityPoolId, kind as Use);
      await live(
        kind,
        steps.map((args) => ({ identityPoolId, ...args })),
      );
      assert.ok(service.calls.length > 0);
    });
  }

  it("lets IdentityPool live: made, changed, replaced, refreshed and deleted", async () => {
    allow("eu-central-1:00000000-0000-4000-8000-000000000000", "IdentityPool");
    await live("IdentityPool", [
      { tags: { stage: "test" }, deletionProtection: true },
      { tags: { team: "web" }, allowClassicFlow: false, deletionProtection: true },
      { developerProviderName: "login.example.com" },
    ]);
  });

  it("refuses what another kind needs", async () => {
    const identityPoolId = await createPool();
    allow(identityPoolId, "IdentityPoolProviderPrincipalTag");
    stack.declare({
      one: { kind: "IdentityPoolRoleAttachment", args: { identityPoolId, ...lives.IdentityPoolRoleAttachment?.[0] } },
    });
    const { code, stdout } = await stack.workspace.up([], { mayFail: true });
    assert.notEqual(code, 0);
    assert.match(stdout, /not authorized to perform: cognito-identity:GetIdentityPoolRoles/);
  });
});
