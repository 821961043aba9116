import assert from "node:assert/strict";
import { property } from "../../../provider/define";
import { string } from "../../../provider/model/shapes";
import { asSecret, fromStruct, markSecrets, toStruct } from "../../../provider/plugin/struct";

describe("values in the protocol", () => {
  it("come without what is undefined, at any depth", () => {
    const values = { a: undefined, b: { c: undefined, d: [{ e: undefined, f: null }] }, n: 1, t: true };
    assert.deepEqual(fromStruct(toStruct(values)), { b: { d: [{ f: null }] }, n: 1, t: true });
    assert.deepEqual(fromStruct(undefined), {});
  });

  it("are plain where they came as secrets", () => {
    const secrets = { a: asSecret("x"), b: [asSecret({ c: asSecret("y") })] };
    assert.deepEqual(fromStruct(toStruct(secrets)), { a: "x", b: [{ c: "y" }] });
  });

  it("are marked as secrets by their definitions", () => {
    const table = { token: property(string(), { secret: true }), name: property(string()) };
    assert.deepEqual(markSecrets(table, { token: "t", name: "n", other: 1 }), {
      token: asSecret("t"),
      name: "n",
      other: 1,
    });
    assert.deepEqual(markSecrets(table, { token: undefined }), { token: undefined });
  });
});
