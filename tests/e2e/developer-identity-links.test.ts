import assert from "node:assert/strict";
import {
  type CognitoIdentityClient,
  ListIdentitiesCommand,
  LookupDeveloperIdentityCommand,
  UnlinkDeveloperIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import { absentIfNotFound, conforms } from "../support/conformance";
import { isUnchanged } from "../support/engine";
import { TestStack } from "../support/stack";

const provider = "login.example.com";

/** The users of the pool of a set, and their identities. */
async function usersOf(aws: CognitoIdentityClient, id: string): Promise<[user: string, identityId: string][]> {
  const [IdentityPoolId] = id.split("/");
  const listed = await absentIfNotFound(aws.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60 })));
  const found = await Promise.all(
    (listed?.Identities ?? []).map(async ({ IdentityId }) => {
      const { DeveloperUserIdentifierList: users = [] } = await aws.send(
        new LookupDeveloperIdentityCommand({ IdentityPoolId, IdentityId }),
      );
      return users.map((user): [string, string] => [user, IdentityId as string]);
    }),
  );
  return found.flat().sort();
}

const unlink = (aws: CognitoIdentityClient, id: string, [user, IdentityId]: [string, string]) =>
  aws.send(
    new UnlinkDeveloperIdentityCommand({
      IdentityPoolId: id.split("/")[0],
      IdentityId,
      DeveloperProviderName: provider,
      DeveloperUserIdentifier: user,
    }),
  );

conforms({
  kind: "DeveloperIdentityLinks",
  pool: { developerProviderName: provider },
  args: { users: ["alice", "bob"] },
  changes: {
    users: { to: ["bob", "carol"] },
    recordIdentityIds: { to: false },
    identityPoolId: { to: { $ref: "spare.id" }, replaces: true },
  },
  async read(aws, id) {
    const users = (await usersOf(aws, id)).map(([user]) => user);
    return users.length > 0 ? users : undefined;
  },
  expected: ({ users }) => users,
  async drift(aws, id) {
    const bob = (await usersOf(aws, id)).find(([user]) => user === "bob");
    return bob && unlink(aws, id, bob);
  },
  remove: async (aws, id) => Promise.all((await usersOf(aws, id)).map((link) => unlink(aws, id, link))),
});

describe("a set of developer identity links on the real engine", () => {
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.create({});
  });
  after(() => stack?.dispose());

  it("goes on after a failure, and takes at most 120 bytes a user in the state", async () => {
    const pool = { kind: "IdentityPool", args: { developerProviderName: provider } };
    const users = Array.from({ length: 1000 }, (_, i) => `user-${String(i).padStart(6, "0")}`);
    const declare = (linkTo: Record<string, unknown> = {}) => {
      const args = { identityPoolId: { $ref: "pool.id" }, users, linkTo };
      stack.declare(
        { pool, staff: { kind: "DeveloperIdentityLinks", args } },
        { identityIds: "staff.identityIds", id: "staff.id" },
      );
    };
    declare({ kiosk: "eu-central-1:00000000-0000-0000-0000-000000000000" });
    const failed = await stack.workspace.up([], { mayFail: true });
    assert.match(failed.stdout, /1 users could not be registered; kiosk: GetOpenIdTokenForDeveloperIdentity/);
    const { deployment } = await stack.workspace.exportState();
    const staff = (deployment.resources ?? []).find(({ type }) => type.endsWith(":DeveloperIdentityLinks"));
    assert.equal(staff?.outputs.users.length, 1000);

    declare();
    await stack.workspace.up();
    const { identityIds } = await stack.workspace.outputs();
    assert.deepEqual(identityIds, staff?.outputs.identityIds);
    stack.declare({
      pool,
      staff: { kind: "DeveloperIdentityLinks", args: { identityPoolId: { $ref: "pool.id" }, users } },
    });
    await stack.workspace.up();
    const recorded = (await stack.workspace.exportState()).deployment.resources ?? [];
    const size = JSON.stringify(recorded.find(({ type }) => type.endsWith(":DeveloperIdentityLinks"))).length;
    assert.ok(size <= 120 * users.length, `${size / users.length} bytes a user`);
    const again = await stack.workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
    await stack.workspace.destroy();
  });
});
