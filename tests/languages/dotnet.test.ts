import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import schema from "../../provider/plugin/schema.json";
import { needed } from "../support/needed";

const { generateSdk } = require("../../scripts/setup/sdk.mjs");

const pascal = (token: string) => token.replace(/^.*:(.)/, (_, first: string) => first.toUpperCase());

// It is not compiled: what that needs comes from no registry of packages that the other tests use.
describe("the SDK for .NET", function () {
  this.timeout(600_000);
  let folder: string;
  before(async function () {
    await needed(this, { name: "dotnet", needs: [["go", "version"]] });
    folder = mkdtempSync(join(tmpdir(), "cognito-identity-sdk-"));
    await generateSdk("dotnet", folder);
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  it("has a class for each resource and function, and the package's own logo", () => {
    const classes = [...Object.keys(schema.resources), ...Object.keys(schema.functions)].map(pascal);
    const files = readdirSync(folder);
    assert.deepEqual(
      classes.filter((name) => !files.includes(`${name}.cs`)),
      [],
    );
    assert.deepEqual(readFileSync(join(folder, "logo.png")), readFileSync("docs/logo.png"));
    assert.ok(files.includes(`${schema.language.csharp.rootNamespace}.CognitoIdentity.csproj`), String(files));
  });

  it("shows no example of another language", () => {
    const shows = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (name) =>
        name.endsWith(".cs") && /typescript|% example|Example Usage/.test(readFileSync(join(folder, name), "utf8")),
    );
    assert.deepEqual(shows, []);
  });
});
