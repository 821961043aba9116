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

  it("reports every wrong input, and hands its own check only those whose types are right", async () => {
    const inputs = { text: "", urgent: "yes", readers: ["alice", 1], pool: unknownValue };
    const { failures } = await note.check({ context, state: { text: "before" }, inputs });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["text", "urgent", "readers[1]"],
    );
    assert.deepEqual(given, { inputs: { text: "", pool: unknownValue }, state: { text: "before" } });
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
