import assert from "node:assert/strict";
import { defineResource, property } from "../../provider/define";
import { boolean, string } from "../../provider/model/shapes";
import { inputsFound, inputsSetBefore, withMemory } from "../../provider/recorded-properties";

const definition = defineResource({
  name: "Note",
  noun: "note",
  id: ["text"],
  calls: [],
  inputs: {
    text: property(string(), { required: true }),
    urgent: property(boolean, { default: false }),
    place: property(string(), { computed: "create" }),
  },
  outputs: { size: property(string()), all: property(string(), { computed: "check" }) },
});

const own = { __resourceName: "note", __provider: "line" };
const state = { text: "hello", urgent: false, place: "wall", size: "5", all: "hello" };

describe("what a dynamic resource remembers of its inputs", () => {
  const before = withMemory(definition, state, { text: "hello", all: "hello" }, own);

  it("is the resource's name and which inputs the program left out", () => {
    assert.deepEqual(before, { ...state, __resourceName: "note", __unset: ["urgent", "place"] });
    assert.deepEqual(withMemory(definition, { text: "hello", place: undefined }, {}, {}), {
      text: "hello",
      __unset: ["text"],
    });
  });

  it("tells which inputs were set before, where it was noted", () => {
    assert.deepEqual(inputsSetBefore(definition, before), ["text"]);
    assert.deepEqual(inputsSetBefore(definition, { ...state, __unset: [] }), ["text", "urgent", "place"]);
    assert.equal(inputsSetBefore(definition, state), undefined);
  });

  const setBefore = inputsSetBefore(definition, before);

  it("makes a refresh record the inputs of the program, and no others", () => {
    const expected = { text: "hello", all: "hello" };
    assert.deepEqual(inputsFound(definition, state, state, setBefore), expected);
    const found = { ...state, text: "bye", all: "bye" };
    assert.deepEqual(inputsFound(definition, found, state, setBefore), { text: "bye", all: "bye" });
  });

  it("shows what was changed, though the program left it out, but not what the service decides on", () => {
    const found = { ...state, urgent: true, place: "desk" };
    const expected = { text: "hello", urgent: true, all: "hello" };
    assert.deepEqual(inputsFound(definition, found, state, setBefore), expected);
  });

  it("takes all for inputs where nothing was noted, as after an import or in older states", () => {
    const { size: _size, ...inputs } = state;
    assert.deepEqual(inputsFound(definition, state, {}, undefined), inputs);
    assert.deepEqual(inputsFound(definition, state, state, undefined), inputs);
  });
});
