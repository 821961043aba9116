import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../../provider/model/errors";
import { PartialFailure } from "../../../provider/resource-error";
import { DeveloperUsers } from "../../support/developer-users";
import { type Before, createTestContext, type TestContext } from "../../support/lifecycle-context";
import { lifecycles, type Properties } from "../../support/lifecycles";

const { developerIdentityLinks: links, developerIdentityLink: link } = lifecycles;

const counted = (calls: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of calls) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** A service that refuses what is asked of some users. */
const refusing =
  (isRefused: (user: string) => boolean): Before =>
  (name, input) => {
    const { Logins = {} } = input as { Logins?: Record<string, string> };
    const [user] = Object.values(Logins);
    if (name !== "GetOpenIdTokenForDeveloperIdentity" || user === undefined || !isRefused(user)) return;
    const message = "You do not have access";
    throw new CognitoIdentityError({ code: "AccessDeniedException", message, operation: name, outcome: "refused" });
  };

describe("a set of developer identity links", () => {
  let users: DeveloperUsers;
  let context: TestContext;
  const inPool = (given: Properties): Properties => ({
    identityPoolId: users.identityPoolId,
    developerProviderName: users.provider,
    region: "eu-central-1",
    ...given,
  });
  const names = (count: number) => Array.from({ length: count }, (_, i) => `user${i}`);
  const identitiesOf = async (all: readonly string[]) => Promise.all(all.map((user) => users.identityOf(user)));
  const failureOf = async (work: Promise<unknown>): Promise<PartialFailure> => {
    const error = await work.then(
      () => undefined,
      (error) => error,
    );
    assert.ok(error instanceof PartialFailure, String(error));
    return error;
  };

  beforeEach(async () => {
    users = await DeveloperUsers.create();
    ({ context } = users);
  });

  it("registers each user by one call, and records who has which identity", async () => {
    const guest = await users.guest();
    const { id, state } = await links.create(context, inPool({ users: names(200), linkTo: { kiosk: guest } }));
    assert.equal(id, `${users.identityPoolId}/${users.provider}`);
    assert.deepEqual(counted(context.calls), { GetOpenIdTokenForDeveloperIdentity: 201 });
    assert.deepEqual(Object.keys(state.identityIds).sort(), [...names(200), "kiosk"].sort());
    assert.equal(state.identityIds.kiosk, guest);
    assert.equal(await users.identityOf("user7"), state.identityIds.user7);
  });

  it("registers who is new, and unlinks who is gone, alone", async () => {
    const { id, state } = await links.create(context, inPool({ users: ["alice", "bob", "carol"] }));
    const inputs = inPool({ users: ["carol", "bob", "dave"] });
    assert.deepEqual(
      (await links.diff(context, id, state, inputs)).map(({ property }) => property),
      ["users"],
    );
    assert.deepEqual(await links.diff(context, id, state, inPool({ users: ["carol", "alice", "bob"] })), []);
    context.calls.length = 0;
    const written = await links.update(context, id, state, inputs);
    assert.deepEqual(counted(context.calls), { GetOpenIdTokenForDeveloperIdentity: 1, UnlinkDeveloperIdentity: 1 });
    assert.deepEqual(written.users, inputs.users);
    const [alice, bob, dave] = await identitiesOf(["alice", "bob", "dave"]);
    assert.equal(alice, undefined);
    assert.deepEqual([bob, dave], [state.identityIds.bob, written.identityIds.dave]);
  });

  it("records what was done before a failure, names who failed and why, and goes on", async () => {
    const failing = users.anotherUpdate(refusing((user) => user.endsWith("3")));
    const inputs = inPool({ users: names(100) });
    const { recorded, message } = await failureOf(links.create(failing, inputs));
    assert.match(
      message,
      /^10 users could not be registered; user3, user13, user23, user33, user43 and 5 more: You do/,
    );
    assert.match(message, /access\. The next update goes on\.$/);
    const state = recorded.state as Properties;
    assert.equal(state.users.length, 90);
    context.calls.length = 0;
    const whole = await links.update(context, recorded.id, state, inputs);
    assert.deepEqual(counted(context.calls), { GetOpenIdTokenForDeveloperIdentity: 10 });
    assert.deepEqual(whole.users, inputs.users);
    assert.equal(Object.keys(whole.identityIds).length, 100);
  });

  it("gives up where everything fails, and says how many are left", async () => {
    const failing = users.anotherUpdate(refusing(() => true));
    const { message, recorded } = await failureOf(links.create(failing, inPool({ users: names(1000) })));
    const [, failed, left] =
      /^(\d+) users could not be registered, and (\d+) users were not come to/.exec(message) ?? [];
    assert.equal(Number(failed) + Number(left), 1000);
    assert.ok(failing.calls.length < 250, `${failing.calls.length} calls`);
    assert.equal(recorded.state.users, undefined);
  });

  it("is refreshed by pages of the pool's identities, and looks up those alone that are missed or shared", async () => {
    const inputs = inPool({ users: names(150) });
    const { id, state } = await links.create(context, inputs);
    const shared = await links.create(context, inPool({ users: ["a", "b"] }));
    await users.unlink("user3", state.identityIds.user3);
    await users.unlink("user4", state.identityIds.user4);
    const moved = await users.register("user4");
    context.calls.length = 0;
    const found = await links.read(context, id, state);
    assert.deepEqual(
      counted(context.calls),
      { LookupDeveloperIdentity: 2 },
      "and three pages, which are not counted here",
    );
    assert.equal(found?.state.users.length, 149);
    assert.equal(found?.state.identityIds.user3, undefined);
    assert.equal(found?.state.identityIds.user4, moved);
    assert.deepEqual((await links.read(context, shared.id, shared.state))?.state, shared.state);
  });

  it("can leave the identities out of the state", async () => {
    const inputs = inPool({ users: ["alice", "bob"], recordIdentityIds: false });
    const { id, state } = await links.create(context, inputs);
    assert.deepEqual(state.identityIds, {});
    context.calls.length = 0;
    assert.deepEqual((await links.read(context, id, state))?.state, state);
    assert.deepEqual(await links.update(context, id, state, inPool({ ...inputs, users: ["alice"] })), {
      ...state,
      users: ["alice"],
    });
    assert.equal(await users.identityOf("bob"), undefined);
    await links.delete(users.anotherUpdate(), id, { ...state, users: ["alice"] });
    assert.equal(await users.identityOf("alice"), undefined);
  });

  it("is found by its id alone, with all users of the pool", async () => {
    const { id, state } = await links.create(context, inPool({ users: ["alice", "bob"] }));
    const found = await links.read(users.anotherUpdate(), id, {});
    assert.deepEqual([...(found?.state.users ?? [])].sort(), ["alice", "bob"]);
    assert.deepEqual(found?.state.identityIds, state.identityIds);
  });

  it("can't have a user that a link of the same program has, and takes one over from it", async () => {
    const single = inPool({ developerUserIdentifier: "alice" });
    const { id, state } = await link.create(context, single);
    const update = users.anotherUpdate();
    await link.check(update, {}, { __resourceName: "one", ...single });
    const set = inPool({ users: ["alice", "bob"] });
    const { failures } = await links.check(update, {}, { __resourceName: "set", ...set });
    assert.match(failures.map(({ reason }) => reason).join(), /makes set manage .*\/alice, which one manages already/);

    const takeover = users.anotherUpdate();
    await links.create(takeover, set);
    await link.delete(takeover, id, state);
    assert.equal(await users.identityOf("alice"), state.identityId);
  });

  it("leaves a user linked whom another resource of the program has now", async () => {
    const { id, state } = await links.create(context, inPool({ users: ["alice", "bob"] }));
    const update = users.anotherUpdate();
    await link.check(update, {}, { __resourceName: "one", ...inPool({ developerUserIdentifier: "alice" }) });
    await links.update(update, id, state, inPool({ users: ["bob"] }));
    assert.equal(await users.identityOf("alice"), state.identityIds.alice);
  });

  it("tells how far it has come", async () => {
    const update = createTestContext((name) => name.startsWith("GetOpenId") && update.clock.wait(10_000), context);
    await links.create(update, { __resourceName: "staff", ...inPool({ users: names(20) }) });
    assert.match(update.said.join("\n"), /info: staff: \d+ of 20 users registered\./);
  });
});
