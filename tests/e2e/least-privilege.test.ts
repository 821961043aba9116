import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { type CognitoIdentityClient, CreateIdentityPoolCommand, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import { leastPrivilege, type Use } from "../../provider/client";
import { poolArn } from "../../provider/model/ids";
import { operationNames, operations } from "../../provider/model/operations";
import { isUnchanged } from "../support/engine";
import { type RecordedService, recordService } from "../support/recorder";
import { TestStack } from "../support/stack";

const google = "accounts.google.com";
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

const mapping = (value: string) => ({
  identityProvider: google,
  type: "Rules",
  ambiguousRoleResolution: "Deny",
  mappingRules: [{ claim: "hd", matchType: "Equals", roleArn: role("staff"), value }],
});

/** Each kind that lives in a pool with arguments, and with others that change it in place; an Identity has no such. */
const lives: Record<string, readonly [object, object]> = {
  DeveloperIdentityLink: [
    { developerUserIdentifier: "alice" },
    { developerUserIdentifier: "alice", onConflict: "move", deleteIdentity: true },
  ],
  DeveloperIdentityLinks: [{ users: ["bob", "carol"] }, { users: ["carol", "dave"] }],
  Identity: [{}, {}],
  IdentityPoolProviderPrincipalTag: [
    { identityProviderName: google, principalTags: { mail: "email" } },
    { identityProviderName: google, principalTags: { mail: "email", name: "name" } },
  ],
  IdentityPoolRoleAttachment: [
    { roles: { authenticated: role("users") } },
    { roles: { authenticated: role("users"), unauthenticated: role("guests") } },
  ],
  IdentityPoolRoleMapping: [mapping("a"), mapping("b")],
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
  /** What is done in an update with arguments, in the order in which it begins. */
  const opsOf = async (kind: string, args: object) => {
    stack.declare({ one: { kind, args: { ...args } } });
    const { steps } = await stack.workspace.up();
    return steps.filter(({ name }) => name === "one").map(({ op }) => op);
  };
  /** Made, changed in place, replaced, refreshed and destroyed. */
  const live = async (kind: string, [made, changed, replaced]: readonly [object, object, object]) => {
    assert.deepEqual(await opsOf(kind, made), ["create"]);
    assert.deepEqual(await opsOf(kind, changed), [isDeepStrictEqual(made, changed) ? "same" : "update"]);
    assert.ok((await opsOf(kind, replaced)).includes("create-replacement"));
    const refresh = await stack.workspace.refresh();
    assert.ok(isUnchanged(refresh), refresh.stdout);
    await stack.workspace.destroy();
  };

  for (const [kind, [made, changed]] of Object.entries(lives)) {
    it(`lets ${kind} live: made, changed, replaced, refreshed and deleted`, async () => {
      const [identityPoolId, next] = [await createPool(), await createPool()];
      allow(identityPoolId, kind as Use);
      await live(kind, [
        { identityPoolId, ...made },
        { identityPoolId, ...changed },
        { identityPoolId: next, ...changed },
      ]);
      assert.ok(service.calls.length > 0);
    });
  }

  it("lets IdentityPool live: made, changed, replaced, refreshed and deleted", async () => {
    allow("eu-central-1:00000000-0000-4000-8000-000000000000", "IdentityPool");
    const settings = { developerProviderName: "login.example.com", deletionProtection: true };
    const changed = { ...settings, tags: { team: "web" }, allowClassicFlow: false };
    await live("IdentityPool", [
      { ...settings, tags: { stage: "test" } },
      changed,
      { ...changed, developerProviderName: "other.example.com" },
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
