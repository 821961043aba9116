import assert from "node:assert/strict";
import { CognitoIdentityError } from "../../../../provider/model/errors";
import type { OperationName } from "../../../../provider/model/operations";
import { PartialFailure } from "../../../../provider/resource-error";
import { createPool, createTestContext } from "../../../support/lifecycle-context";
import { lifecycles } from "../../../support/lifecycles";

const { identityPool, identity } = lifecycles;

/** A context in which one operation fails, before or after it was carried out. */
const failing = (operation: OperationName) =>
  createTestContext((name) => {
    if (name === operation) throw new CognitoIdentityError({ code: "InternalErrorException", message: "broken" });
  });

describe("an update that fails", () => {
  it("records what it has changed", async () => {
    const context = failing("TagResource");
    const id = await createPool(context);
    const { state } = (await identityPool.read(context, id, {})) ?? {};
    const news = { ...state, identityPoolName: "renamed", tags: { team: "web" }, tagsAll: { team: "web" } };
    const failure: unknown = await identityPool.update(context, id, state ?? {}, news).catch((error) => error);
    assert.ok(failure instanceof PartialFailure);
    assert.equal(failure.message, "broken");
    assert.equal(failure.recorded.id, id);
    assert.equal(failure.recorded.state.identityPoolName, "renamed");
    assert.deepEqual(failure.recorded.state.tagsAll, {});
  });

  it("is made again after a concurrent modification", async () => {
    let refusals = 3;
    const context = createTestContext((name) => {
      if (name !== "UpdateIdentityPool" || refusals-- === 0) return;
      throw new CognitoIdentityError({ code: "ConcurrentModificationException", message: "busy" });
    });
    const id = await createPool(context);
    const { state = {} } = (await identityPool.read(context, id, {})) ?? {};
    const updated = await identityPool.update(context, id, state, { ...state, identityPoolName: "renamed" });
    assert.equal(updated.identityPoolName, "renamed");
  });

  it("is an ordinary failure when it has changed nothing", async () => {
    const context = failing("UpdateIdentityPool");
    const id = await createPool(context);
    const { state = {} } = (await identityPool.read(context, id, {})) ?? {};
    const update = identityPool.update(context, id, state, { ...state, identityPoolName: "renamed" });
    await assert.rejects(update, { code: "InternalErrorException" });
  });
});

describe("a pool that holds identities", () => {
  const setUp = async (deletionProtection?: boolean) => {
    const context = createTestContext();
    const id = await createPool(context);
    for (let i = 0; i < 3; i++) await context.service.call("GetId", { IdentityPoolId: id });
    const { state = {} } = (await identityPool.read(context, id, { deletionProtection })) ?? {};
    return { context, id, state, other: { ...state, developerProviderName: "other.example.com" } };
  };

  it("is not deleted or replaced when it is protected, and the number is said", async () => {
    const { context, id, state, other } = await setUp(true);
    await assert.rejects(
      identityPool.delete(context, id, state),
      /is protected: to delete it would destroy 3 identities/,
    );
    await assert.rejects(identityPool.diff(context, id, state, other), /to replace it would destroy 3 identities/);
  });

  it("is deleted otherwise, with a warning, and so it is replaced", async () => {
    const { context, id, state, other } = await setUp();
    const changes = await identityPool.diff(context, id, state, other);
    assert.deepEqual(changes, [{ property: "developerProviderName", kind: "update", replaces: true }]);
    await identityPool.delete(context, id, state);
    assert.deepEqual(
      context.said.map((line) => /^warning: To (\w+) .* would destroy 3 identities, for good/.exec(line)?.[1]),
      ["replace", "delete"],
    );
    assert.equal(await identityPool.read(context, id, state), undefined);
  });

  it("is deleted in spite of its protection once it is empty", async () => {
    const context = createTestContext();
    const id = await createPool(context);
    await identityPool.delete(context, id, { deletionProtection: true });
    assert.deepEqual(context.said, []);
  });
});

describe("the identity of logins", () => {
  const jwt = (sub: string, exp = 1) =>
    [{ alg: "none" }, { sub, exp }].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const google = (token: string) => ({ logins: { "accounts.google.com": token } });
  const changes = async (old: object, news: object) => {
    const found = await identity.diff(createTestContext(), "a/b", { ...old }, { ...news });
    return found.map(({ property, replaces }) => `${property} ${replaces}`);
  };

  it("is replaced when another user or another provider comes, and not when a token is renewed", async () => {
    assert.deepEqual(await changes(google(jwt("alice")), google(jwt("alice", 2))), []);
    assert.deepEqual(await changes(google("opaque"), google("renewed")), []);
    assert.deepEqual(await changes(google(jwt("alice")), google(jwt("bob"))), ["logins true"]);
    assert.deepEqual(await changes({}, google("opaque")), ["logins true"]);
    assert.deepEqual(await changes(google("opaque"), {}), ["logins true"]);
  });

  it("is found to be gone, or to have lost its login", async () => {
    const context = createTestContext();
    const identityPoolId = await createPool(context);
    const logins = { "graph.facebook.com": "opaque" };
    const { id, state } = await identity.create(context, { identityPoolId, logins });
    assert.deepEqual((await identity.read(context, id, state))?.state.logins, logins);
    const IdentityId = state.identityId as string;
    await context.service.call("UnlinkIdentity", {
      IdentityId,
      Logins: logins,
      LoginsToRemove: ["graph.facebook.com"],
    });
    const unlinked = await identity.read(context, id, state);
    assert.deepEqual(unlinked?.state.logins, {});
    assert.deepEqual(await changes(unlinked?.state ?? {}, state), ["logins true"]);
    const destroying = createTestContext(undefined, context);
    await identity.delete(destroying, id, state);
    assert.equal(await identity.read(context, id, state), undefined);
    await identity.delete(destroying, id, state);
  });
});
