import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("the package", () => {
  let folder: string;
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 100_000 });
  const node = (code: string) => run(process.execPath, "--input-type=commonjs", "-e", code);

  before(function () {
    this.timeout(200_000);
    folder = mkdtempSync(join(tmpdir(), "cognito-identity-package-"));
    // The build is done: packing again must not run it while other tests use it.
    execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: root, stdio: "ignore" });
    writeFileSync(join(folder, "package.json"), '{ "name": "user", "private": true }');
    const tarball = join(folder, `pulumi-cognito-identity-${version}.tgz`);
    run(
      "npm",
      "install",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--legacy-peer-deps",
      "--ignore-scripts",
      tarball,
    );
    symlinkSync(join(root, "node_modules", "@pulumi"), join(folder, "node_modules", "@pulumi"), "dir");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("holds what users need and nothing else", () => {
    const files = run("tar", "-tzf", `pulumi-cognito-identity-${version}.tgz`).trim().split("\n");
    const tops = new Set(files.map((file) => file.replace(/^package\//, "").split("/")[0]));
    assert.deepEqual([...tops].sort(), ["CHANGELOG.md", "LICENSE", "README.md", "dist", "package.json"]);
  });

  it("answers at each entry, without install scripts, to require and to import", () => {
    const classes = node(`
      const { IdentityPool, Provider } = require("pulumi-cognito-identity");
      const { CognitoIdentityClient } = require("pulumi-cognito-identity/client");
      const { identityPool } = require("pulumi-cognito-identity/provider");
      console.log(IdentityPool.name, Provider.name, CognitoIdentityClient.name, typeof identityPool.create);
    `);
    assert.equal(classes, "IdentityPool Provider CognitoIdentityClient function\n");
    const imported = run(
      process.execPath,
      "--input-type=module",
      "-e",
      'import { IdentityPool } from "pulumi-cognito-identity"; console.log(IdentityPool.name);',
    );
    assert.equal(imported, "IdentityPool\n");
  });

  it("works on the local service with nothing but itself", () => {
    const answer = node(`
      const { CognitoIdentityClient } = require("pulumi-cognito-identity/client");
      const client = new CognitoIdentityClient({ region: "eu-central-1", endpoint: "local:cognito.db" });
      client
        .call("CreateIdentityPool", { IdentityPoolName: "users", AllowUnauthenticatedIdentities: false })
        .then((pool) => client.call("DescribeIdentityPool", { IdentityPoolId: pool.IdentityPoolId }))
        .then((pool) => console.log(pool.IdentityPoolName));
    `);
    assert.equal(answer, "users\n");
  });

  it("has its commands", () => {
    const help = run(process.execPath, join("node_modules", ".bin", "cognito-identity-local"), "--help");
    assert.match(help, /--port/);
  });

  it("has types for both ways in which TypeScript resolves modules", () => {
    writeFileSync(
      join(folder, "program.ts"),
      `import { IdentityPool, listIdentitiesOutput } from "pulumi-cognito-identity";
       import { CognitoIdentityClient } from "pulumi-cognito-identity/client";
       const pool = new IdentityPool("users", { allowUnauthenticatedIdentities: true });
       export const first = listIdentitiesOutput({ identityPoolId: pool.id }).identities.apply((all) => all[0]?.identityId);
       export const call = (id: string) => new CognitoIdentityClient().call("DescribeIdentityPool", { IdentityPoolId: id });
       // @ts-expect-error a pool has no such property
       new IdentityPool("wrong", { colour: "red" });\n`,
    );
    symlinkSync(join(root, "node_modules", "@types"), join(folder, "node_modules", "@types"), "dir");
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    for (const kind of ["Node16", "Node10"]) {
      const modules = kind === "Node16" ? "Node16" : "CommonJS";
      run(
        process.execPath,
        tsc,
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--types",
        "node",
        "--module",
        modules,
        "--moduleResolution",
        kind,
        "program.ts",
      );
    }
  });
});
