import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generate, staleFiles } from "../../scripts/generate";

const root = resolve(__dirname, "../..");

describe("what is generated from the definitions", () => {
  it("is fresh: otherwise run `npm run generate`", () => {
    const files = generate(root);
    assert.ok(Object.keys(files).length > 40);
    assert.deepEqual(staleFiles(root, files), []);
    const page = "docs/configuration.md";
    assert.deepEqual(staleFiles(root, { [page]: `${files[page]} ` }), [page]);
  });

  it("is a schema that the engine accepts", () => {
    const folder = mkdtempSync(join(tmpdir(), "schema-"));
    const check = (text: string) => {
      writeFileSync(join(folder, "schema.json"), text);
      return spawnSync("pulumi", ["schema", "check", join(folder, "schema.json")], { encoding: "utf8" });
    };
    try {
      const schema = readFileSync(join(root, "provider/plugin/schema.json"), "utf8");
      const { status, stdout, stderr } = check(schema);
      assert.equal(status, 0, stdout + stderr);
      assert.notEqual(check(schema.replace(/#\/types\/[\w:-]+/, "#/types/cognito-identity:index:Nothing")).status, 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
