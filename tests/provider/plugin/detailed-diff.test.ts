import assert from "node:assert/strict";
import { property } from "../../../provider/define";
import { list, map, string } from "../../../provider/model/shapes";
import { detailedDiff } from "../../../provider/plugin/detailed-diff";
import { diffProperties } from "../../../provider/properties";
import { unknownValue } from "../../../provider/unknown";

const table = {
  name: property(string(), { replaces: true }),
  tags: property(map(string(), string())),
  arns: property(list(string()), { unordered: true }),
  rules: property(list(map(string(), string()))),
};

const differences = (state: object, inputs: object) =>
  detailedDiff(table, diffProperties(table, { ...state }, { ...inputs }), { ...state }, { ...inputs }).map(
    ({ kind, path, replaces }) => `${kind}${replaces ? " and replace" : ""} ${path}`,
  );

describe("a detailed diff", () => {
  it("names what differs inside maps and lists", () => {
    assert.deepEqual(differences({ tags: { a: "1", b: "2" } }, { tags: { a: "1", b: "3", "c.d": "4" } }), [
      "update tags.b",
      'add tags["c.d"]',
    ]);
    assert.deepEqual(differences({ rules: [{ a: "1" }, { b: "2" }] }, { rules: [{ a: "9" }] }), [
      "update rules[0].a",
      "delete rules[1]",
    ]);
  });

  it("compares a set by what only one side has", () => {
    assert.deepEqual(differences({ arns: ["a", "b", "c"] }, { arns: ["d", "c", "b"] }), ["update arns[0]"]);
    assert.deepEqual(differences({ arns: ["a", "b"] }, { arns: ["b"] }), ["delete arns[0]"]);
    assert.deepEqual(differences({ arns: ["b"] }, { arns: ["a", "b", "c"] }), ["add arns[0]", "add arns[2]"]);
  });

  it("names the property itself where it comes, goes, is not known, or stands for something else", () => {
    assert.deepEqual(differences({}, { tags: { a: "1" } }), ["add tags"]);
    assert.deepEqual(differences({ tags: { a: "1" } }, {}), ["delete tags"]);
    assert.deepEqual(differences({ tags: { a: "1" } }, { tags: unknownValue }), ["update tags"]);
    const changes = [{ property: "tags", kind: "update", replaces: false }] as const;
    const same = { tags: { a: "1" } };
    assert.deepEqual(detailedDiff(table, changes, same, same), [{ path: "tags", kind: "update", replaces: false }]);
  });

  it("says which change replaces", () => {
    assert.deepEqual(differences({ name: "a" }, { name: "b" }), ["update and replace name"]);
  });
});
