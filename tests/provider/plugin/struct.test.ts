import assert from "node:assert/strict";
import { asSecret, fromStruct, keepSecrets, secretNames, secretsIn, toStruct } from "../../../provider/plugin/struct";

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

  it("keep what is marked in the same places of others", () => {
    const marked = { tags: { owner: asSecret("x"), stage: "y" }, list: ["a", asSecret("b")], name: asSecret("n") };
    const values = { tags: { owner: "z", added: 1 }, list: ["c"], name: { of: "n" }, other: "o" };
    assert.deepEqual(keepSecrets(values, marked), {
      tags: { owner: asSecret("z"), added: 1 },
      list: asSecret(["c"]),
      name: asSecret({ of: "n" }),
      other: "o",
    });
    assert.deepEqual(keepSecrets({ tags: asSecret({ owner: "z" }), name: undefined }, marked), {
      tags: asSecret({ owner: "z" }),
      name: undefined,
    });
    assert.deepEqual(keepSecrets(JSON.parse('{"constructor": "x"}'), {}), { constructor: "x" });
  });

  it("tell what of them is secret", () => {
    const marked = { tags: { owner: asSecret("x"), stage: "y" }, name: "n", roles: asSecret({ a: ["b"] }) };
    assert.deepEqual(secretNames(marked), ["tags", "roles"]);
    assert.deepEqual(secretsIn(marked), ["x", { a: ["b"] }]);
  });
});
