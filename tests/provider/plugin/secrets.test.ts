import assert from "node:assert/strict";
import { property } from "../../../provider/define";
import { map, string } from "../../../provider/model/shapes";
import { CallSecrets, markSecrets } from "../../../provider/plugin/secrets";
import { asSecret, toStruct } from "../../../provider/plugin/struct";

const table = {
  token: property(string(), { secret: true }),
  name: property(string()),
  tags: property(map(string(), string())),
  tagsAll: property(map(string(), string()), { madeOf: ["tags", "defaultTags"] }),
};

describe("secrets of the plugin", () => {
  it("are the values of properties that always are", () => {
    assert.deepEqual(markSecrets(table, { token: "t", name: "n", other: 1 }), {
      token: asSecret("t"),
      name: "n",
      other: 1,
    });
    assert.deepEqual(markSecrets(table, { token: undefined }), { token: undefined });
  });

  it("are what the engine sent so, and what is made of it", () => {
    const values = { name: "n", tags: { owner: "x" }, tagsAll: { owner: "x" }, token: "t" };
    const mark = (sent: object, settings: string[] = []) =>
      new CallSecrets([toStruct({ ...sent })], new Set(settings)).mark(table, values);
    assert.deepEqual(mark({}), { ...values, token: asSecret("t") });
    assert.deepEqual(mark({ tags: { owner: asSecret("before") } }), {
      name: "n",
      tags: { owner: asSecret("x") },
      tagsAll: asSecret({ owner: "x" }),
      token: asSecret("t"),
    });
    assert.deepEqual(mark({}, ["defaultTags"]).tagsAll, asSecret({ owner: "x" }));
    assert.deepEqual(mark({ tagsAll: asSecret({}) }).tagsAll, asSecret({ owner: "x" }));
  });

  it("are in no message of a call that was sent them", () => {
    const { inputs } = new CallSecrets([toStruct({ tags: { owner: asSecret("hush-hush") } })], new Set());
    assert.equal(inputs.hideIn("It said: hush-hush!"), "It said: [secret]!");
    const said: string[] = [];
    inputs.hideInLog((_severity, message) => void said.push(message))("warning", "hush-hush");
    assert.deepEqual(said, ["[secret]"]);
  });
});
