import assert from "node:assert/strict";
import { creationTag } from "../../../../provider/model/creation-tag";
import { CognitoIdentityError } from "../../../../provider/model/errors";
import { PartialFailure } from "../../../../provider/resource-error";
import { createTestContext, type TestContext } from "../../../support/lifecycle-context";
import { lifecycles, type Properties } from "../../../support/lifecycles";

const { identityPool } = lifecycles;

const lost = () =>
  new CognitoIdentityError({ code: "ConnectionError", message: "CreateIdentityPool: broken", outcome: "unknown" });
const refused = (code: string, message: string) =>
  new CognitoIdentityError({ code, message: `CreateIdentityPool: ${message}` });

/** What becomes of a creation: its answer is lost before or after the service carried it out, or it is carried out later. */
type Fate = "before" | "after" | "late" | "answered";

/** A context in which the creations of a pool have these fates, one after another; the rest is answered. */
function lossy(fates: Fate[], sharing?: TestContext): TestContext {
  const [left, late]: [Fate[], object[]] = [[...fates], []];
  const context: TestContext = createTestContext(async (name, input) => {
    if (name !== "CreateIdentityPool") return;
    const fate = left.shift() ?? "answered";
    const create = (creation: object) => context.service.call("CreateIdentityPool", creation as never);
    // What comes late comes after all looks, when it is being made once more.
    if (fate === "answered") for (const creation of late.splice(0)) await create(creation);
    if (fate === "answered") return;
    if (fate === "after") await create(input);
    if (fate === "late") late.push(input);
    throw lost();
  }, sharing);
  return context;
}

const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cognito-identity:IdentityPool::users";
const named = (args: Properties = {}): Properties => ({ __resourceName: "users", __urn: urn, ...args });

async function create(context: TestContext, args: Properties = {}) {
  const { inputs } = await identityPool.check(context, {}, named(args));
  return identityPool.create(context, { ...named(args), ...inputs });
}

async function pools({ service }: TestContext) {
  const { IdentityPools = [] } = await service.call("ListIdentityPools", { MaxResults: 60 });
  return IdentityPools.map(({ IdentityPoolId, IdentityPoolName }) => ({ id: IdentityPoolId, name: IdentityPoolName }));
}

describe("the creation of an identity pool", () => {
  for (const args of [{}, { identityPoolName: "Users of the shop" }]) {
    const kind = "identityPoolName" in args ? "a name of its program" : "an automatic name";

    it(`makes one pool with ${kind}, whatever becomes of the answers`, async () => {
      for (const fates of [
        ["before"],
        ["after"],
        ["late"],
        ["before", "after"],
        ["before", "before"],
        ["late", "after"],
        ["late", "late"],
      ] as Fate[][]) {
        const context = lossy(fates);
        const { id, state } = await create(context, args);
        assert.deepEqual(await pools(context), [{ id, name: state.identityPoolName }], `${fates}`);
      }
    });

    it(`looks once more where the pools can't be listed, with ${kind}`, async () => {
      for (const failing of [1, 3, 4]) {
        const context = lossy(["after"]);
        const client = context.client();
        let looks = -1;
        const paginate: typeof client.paginate = (...listing) => {
          // The first one is before the creation.
          if (++looks > 0 && looks <= failing) throw new CognitoIdentityError({ code: "X", message: "no list" });
          return client.paginate(...listing);
        };
        const created = create({ ...context, client: () => ({ ...client, paginate }) as typeof client }, args);
        if (failing === 4) await assert.rejects(created, { code: "ConnectionError", outcome: "unknown" });
        else await created;
        assert.equal((await pools(context)).length, 1);
      }
    });

    it(`ends after three losses with ${kind}`, async () => {
      const context = lossy(["before", "before", "before"]);
      await assert.rejects(create(context, args), { code: "ConnectionError", outcome: "unknown" });
      assert.deepEqual(await pools(context), []);
    });

    it(`takes over the pool with ${kind} that an update made which crashed, and gives it its present settings`, async () => {
      const crashed = createTestContext();
      const { id } = await create(crashed, { ...args, tags: { team: "web" } });
      const context = createTestContext(undefined, crashed);
      const news = { ...args, allowUnauthenticatedIdentities: true, tags: { team: "app" }, deletionProtection: true };
      const adopted = await create(context, news);
      assert.equal(adopted.id, id);
      assert.deepEqual(await pools(context), [{ id, name: adopted.state.identityPoolName }]);
      assert.deepEqual((await identityPool.read(context, id, adopted.state))?.state, adopted.state);
      assert.equal(adopted.state.allowUnauthenticatedIdentities, true);
      assert.equal(adopted.state.deletionProtection, true);
      assert.deepEqual(adopted.state.tagsAll, { team: "app" });
      assert.match(
        context.said.join(),
        /^info: Identity pool \S+ \(\S.*\), which an earlier update has made .* is adopted\./,
      );
    });
  }

  it("hides its tag, and makes one call more for all pools of an update", async () => {
    const context = createTestContext();
    let lists = 0;
    const counting: TestContext = {
      ...context,
      client: (region) => {
        const client = context.client(region);
        const paginate: typeof client.paginate = (...args) => {
          lists++;
          return client.paginate(...args);
        };
        return { ...client, paginate };
      },
    };
    const { id, state } = await create(counting);
    await create(counting, { __urn: `${urn}-2`, __resourceName: "users-2" });
    assert.equal(lists, 1);
    assert.deepEqual(context.calls, ["CreateIdentityPool", "CreateIdentityPool"]);
    assert.deepEqual([state.tags, state.tagsAll], [undefined, {}]);
    const read = await identityPool.read(context, id, {});
    assert.deepEqual([read?.state.tags, read?.state.tagsAll], [undefined, {}]);
    const { IdentityPoolTags = {} } = await context.service.call("DescribeIdentityPool", { IdentityPoolId: id });
    assert.deepEqual(Object.keys(IdentityPoolTags), [creationTag]);
    assert.match(IdentityPoolTags[creationTag] ?? "", /^[0-9a-f]{32}$/);
    // A tag that is taken away or set does not touch it.
    const tagged = await identityPool.update(context, id, state, { ...state, tags: { a: "b" }, tagsAll: { a: "b" } });
    await identityPool.update(context, id, tagged, state);
    const { IdentityPoolTags: after } = await context.service.call("DescribeIdentityPool", { IdentityPoolId: id });
    assert.deepEqual(after, IdentityPoolTags);
    const { failures } = await identityPool.check(context, {}, named({ tags: { [creationTag]: "x" } }));
    assert.match(failures[0]?.reason ?? "", /is a tag of this provider's own/);
  });

  it("adopts nothing that is in use, or of another resource, stack or place, or that the stack holds", async () => {
    const first = createTestContext();
    const { id } = await create(first, { allowUnauthenticatedIdentities: true });
    const others = [
      named({ __urn: urn.replace("dev", "prod") }),
      named({ __urn: urn.replace("::users", "::people"), __resourceName: "users" }),
      named({ __urn: undefined }),
    ];
    for (const args of others) assert.notEqual((await create(createTestContext(undefined, first), args)).id, id);
    process.env.PULUMI_BACKEND_URL = "file:///elsewhere";
    try {
      assert.notEqual((await create(createTestContext(undefined, first))).id, id);
    } finally {
      delete process.env.PULUMI_BACKEND_URL;
    }
    const holding = createTestContext(undefined, first);
    await identityPool.read(holding, id, {});
    assert.notEqual((await create(holding)).id, id);
    await first.service.call("GetId", { IdentityPoolId: id });
    const later = createTestContext(undefined, first);
    assert.notEqual((await create(later)).id, id);
    assert.match(later.said.join(), new RegExp(`warning: Identity pool ${id} .* but is in use`));
  });

  it("replaces a pool by a new one, and takes over that one after a crash", async () => {
    const first = createTestContext();
    const old = await create(first, { developerProviderName: "login.example.com" });
    const replace = async (context: TestContext) => {
      const news = named({ developerProviderName: "login.example.org" });
      const { inputs } = await identityPool.check(context, old.state, news);
      await identityPool.diff(context, old.id, old.state, { __resourceName: "users", ...inputs });
      return create(context, { developerProviderName: "login.example.org" });
    };
    const crashed = await replace(createTestContext(undefined, first));
    assert.notEqual(crashed.id, old.id);
    const again = await replace(createTestContext(undefined, first));
    assert.equal(again.id, crashed.id);
    assert.equal((await pools(first)).length, 2);
  });

  it("does not take the pool that is replaced by force for its successor", async () => {
    const first = createTestContext();
    const old = await create(first, { identityPoolName: "users" });
    const context = lossy(["after"], first);
    // The engine asks for no difference then, and tells no id.
    await identityPool.check(context, old.state, named({ identityPoolName: "users" }));
    const { id } = await create(context, { identityPoolName: "users" });
    assert.notEqual(id, old.id);
    assert.equal((await pools(first)).length, 2);
  });

  it("spares a pool that it has adopted, and that turns out to be the predecessor", async () => {
    const first = createTestContext();
    const { id, state } = await create(first);
    const context = createTestContext(undefined, first);
    assert.equal((await create(context)).id, id);
    await identityPool.delete(context, id, state);
    assert.equal((await pools(first)).length, 1);
    await identityPool.delete(createTestContext(undefined, first), id, state);
    assert.equal((await pools(first)).length, 0);
  });

  it("deletes other pools of the same creation that have nothing in them", async () => {
    const first = createTestContext();
    await create(first);
    const { IdentityPoolTags = {} } = await first.service.call("DescribeIdentityPool", {
      IdentityPoolId: (await pools(first))[0]?.id ?? "",
    });
    await first.service.call("CreateIdentityPool", {
      IdentityPoolName: "users-0000000",
      AllowUnauthenticatedIdentities: false,
      DeveloperProviderName: "other",
      IdentityPoolTags,
    });
    const context = createTestContext(undefined, first);
    const { id } = await create(context);
    assert.deepEqual(
      (await pools(first)).map((pool) => pool.id),
      [id],
    );
    assert.match(context.said.join(), /a second one of the same creation with nothing in it, is deleted/);
  });

  it("records a pool that it has adopted and could not change", async () => {
    const first = createTestContext();
    const { id } = await create(first);
    const failing = createTestContext((name) => {
      if (name === "UpdateIdentityPool") throw refused("InternalErrorException", "broken");
    }, first);
    const failure = await create(failing, { allowClassicFlow: true }).catch((error: unknown) => error);
    assert.ok(failure instanceof PartialFailure, String(failure));
    assert.equal(failure.recorded.id, id);
  });

  describe("without its tag", () => {
    for (const [code, message] of [
      ["AccessDeniedException", "User is not authorized to perform: cognito-identity:TagResource"],
      ["InvalidParameterException", "The tag policy does not allow the specified key"],
    ] as const) {
      it(`goes on where ${code} forbids it, says so once, and takes an automatic name for a proof`, async () => {
        let losses = 1;
        const context: TestContext = createTestContext(async (name, input) => {
          if (name !== "CreateIdentityPool") return;
          if (creationTag in ((input as { IdentityPoolTags?: object }).IdentityPoolTags ?? {}))
            throw refused(code, message);
          if (losses-- <= 0) return;
          await context.service.call("CreateIdentityPool", input as never);
          throw lost();
        });
        const { id } = await create(context);
        await create(context, { __resourceName: "second", __urn: `${urn}2` });
        assert.deepEqual((await pools(context)).filter(({ name }) => name?.startsWith("users")).length, 1);
        assert.ok((await pools(context)).some((pool) => pool.id === id));
        assert.equal(
          context.said.filter((line) => /bear no creation tag .*:creationTag to "false"/.test(line)).length,
          1,
          context.said.join(),
        );
      });
    }

    it("gives the error of the creation itself where that is refused in any case", async () => {
      const context = createTestContext((name) => {
        if (name === "CreateIdentityPool") throw refused("AccessDeniedException", "not authorized to perform that");
      });
      await assert.rejects(create(context), { code: "AccessDeniedException" });
      assert.deepEqual(context.said, []);
    });

    it("looks at nothing before it, and stops where a pool of the name may be the new one", async () => {
      const untagged = (context: TestContext): TestContext => ({ ...context, creationTag: () => false });
      const plain = untagged(createTestContext());
      const { id } = await create(plain, { identityPoolName: "users" });
      const { IdentityPoolTags } = await plain.service.call("DescribeIdentityPool", { IdentityPoolId: id });
      assert.deepEqual(IdentityPoolTags, {});
      await assert.rejects(create(untagged(lossy(["after"], plain)), { identityPoolName: "users" }), {
        outcome: "unknown",
        message: new RegExp(`These pools of that name exist, and one of them may be the new one: .*${id}`),
      });
      const automatic = lossy(["after"]);
      await create(untagged(automatic));
      assert.equal((await pools(automatic)).length, 1);
    });

    it("has room for fifty tags of the program, at creation and later", async () => {
      const context = createTestContext();
      const tags = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`key${at}`, "value"]));
      const { state } = await create(context, { tags });
      assert.equal(Object.keys(state.tagsAll).length, 50);
      const small = await create(context, { __urn: `${urn}2`, __resourceName: "small", tags: { key0: "value" } });
      const grown = await identityPool.update(context, small.id, small.state, { ...small.state, tags, tagsAll: tags });
      assert.equal(Object.keys(grown.tagsAll).length, 50);
    });
  });
});
