import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "../../emulator/hosts/http";
import { installPlugin, projectWithPlugin } from "../plugin/support/plugin-stack";
import { createWorkspace, type Result, type Workspace } from "../support/engine";
import { writtenFiles } from "../support/leaks";

/** What nobody may see, by the environment variable that brings it to the program: it stands in no file of the project. */
const canaries = {
  CANARY_ACCESS_KEY: "canaryaccesskey",
  CANARY_SECRET_KEY: "canary-secret-key",
  CANARY_TOKEN: "canary-login-token",
  CANARY_TAG: "canary-tag",
  CANARY_ROLE: "arn:aws:iam::000000000000:role/canary-role",
  CANARY_CLAIM: "canary-claim",
  CANARY_USER: "canary-user",
};

const program = (entry: string) => `
import * as pulumi from "@pulumi/pulumi";
import * as cognito from "${entry}";
const secret = (name: string) => pulumi.secret(process.env["CANARY_" + name] ?? "");
const url = process.env.SERVICE_URL;
const provider = new cognito.Provider("own", {
  region: "eu-central-1", endpoint: url, accessKey: secret("ACCESS_KEY"), secretKey: secret("SECRET_KEY"), maxAttempts: 1,
});
const pool = new cognito.IdentityPool("pool", {
  allowUnauthenticatedIdentities: true,
  developerProviderName: "login.example.com",
  supportedLoginProviders: { "graph.facebook.com": "7346241598935555" },
  tags: { owner: secret("TAG"), stage: process.env.STAGE ?? "one" },
}, { provider });
const identityPoolId = pool.id;
const logins = { "graph.facebook.com": secret("TOKEN") };
const roles = new cognito.IdentityPoolRoleAttachment("roles", { identityPoolId, roles: { authenticated: secret("ROLE"), unauthenticated: secret("ROLE") } }, { provider });
new cognito.IdentityPoolProviderPrincipalTag("tags", { identityPoolId, identityProviderName: "graph.facebook.com", principalTags: { claim: secret("CLAIM") } }, { provider });
new cognito.DeveloperIdentityLinks(
  "staff",
  { identityPoolId, users: [secret("USER")] },
  { provider, additionalSecretOutputs: ${entry.endsWith("plugin") ? "[]" : '["identityIds"]'} },
);
const user = new cognito.Identity("user", { identityPoolId, logins }, { provider });
export const credentials = cognito.getCredentialsForIdentityOutput({ identityId: user.identityId, logins }, { provider, dependsOn: [roles] }).credentials;
export const token = cognito.getOpenIdTokenOutput({ identityId: user.identityId, logins }, { provider }).token;
if (process.env.WRONG) {
  new cognito.IdentityPool("wrong", { tags: { owner: secret("TAG").apply((tag) => tag.repeat(99)) } }, { provider });
  new cognito.IdentityPoolRoleAttachment("wrong", { identityPoolId: "eu-central-1:00000000-0000-4000-8000-000000000000", roles: { authenticated: secret("TOKEN") } }, { provider });
}
`;

for (const [shell, entry] of [
  ["dynamic resources", "pulumi-cognito-identity"],
  ["the plugin", "pulumi-cognito-identity/plugin"],
] as const) {
  describe(`secrets by ${shell} on the real engine`, () => {
    let folder: string;
    let server: RunningServer;
    let workspace: Workspace;
    const said: string[] = [];
    const note = <R extends Result>(run: R): R => {
      said.push(run.stdout, run.stderr);
      return run;
    };

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "cognito-identity-db-"));
      const { CANARY_ACCESS_KEY: id, CANARY_SECRET_KEY: secret } = canaries;
      const log = (record: object) => void said.push(JSON.stringify(record));
      server = await startServer({
        db: join(folder, "cognito.db"),
        port: 0,
        accessKeys: [{ accessKeyId: id, secretAccessKey: secret, account: "000000000000" }],
        log,
        warn: (message) => void said.push(message),
      });
      workspace = await createWorkspace({
        program: {
          "index.ts": program(entry),
          ...(entry.endsWith("plugin") && { "Pulumi.yaml": projectWithPlugin() }),
        },
        env: { ...canaries, SERVICE_URL: server.url },
      });
      installPlugin(workspace.project);
    });
    after(async () => {
      workspace?.dispose();
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it("are in no state, history, event log, output or message, whatever an update comes to", async () => {
      const { faults } = server.service;
      note(await workspace.preview());
      faults.add({ operation: "SetIdentityPoolRoles", kind: "error" });
      faults.add({ operation: "SetPrincipalTagAttributeMap", kind: "error" });
      const failed = note(await workspace.up([], { mayFail: true }));
      assert.notEqual(failed.code, 0);
      faults.clear();
      note(await workspace.up());
      note(await workspace.pulumi(["stack", "output", "--json"]));
      note(await workspace.pulumi(["stack", "export"]));
      const shown = await workspace.pulumi(["stack", "output", "--json", "--show-secrets"]);
      const { credentials, token } = JSON.parse(shown.stdout);
      assert.match(token, /^eyJ/);
      note(await workspace.refresh());
      note(await workspace.up([], { env: { STAGE: "two" } }));
      const wrong = note(await workspace.preview([], { mayFail: true, env: { WRONG: "1" } }));
      assert.notEqual(wrong.code, 0);
      assert.match(wrong.stdout, /resource 'wrong' has a problem/);
      const files = [...writtenFiles(workspace.folder)];
      assert.ok(files.length > 10, "the engine writes its files elsewhere");
      note(await workspace.destroy());
      files.push(...writtenFiles(workspace.folder));
      const secrets = {
        ...canaries,
        credentials: credentials.secretKey,
        sessionToken: credentials.sessionToken,
        token,
      };
      const leaks = Object.entries(secrets).flatMap(([name, value]) => [
        ...files.filter(([, text]) => text.includes(value)).map(([path]) => `${name} in ${path}`),
        ...said.filter((text) => text.includes(value)).map((text) => `${name} in what is said: ${text.slice(0, 2000)}`),
      ]);
      assert.deepEqual([...new Set(leaks)], []);
      const database = [...writtenFiles(folder)].map(([, text]) => text).join();
      assert.ok(database.includes(canaries.CANARY_TAG), "the service keeps its data elsewhere");
      const { CANARY_TOKEN, credentials: key, sessionToken, token: issued } = secrets;
      for (const secret of [CANARY_TOKEN, key, sessionToken, issued]) assert.ok(!database.includes(secret), secret);
    });
  });
}

describe("the search for secrets in what every other test leaves", () => {
  it("finds one in the state, in an event log and in what a command has said", async () => {
    const workspace = await createWorkspace({
      program: { "index.ts": `export const shown = ["a", "can" + "ary"].join("-");` },
    });
    await workspace.up();
    assert.throws(
      () => workspace.dispose(),
      ({ message }: Error) =>
        ["stacks/test/test.json: ", "events-0.jsonl: ", "pulumi up: "].every((place) =>
          new RegExp(`${place}[^]*?a-canary`).test(message),
        ),
    );
  });
});
