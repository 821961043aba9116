import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createWorkspace, type Diagnostic, isUnchanged, type Run, type Workspace } from "../support/engine";

const absent = "eu-central-1:00000000-0000-4000-8000-000000000000";
const facebook = { "graph.facebook.com": "opaque" };

/** Looks up what is not there, in every way. */
const failing: Record<string, { code: string; says: string }> = {
  "a function that the program waits for": {
    code: 'module.exports = async () => (await getIdentityPool({ identityPoolName: "none" })).arn;',
    says: 'getIdentityPool: there is no identity pool named "none" in eu-central-1',
  },
  "a function that it exports": {
    code: 'exports.found = getIdentityPool({ identityPoolName: "none" });',
    says: 'getIdentityPool: there is no identity pool named "none" in eu-central-1',
  },
  "an output": {
    code: 'const found = getIdentityPoolOutput({ identityPoolName: "none" }); exports.arn = found.arn; exports.id = found.identityPoolId;',
    says: 'getIdentityPool: there is no identity pool named "none" in eu-central-1',
  },
  "a function with a wrong argument": {
    code: 'exports.arn = getIdentityPoolOutput({ identityPoolId: "none" }).arn;',
    says: 'getIdentityPool: identityPoolId must be the id of an identity pool, REGION:UUID, not "none"',
  },
  "a resource": {
    code: `exports.name = IdentityPool.get("gone", "${absent}").identityPoolName;`,
    says: `Preview failed: There is no IdentityPool ${absent}.`,
  },
};

/** All that is said, but for the engine's own word that it failed. */
const said = ({ diagnostics }: Run): Diagnostic[] =>
  diagnostics.filter(({ message }) => !/^(preview|update) failed$/.test(message));

describe("the messages of a stack, on the real engine", () => {
  let workspace: Workspace;
  const program = (code: string) =>
    workspace.write({
      "index.js": `const { getId, getIdOutput, getIdentityPool, getIdentityPoolOutput, Identity, IdentityPool } = require("pulumi-cognito-identity");\n${code}\n`,
    });
  before(async () => {
    workspace = await createWorkspace({
      program: { "index.js": "", "package.json": '{ "main": "index.js" }' },
      config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
    });
  });
  after(() => workspace?.dispose());

  for (const [name, { code, says }] of Object.entries(failing)) {
    it(`are one line where ${name} finds nothing`, async () => {
      program(code);
      const run = await workspace.preview([], { mayFail: true });
      assert.notEqual(run.code, 0);
      assert.deepEqual(
        said(run).map(({ severity, message }) => ({ severity, message })),
        [{ severity: "error", message: says }],
      );
    });
  }

  it("leave an error to a program that catches it, with its code", async () => {
    program(`module.exports = async () => {
      const code = await getIdentityPool({ identityPoolName: "none" }).catch((error) => error.code);
      return { code };
    };`);
    await workspace.up();
    assert.deepEqual(await workspace.outputs(), { code: "ResourceNotFoundException" });
  });

  it("have the warnings of the local service among them, and none of Node.js", async () => {
    program(`
      const pool = new IdentityPool("pool", { supportedLoginProviders: { "graph.facebook.com": "7346241598935555" } });
      const logins = ${JSON.stringify(facebook)};
      new Identity("user", { identityPoolId: pool.id, logins });
      exports.same = getIdOutput({ identityPoolId: pool.id, logins }).identityId;
    `);
    const messages = said(await workspace.up()).map(({ message }) => message.replace(/^warning: /, ""));
    const warning =
      "The access token of graph.facebook.com logins is not verified: no keys are configured for graph.facebook.com.";
    assert.deepEqual(messages, [warning, warning]);
  });

  it("say of logins that are not signed as the local service's keys want it that they are refused", async () => {
    workspace.write({ "keys.json": JSON.stringify({ "login.example.com": { keys: [] } }) });
    await workspace.setConfig("cognito-identity:localLoginKeys", "keys.json");
    try {
      const claims = { iss: "https://login.example.com", aud: "app", sub: "ann", exp: 4_000_000_000 };
      const token = [{ alg: "RS256" }, claims, "none"].map((part) =>
        Buffer.from(JSON.stringify(part)).toString("base64url"),
      );
      program(`
        const openidConnectProviderArns = ["arn:aws:iam::000000000000:oidc-provider/login.example.com"];
        const pool = new IdentityPool("pool", { openidConnectProviderArns });
        new Identity("ann", { identityPoolId: pool.id, logins: { "login.example.com": "${token.join(".")}" } });
      `);
      const run = await workspace.up([], { mayFail: true });
      assert.notEqual(run.code, 0);
      assert.match(run.stdout, /Couldn't verify signed token/);
    } finally {
      await workspace.removeConfig("cognito-identity:localLoginKeys");
    }
  });

  it("have nothing of AWS's libraries on the version of Node.js", async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((closed) => server.close(closed));
    await workspace.setConfig("cognito-identity:assumeRoleArn", "arn:aws:iam::000000000000:role/deployer");
    await workspace.setConfig("cognito-identity:endpoint", url);
    try {
      program('new IdentityPool("other");');
      const env = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local", AWS_ENDPOINT_URL_STS: url };
      const run = await workspace.up([], { mayFail: true, env });
      assert.notEqual(run.code, 0);
      assert.deepEqual(
        said(run).map(({ severity }) => severity),
        ["error"],
        run.stdout,
      );
    } finally {
      await workspace.setConfig("cognito-identity:endpoint", "local:cognito.db");
      await workspace.removeConfig("cognito-identity:assumeRoleArn");
    }
  });

  it("show of a resource that was renamed and changed the change alone", async () => {
    const named = (name: string, tags: object) =>
      program(`new IdentityPool("${name}", { tags: ${JSON.stringify(tags)} }, { aliases: [{ name: "before" }] });`);
    named("before", {});
    await workspace.up();
    named("after", { team: "web" });
    const preview = await workspace.preview(["--diff"]);
    assert.deepEqual(preview.steps.find(({ op }) => op === "update")?.diffs, ["tags", "tagsAll"]);
    assert.doesNotMatch(preview.stdout, /__/);
    await workspace.up();
    const again = await workspace.up();
    assert.ok(isUnchanged(again), again.stdout);
  });

  it("show a bug with its stack, the resource and what to do", async () => {
    const broken = join(workspace.project, "broken.js");
    workspace.write({
      // What names a pool asks for a number.
      "broken.js": `
        const { random } = Math;
        const breakPools = () => { throw new TypeError("broken on purpose"); };
        const isOfPools = () => /auto-name|dist.provider/.test(new Error().stack);
        if (process.argv.some((argument) => argument.includes("dynamic-provider"))) {
          Math.random = () => (isOfPools() ? breakPools() : random());
        }
      `,
    });
    program('new IdentityPool("broken");');
    const run = await workspace.up([], { mayFail: true, env: { NODE_OPTIONS: `--require ${broken}` } });
    assert.notEqual(run.code, 0);
    const [{ message, urn } = { message: "", urn: "" }] = said(run);
    assert.match(urn ?? "", /::broken$/);
    assert.match(
      message,
      /broken on purpose\nThis is a bug in pulumi-cognito-identity [\d.]+, met by IdentityPool broken\. Please report it .*with this stack:\nTypeError: broken on purpose\n\s+at breakPools \(.*broken\.js/,
    );
  });
});
