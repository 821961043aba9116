import assert from "node:assert/strict";
import { defineResource, property } from "../../provider/define";
import type { Lifecycle } from "../../provider/lifecycle";
import { boolean, list, string } from "../../provider/model/shapes";
import { createResource } from "../../provider/resource";
import { unknownValue } from "../../provider/unknown";
import { createPool, createTestContext, type TestContext } from "../support/lifecycle-context";

const definition = defineResource({
  name: "Note",
  noun: "note",
  id: ["text"],
  calls: ["DescribeIdentityPool"],
  inputs: {
    text: property(string({ min: 1 }), { required: true, replaces: true }),
    urgent: property(boolean, { default: false, computed: "check" }),
    readers: property(list(string()), { unordered: true }),
    pool: property(string(), { replaces: "once set" }),
  },
  outputs: {},
});

/** What the lifecycle was given by its last operation. */
let given: unknown;

const lifecycle: Lifecycle<typeof definition> = {
  check({ inputs, state }) {
    given = { inputs, state };
    return { inputs: { urgent: inputs.urgent ?? false }, failures: [] };
  },
  async create({ context, inputs }) {
    if (inputs.pool) await context.client().call("DescribeIdentityPool", { IdentityPoolId: inputs.pool });
    await context.clock.wait(1000);
    return { id: inputs.text, state: { ...inputs, readers: undefined } };
  },
  read: async ({ id }) => ({ id, state: { text: id, urgent: false } }),
  update: async ({ inputs }) => inputs,
  async delete() {},
};

const note = createResource(definition, lifecycle);

describe("a resource made of a definition and a lifecycle", () => {
  let context: TestContext;
  beforeEach(() => {
    context = createTestContext();
  });

  it("reports every wrong input, and hands its own check those whose types are wrong as unknown", async () => {
    const inputs = { text: "", urgent: "yes", readers: ["alice", 1], pool: unknownValue };
    const { failures } = await note.check({ context, state: { text: "before" }, inputs });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["text", "urgent", "readers[1]"],
    );
    const wrong = { urgent: unknownValue, readers: unknownValue };
    assert.deepEqual(given, { inputs: { text: "", pool: unknownValue, ...wrong }, state: { text: "before" } });
  });

  it("shows what is wrong briefly and in one line, however much it is and whatever it quotes", async () => {
    const hostile = "\u001b[2J\u202e\n";
    const readers = Array.from({ length: 5000 }, () => 1);
    const inputs = { text: "a", readers, [hostile.repeat(100)]: 1 };
    const { failures } = await note.check({ context, state: {}, inputs });
    assert.equal(failures.length, 25);
    assert.match(failures.at(-1)?.reason ?? "", /^must be a string, not a number; and \d+ more mistakes$/);
    const { failures: named } = await note.check({ context, state: {}, inputs: { text: "a", [hostile]: 1 } });
    assert.match(named[0]?.property ?? "", /^\["\\u001b\[2J\\u202e\\n"\]$/);
  });

  it("refuses a name that Pulumi's messages lose", async () => {
    const { failures } = await note.check({
      context,
      state: {},
      inputs: { text: JSON.parse('{"constructor":1,"__proto__":2}') },
    });
    assert.deepEqual(failures, [{ property: "text.__proto__", reason: "has a name that Pulumi loses on the way" }]);
  });

  it("takes null for unset at any depth", async () => {
    const changes = await note.diff({ context, id: "x", state: { text: "a" }, inputs: { text: "a", readers: null } });
    assert.deepEqual(changes, []);
    const { state } = await note.create({ context, inputs: { text: "a", urgent: false, pool: null } });
    assert.deepEqual(state, { text: "a", urgent: false });
  });

  it("does nothing by a state that it can't have recorded, which a refresh reads anew", async () => {
    const request = { context, id: "x", state: { text: "a", readers: "alice" }, inputs: { text: "a" } };
    const refused = {
      code: "InvalidState",
      message: /^The state of Note x can't be read: its readers must be a list, not a string\. A refresh /,
    };
    await assert.rejects(note.diff(request), refused);
    await assert.rejects(note.update(request), refused);
    await assert.rejects(note.delete(request), refused);
    assert.ok(await note.read(request));
    await note.check(request);
    assert.deepEqual((given as { state: object }).state, { text: "a" });
  });

  it("lays what its check completes over the inputs", async () => {
    const { inputs } = await note.check({ context, state: {}, inputs: { text: "hello", readers: undefined } });
    assert.deepEqual(inputs, { text: "hello", urgent: false });
  });

  it("compares each input by its flags", async () => {
    const diff = (state: object, inputs: object) =>
      note.diff({ context, id: "x", state: { text: "a", ...state }, inputs: { text: "a", ...inputs } });
    assert.deepEqual(await diff({ readers: ["a", "b"] }, { readers: ["b", "a"] }), []);
    assert.deepEqual(await diff({}, { text: "b" }), [{ property: "text", kind: "update", replaces: true }]);
    assert.deepEqual(await diff({}, { pool: "p" }), [{ property: "pool", kind: "add", replaces: false }]);
    assert.deepEqual(await diff({ pool: "p" }, { pool: "q" }), [{ property: "pool", kind: "update", replaces: true }]);
    assert.deepEqual(await diff({ urgent: true }, {}), [{ property: "urgent", kind: "delete", replaces: false }]);
  });

  it("records nothing that is undefined", async () => {
    assert.deepEqual((await note.create({ context, inputs: { text: "hello", urgent: true } })).state, {
      text: "hello",
      urgent: true,
    });
  });

  it("ends its calls and its waits when its signal is aborted", async () => {
    const pool = await createPool(context);
    const stopped = AbortSignal.abort(new Error("stop"));
    await assert.rejects(note.create({ context, signal: stopped, inputs: { text: "hello", urgent: false, pool } }), {
      code: "AbortError",
    });
    assert.equal(context.waited(), 0);
    const waiting = note.create({ context, signal: stopped, inputs: { text: "hello", urgent: false } });
    await assert.rejects(waiting, { message: "stop" });
  });
});
