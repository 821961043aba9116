import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { temporaryFolder } from "../emulator/support/child-service";
import { createVirtualenv } from "../support/virtualenv";

const root = resolve(__dirname, "../..");
const examples = "examples/local-tests";

/** They install vitest and Testcontainers by npm, and pytest and boto3 from PyPI, into a folder of their own. */
describe("the examples of tests on the local service by other tools", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  const projectWith = (tool: string, example: string) => {
    const project = join(folder.path, example);
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "private": true }');
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", tool], { cwd: project });
    symlinkSync(root, join(project, "node_modules/pulumi-cognito-identity"), "dir");
    cpSync(join(root, examples, example), join(project, example));
    return project;
  };

  it("pass by vitest", () => {
    const project = projectWith("vitest@3", "vitest.test.mjs");
    const output = execFileSync("npx", ["vitest", "run"], { cwd: project, encoding: "utf8" });
    assert.match(output, /1 passed/);
  }).timeout(300_000);

  it("compile with Testcontainers, which needs Docker to run", () => {
    const project = projectWith("testcontainers@12", "containers.test.ts");
    const types = ["--types", "node,mocha", "--typeRoots", join(root, "node_modules/@types")];
    const options = ["--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--module", "node16", ...types];
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    execFileSync(process.execPath, [tsc, ...options, "containers.test.ts"], { cwd: project, encoding: "utf8" });
  }).timeout(300_000);

  it("pass by pytest and boto3", async function () {
    const bin = await createVirtualenv(this, folder.path, ["pytest", "boto3"]);
    const service = `${process.execPath} ${join(root, "dist/emulator/command/main.js")}`;
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, COGNITO_IDENTITY_LOCAL: service };
    const args = ["-p", "no:cacheprovider", join(root, examples, "test_pool.py")];
    const output = execFileSync(join(bin, "pytest"), args, { env, cwd: folder.path, encoding: "utf8" });
    assert.match(output, /2 passed/);
  }).timeout(300_000);
});
