import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { basename, delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { DescribeIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import { createWorkspace, isUnchanged, type Workspace } from "../support/engine";
import { orSkip } from "../support/or-skip";
import { connect } from "../support/stack";

const { release } = require("../../scripts/release/index.mjs") as {
  release(options: { targets: string[]; folder: string }): Promise<string[]>;
};
const { prepareLanguageHost } = require("../../scripts/setup/language-host.mjs");
const { findExecutable, pathFolders } = require("../../scripts/setup/engine.mjs");

const run = promisify(execFile);
const root = resolve(__dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const systems: Record<string, string> = { win32: "windows", x64: "amd64" };
const target = `${systems[platform()] ?? platform()}-${systems[arch()] ?? arch()}`;
const plugin = `resource-cognito-identity-v${version}`;

const reference = (path: string) => `\${${path}}`;

const program = JSON.stringify({
  name: "test",
  runtime: "yaml",
  resources: {
    pool: {
      type: "cognito-identity:IdentityPool",
      properties: { developerProviderName: "login.example.com", tags: { team: "users" } },
    },
    alice: {
      type: "cognito-identity:DeveloperIdentityLink",
      properties: { identityPoolId: reference("pool.identityPoolId"), developerUserIdentifier: "alice" },
    },
  },
  variables: {
    identities: {
      "fn::invoke": {
        function: "cognito-identity:listIdentities",
        arguments: { identityPoolId: reference("alice.identityPoolId") },
      },
    },
  },
  outputs: { poolId: reference("pool.identityPoolId"), identities: reference("identities.identities") },
});

/** A release, in the place of the one on GitHub. */
async function serve(archive: string): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    if (url === `/${basename(archive)}`) response.end(readFileSync(archive));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe("the plugin of a release", function () {
  this.timeout(300_000);
  let folder: string;
  let archive: string;
  let workspace: Workspace | undefined;
  let server: Server | undefined;

  before(async function () {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "release-")));
    const made = await orSkip(this, () => release({ targets: [target], folder }));
    archive = made[0] as string;
  });
  after(() => {
    server?.close();
    workspace?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is an archive by the name that Pulumi asks for, with its checksum", async () => {
    const name = `pulumi-resource-cognito-identity-v${version}-${target}.tar.gz`;
    assert.equal(basename(archive), name);
    await run("sha256sum", ["--check", `pulumi-resource-cognito-identity-v${version}-SHA256SUMS`], { cwd: folder });
    const { stdout } = await run("tar", ["-tzf", archive]);
    const files = ["pulumi-resource-cognito-identity", "LICENSE", "LICENSE-node.txt", "LICENSES.txt"];
    assert.deepEqual(stdout.trim().split("\n"), files);
  });

  it("is installed from a server and runs a program in YAML where there is no Node.js", async () => {
    // Nothing but the engine and the host of the language.
    const bin = join(folder, "bin");
    mkdirSync(bin);
    const host = await prepareLanguageHost("yaml");
    const folders = [host, ...pathFolders(process.env)];
    for (const name of ["pulumi", "pulumi-language-yaml"]) {
      symlinkSync(realpathSync(findExecutable(name, folders)), join(bin, name));
    }
    assert.deepEqual(readdirSync(bin).sort(), ["pulumi", "pulumi-language-yaml"]);
    workspace = await createWorkspace({
      program: { "Pulumi.yaml": program },
      config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
      env: { PATH: bin, NODE_OPTIONS: "--require ./not-there.js" },
    });
    assert.ok(!(workspace.env.PATH as string).split(delimiter).some((path) => existsSync(join(path, "node"))));

    const served = await serve(archive);
    server = served.server;
    const install = ["plugin", "install", "resource", "cognito-identity", `v${version}`, "--server", served.url];
    await run("pulumi", install, { cwd: workspace.project, env: workspace.env });
    assert.deepEqual(served.asked, [`/${basename(archive)}`]);
    const installed = readdirSync(join(workspace.folder, "home/plugins", plugin));
    assert.ok(installed.includes("pulumi-resource-cognito-identity") && installed.includes("LICENSES.txt"));

    const up = await workspace.up();
    assert.deepEqual(
      up.steps.map(({ op, name }) => `${op} ${name}`).filter((step) => step.startsWith("create")),
      ["create pool", "create alice"],
    );
    const said = up.diagnostics.filter(({ message }) => !message.startsWith("using pulumi-language-yaml from $PATH"));
    assert.deepEqual(said, []);
    const { poolId, identities } = await workspace.outputs();
    assert.equal(identities.length, 1);
    const { aws, stop } = await connect(join(workspace.project, "cognito.db"));
    try {
      const { IdentityPoolTags } = await aws.send(new DescribeIdentityPoolCommand({ IdentityPoolId: poolId }));
      assert.equal(IdentityPoolTags?.team, "users");
      assert.ok(isUnchanged(await workspace.preview()));
      assert.ok(isUnchanged(await workspace.refresh()));
      assert.equal((await workspace.destroy()).changes.delete, 3);
      await assert.rejects(aws.send(new DescribeIdentityPoolCommand({ IdentityPoolId: poolId })), {
        name: "ResourceNotFoundException",
      });
    } finally {
      await stop();
    }
  });
});
