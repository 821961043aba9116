import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { blocksOf, linksOf, pagesOf } from "../support/documents";

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
    for (const scope of ["@pulumi", "@types"]) {
      symlinkSync(join(root, "node_modules", scope), join(folder, "node_modules", scope), "dir");
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("holds what users need and nothing else", () => {
    const files = run("tar", "-tzf", `pulumi-cognito-identity-${version}.tgz`).trim().split("\n");
    const names = files.map((file) => file.replace(/^package\//, ""));
    const tops = new Set(names.map((name) => name.split("/")[0]));
    const documents = ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md"];
    assert.deepEqual([...tops].sort(), [...documents, "dist", "docs", "examples", "package.json"].sort());
    const examples = names.filter((name) => name.startsWith("examples/"));
    assert.ok(examples.includes("examples/quickstart/index.ts"));
    assert.deepEqual(
      examples.filter((name) => /node_modules|\.db|Pulumi\.\w+\.yaml/.test(name)),
      [],
    );
  });

  it("has all files that its documents link to", () => {
    const installed = join(folder, "node_modules/pulumi-cognito-identity");
    const links = pagesOf(installed).flatMap((page) => linksOf(installed, page));
    assert.ok(links.length > 50);
    assert.deepEqual(
      links.filter(({ page, target }) => !existsSync(resolve(installed, dirname(page), target))),
      [],
    );
  });

  it("answers at each entry, without install scripts, to require and to import", () => {
    const classes = node(`
      const { IdentityPool, Provider } = require("pulumi-cognito-identity");
      const { CognitoIdentityClient } = require("pulumi-cognito-identity/client");
      const { identityPool } = require("pulumi-cognito-identity/provider");
      const plugin = require("pulumi-cognito-identity/plugin");
      const { startLocalService } = require("pulumi-cognito-identity/local");
      console.log(IdentityPool.name, Provider.name, CognitoIdentityClient.name, typeof identityPool.create, typeof startLocalService);
      console.log(plugin.IdentityPool.name, plugin.IdentityPool === IdentityPool, typeof plugin.getIdOutput);
    `);
    assert.equal(
      classes,
      "IdentityPool Provider CognitoIdentityClient function function\nIdentityPool false function\n",
    );
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

  it("signs and sends a first call with no module but its own and Node's", () => {
    const loaded = node(`
      const { createServer } = require("node:http");
      const { CognitoIdentityClient } = require("pulumi-cognito-identity/client");
      const server = createServer((request, response) =>
        response.end('{"IdentityPoolId":"eu-central-1:1","IdentityPoolName":"p","AllowUnauthenticatedIdentities":false}'));
      server.listen(0, "127.0.0.1", async () => {
        const client = new CognitoIdentityClient({
          region: "eu-central-1",
          endpoint: "http://127.0.0.1:" + server.address().port,
          credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
        });
        await client.call("DescribeIdentityPool", { IdentityPoolId: "eu-central-1:1" });
        client.destroy();
        server.close();
        console.log(Object.keys(require.cache).join("\\n"));
      });
    `);
    const files = loaded.trim().split("\n");
    assert.deepEqual(
      files.map((file) => file.replace(/^.*pulumi-cognito-identity\//, "")),
      ["dist/provider/client/index.js"],
    );
  });

  it("has one class of errors at all its entries", () => {
    const known = node(`
      const entries = ["", "/client", "/plugin"].map((entry) => require("pulumi-cognito-identity" + entry).CognitoIdentityError);
      const { CognitoIdentityClient } = require("pulumi-cognito-identity/client");
      const client = new CognitoIdentityClient({ region: "eu-central-1", endpoint: "local::memory:" });
      const noPool = { IdentityPoolId: "eu-central-1:00000000-0000-4000-8000-000000000000" };
      client.call("DescribeIdentityPool", noPool).catch((error) => {
        const isOf = (of, thing) => entries.every((entry) => thing instanceof of(entry));
        console.log(isOf((entry) => entry, error), isOf((entry) => entry, new Error("another")));
      });
    `);
    assert.equal(known, "true false\n");
  });

  it("has its commands", () => {
    for (const name of ["cognito-identity-local", "pulumi-cognito-identity", "pulumi-resource-cognito-identity"]) {
      assert.equal(run(process.execPath, join("node_modules", ".bin", name), "--version"), `${version}\n`);
    }
    const help = run(process.execPath, join("node_modules", ".bin", "cognito-identity-local"), "--help");
    assert.match(help, /--port/);
    const command = join("node_modules", ".bin", "pulumi-cognito-identity");
    assert.match(run(process.execPath, command, "import-file", "--help"), /--links/);
  });

  it("has the plugin, which serves with no module but its own and Node's", () => {
    // Neither Pulumi nor gRPC is beside it there.
    cpSync(join(folder, "node_modules/pulumi-cognito-identity/dist/provider/plugin"), join(folder, "alone"), {
      recursive: true,
    });
    assert.deepEqual(readdirSync(join(folder, "alone")).sort(), ["LICENSES.txt", "main.js"]);
    const output = node(`
      process.argv = [process.execPath, "main.js"];
      require("./alone/main.js");
      setTimeout(() => {
        console.log(Object.keys(require.cache).length);
        process.exit();
      }, 1000);
    `);
    assert.match(output, /^\d+\n1\n$/);
    const licenses = readFileSync(join(folder, "alone/LICENSES.txt"), "utf8");
    for (const name of ["@grpc/grpc-js", "google-protobuf", "@pulumi/pulumi", "protobufjs"]) {
      assert.match(licenses, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, "m"), name);
    }
    assert.doesNotMatch(licenses, /\)\n\n\n/, "each with its text");
  });

  it("has types for both ways in which TypeScript resolves modules", () => {
    writeFileSync(
      join(folder, "program.ts"),
      `import { IdentityPool, listIdentitiesOutput } from "pulumi-cognito-identity";
       import { CognitoIdentityClient } from "pulumi-cognito-identity/client";
       import { startLocalService } from "pulumi-cognito-identity/local";
       import * as plugin from "pulumi-cognito-identity/plugin";
       export const served = new plugin.IdentityPool("served", {} satisfies plugin.IdentityPoolArgs).arn;
       const pool = new IdentityPool("users", { allowUnauthenticatedIdentities: true });
       export const first = listIdentitiesOutput({ identityPoolId: pool.id }).identities.apply((all) => all[0]?.identityId);
       export const call = (id: string) => new CognitoIdentityClient().call("DescribeIdentityPool", { IdentityPoolId: id });
       export const service = startLocalService({ seed: { IdentityPools: [] } });
       // @ts-expect-error a pool has no such property
       new IdentityPool("wrong", { colour: "red" });\n`,
    );
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

  it("has examples, in documents and files, that compile in a project as `pulumi new typescript` makes it", function () {
    this.timeout(120_000);
    const project = join(folder, "project");
    const blocks = pagesOf(root)
      .flatMap((page) => blocksOf(root, page))
      .filter(({ info, code }) => info.startsWith("ts") && /^import /m.test(code));
    const files = blocks.map(({ page, line }) => `${page.replace(/\W/g, "-")}-${line}.ts`);
    cpSync(join(folder, "node_modules/pulumi-cognito-identity/examples"), join(project, "examples"), {
      recursive: true,
    });
    // The policy pack is a project of its own, and the types of its library do not stand this strictness.
    rmSync(join(project, "examples/policies"), { recursive: true });
    // It needs Testcontainers, and is compiled with it in tests/examples/local-tests.test.ts.
    rmSync(join(project, "examples/local-tests/containers.test.ts"));
    const programs = readdirSync(project, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    assert.ok(programs.length > 3);
    for (const [index, { code }] of blocks.entries()) {
      // Without an import or export of its own, all blocks would be one program.
      writeFileSync(join(project, files[index] as string), `${code}export {};\n`);
    }
    const compilerOptions = {
      strict: true,
      outDir: "bin",
      target: "es2020",
      module: "commonjs",
      moduleResolution: "node",
      sourceMap: true,
      experimentalDecorators: true,
      pretty: true,
      noFallthroughCasesInSwitch: true,
      noImplicitReturns: true,
      forceConsistentCasingInFileNames: true,
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [...files, ...programs] }));
    const aws = "@aws-sdk/client-cognito-identity";
    symlinkSync(join(root, "node_modules", aws), join(folder, "node_modules", aws), "dir");
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "--noEmit", "-p", project], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });
});
