import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { creationTag } from "../../provider/model/creation-tag";
import { type BareServer, startBareServer } from "../provider/client/support/bare-server";
import { identityReply, roleReply } from "../provider/client/support/sts-replies";
import { type ConfigValue, createWorkspace, isUnchanged, type Run, type Workspace } from "../support/engine";
import { type RecordedService, recordService } from "../support/recorder";
import { connect } from "../support/stack";
import { startThrottledService } from "../support/throttled-service";

const aPool = `
import { IdentityPool } from "pulumi-cognito-identity";
const pool = new IdentityPool("users");
export const { tagsAll, region } = pool;
`;

/** What a function says stands with the stack's messages. */
const aFunction = `
import { listIdentityPools } from "pulumi-cognito-identity";
listIdentityPools().then(() => console.log("function: listed"), (error) => console.log("function: " + error.message));
`;

const keys = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
const region = { "cognito-identity:region": "eu-central-1" };

const messagesOf = (run: Run) => run.diagnostics.map(({ message }) => message).join("\n");

describe("settings on the real engine", () => {
  let workspace: Workspace;
  afterEach(() => workspace.dispose());

  const create = async (
    program: string,
    config: Record<string, ConfigValue>,
    env: Record<string, string> = {},
  ): Promise<void> => {
    workspace = await createWorkspace({ program: { "index.ts": program }, config, env });
  };
  /** Gives the stack another config. */
  const configure = (config: Record<string, ConfigValue>): void => {
    const path = join(workspace.project, "Pulumi.test.yaml");
    const [salt = ""] = /^encryptionsalt: .*$/m.exec(readFileSync(path, "utf8")) ?? [];
    workspace.write({ "Pulumi.test.yaml": `${salt}\nconfig: ${JSON.stringify(config)}\n` });
  };
  /** A preview must fail with this sentence, of a resource or a program; answers all that it says. */
  const failPreview = async (sentence: string, env: Record<string, string> = {}): Promise<string> => {
    const run = await workspace.preview([], { mayFail: true, env });
    assert.notEqual(run.code, 0, run.stdout);
    assert.ok(messagesOf(run).includes(sentence), `${sentence}\n${messagesOf(run)}`);
    return messagesOf(run);
  };
  /** An update must fail with this sentence, and leave nothing. */
  const failUpdate = async (sentence: string): Promise<void> => {
    const run = await workspace.up([], { mayFail: true });
    assert.notEqual(run.code, 0, run.stdout);
    assert.ok(messagesOf(run).includes(sentence), `${sentence}\n${messagesOf(run)}`);
    const { deployment } = await workspace.exportState();
    const made = (deployment.resources ?? []).filter(({ type }) => type.includes("cognito-identity:"));
    assert.deepEqual(made, []);
  };

  describe("of the AWS provider: roles and accounts", () => {
    const account = "arn:aws:iam::222222222222";
    let sts: BareServer;
    let service: RecordedService;

    before(async () => {
      service = await recordService(":memory:");
      sts = await startBareServer(({ body }) => {
        const asked = new URLSearchParams(body);
        const isSecond = asked.get("RoleArn")?.endsWith("role/second");
        const role = { accessKeyId: isSecond ? "local" : "AKIDDEPLOY", secretAccessKey: "local", sessionToken: "t" };
        return asked.get("Action") === "AssumeRole"
          ? roleReply("AssumeRole", role, "111111111111")
          : identityReply("111111111111");
      });
    });
    after(async () => {
      await sts.close();
      await service.close();
    });
    beforeEach(() => {
      sts.received.length = 0;
      service.clear();
    });

    const config = {
      "aws:region": "eu-central-1",
      "aws:assumeRoles": [
        { roleArn: `${account}:role/deploy`, externalId: "tenant-42", sessionName: "ci-session" },
        { roleArn: `${account}:role/second` },
      ],
    };
    const env = () => ({
      AWS_ACCESS_KEY_ID: "AKIDBASE",
      AWS_SECRET_ACCESS_KEY: "s",
      AWS_ENDPOINT_URL_STS: sts.url,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY: service.url,
    });
    /** What STS was asked, and by whose key. */
    const asked = () =>
      sts.received.map(({ headers, body }) => {
        const [, key] = /Credential=([^/]+)\//.exec(headers.authorization ?? "") ?? [];
        const { Version, DurationSeconds, ...parameters } = Object.fromEntries(new URLSearchParams(body));
        return { key, ...parameters };
      });

    it("assume the whole chain, and no call of STS in a preview", async () => {
      await create(aPool, config, env());
      await workspace.preview();
      assert.deepEqual([asked(), service.calls], [[], []]);
      await workspace.up();
      assert.deepEqual(asked(), [
        {
          key: "AKIDBASE",
          Action: "AssumeRole",
          RoleArn: `${account}:role/deploy`,
          RoleSessionName: "ci-session",
          ExternalId: "tenant-42",
        },
        {
          key: "AKIDDEPLOY",
          Action: "AssumeRole",
          RoleArn: `${account}:role/second`,
          RoleSessionName: "pulumi-cognito-identity",
        },
        // The account for the pool's ARN.
        { key: "local", Action: "GetCallerIdentity" },
      ]);
      // A creation looks first for what a lost one may have left.
      assert.deepEqual(service.calls, ["ListIdentityPools", "CreateIdentityPool"]);
    });

    it("do nothing in an account that is not allowed", async () => {
      await create(aPool, { ...config, "aws:allowedAccountIds": [999999999999] }, env());
      const sentence = "The AWS account 111111111111 is none of aws:allowedAccountIds: 999999999999.";
      await failPreview(sentence);
      await failUpdate(sentence);
      assert.deepEqual(service.calls, []);
    });

    it("do nothing in an account that is forbidden, for functions and by an explicit provider, too", async () => {
      const program = `
import { IdentityPool, listIdentityPools, Provider } from "pulumi-cognito-identity";
const provider = new Provider("p", {
  region: "eu-central-1",
  assumeRoles: [{ roleArn: "${account}:role/second" }],
  forbiddenAccountIds: ["111111111111"],
});
listIdentityPools({}, { provider }).catch((error) => console.log("function: " + error.message));
new IdentityPool("users", {}, { provider });
`;
      await create(program, {}, env());
      const sentence = "The AWS account 111111111111 is one of cognito-identity:forbiddenAccountIds.";
      await failUpdate(sentence);
      assert.ok((await failPreview(sentence)).includes(`function: ${sentence}`));
      assert.deepEqual(service.calls, []);
    });
  });

  describe("of the AWS provider: the way to the service", () => {
    let proxy: Server;
    let hosts: string[] = [];

    before(async () => {
      proxy = createServer();
      proxy.on("connect", ({ url }, socket) => {
        hosts.push(String(url));
        socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      });
      await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
    });
    after(async () => {
      await new Promise((closed) => proxy.close(closed));
    });
    beforeEach(() => {
      hosts = [];
    });

    it("is by the FIPS endpoint and the proxy, without a call of STS where none is wanted", async () => {
      const config = {
        "aws:region": "us-gov-west-1",
        "aws:useFipsEndpoint": true,
        "aws:httpsProxy": `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
        "aws:skipRequestingAccountId": true,
        "aws:maxRetries": 0,
      };
      await create(aPool, config, keys);
      assert.notEqual((await workspace.up([], { mayFail: true })).code, 0);
      assert.deepEqual([...new Set(hosts)], ["cognito-identity-fips.us-gov-west-1.amazonaws.com:443"]);
    });
  });

  describe("of the AWS tools: the way to the service", () => {
    let service: RecordedService;
    before(async () => {
      service = await recordService();
    });
    after(() => service.close());

    it("is by the proxy of the environment", async () => {
      const config = { ...region, "cognito-identity:endpoint": "http://cognito-identity.eu-central-1.amazonaws.com" };
      const { port } = new URL(service.url);
      await create(aPool, config, { ...keys, HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "" });
      await workspace.up();
      assert.ok(service.calls.includes("CreateIdentityPool"), String(service.calls));
    });

    it("is as the services of a profile say", async () => {
      await create(aPool, {}, { AWS_PROFILE: "dev" });
      const profile = "[profile dev]\nregion = eu-west-3\naws_access_key_id = local\naws_secret_access_key = local\n";
      const services = `services = loc\n[services loc]\ncognito_identity =\n  endpoint_url = ${service.url}\n`;
      writeFileSync(workspace.env.AWS_CONFIG_FILE as string, profile + services);
      await workspace.up();
      assert.equal((await workspace.outputs()).region, "eu-west-3");
    });
  });

  describe("of tags", () => {
    const local = { ...region, "cognito-identity:endpoint": "local:cognito.db" };

    it("are text, though Pulumi stores numbers and booleans", async () => {
      await create(aPool, local);
      for (const [name, value] of [
        ["CostCenter", "1234"],
        ["audited", "true"],
      ]) {
        await workspace.pulumi(["config", "set", "--path", `aws:defaultTags.tags.${name}`, String(value)]);
      }
      await workspace.up();
      assert.deepEqual((await workspace.outputs()).tagsAll, { CostCenter: "1234", audited: "true" });
    });

    it("that are wrong are named by the key that was set", async () => {
      await create(aPool, { ...local, "aws:defaultTags": { tags: { CostCenter: [1234] } } });
      await failPreview("Config aws:defaultTags.tags.CostCenter must be a string, not a list.");
    });

    it("that others manage are neither shown nor removed", async () => {
      await create(aPool, { ...local, "cognito-identity:defaultTags": { team: "web" } });
      await workspace.up();
      const { aws, stop } = await connect(join(workspace.project, "cognito.db"));
      try {
        const { ListIdentityPoolsCommand, ListTagsForResourceCommand, TagResourceCommand } = await import(
          "@aws-sdk/client-cognito-identity"
        );
        const { IdentityPools: [pool] = [] } = await aws.send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
        const ResourceArn = `arn:aws:cognito-identity:eu-central-1:000000000000:identitypool/${pool?.IdentityPoolId}`;
        await aws.send(new TagResourceCommand({ ResourceArn, Tags: { owner: "ops", "k8s/a": "b", other: "c" } }));
        await workspace.pulumi(["config", "set", "--path", "aws:ignoreTags.keys[0]", "owner"]);
        await workspace.pulumi(["config", "set", "--path", "aws:ignoreTags.keyPrefixes[0]", "k8s/"]);
        // Refresh works by the config of the last update.
        await workspace.up();
        await workspace.refresh();
        const run = await workspace.up();
        assert.deepEqual((await workspace.outputs()).tagsAll, { team: "web" });
        assert.ok(isUnchanged(await workspace.up()), run.stdout);
        const { Tags: { [creationTag]: _mark, ...tags } = {} } = await aws.send(
          new ListTagsForResourceCommand({ ResourceArn }),
        );
        assert.deepEqual(tags, { owner: "ops", "k8s/a": "b", team: "web" });
      } finally {
        await stop();
      }
    });
  });

  describe("that are wrong", () => {
    let service: RecordedService;
    before(async () => {
      service = await recordService(":memory:");
    });
    after(() => service.close());

    it("are found by a preview, for resources and functions", async () => {
      await create(aFunction + aPool, {});
      const noCredentials =
        "No AWS credentials are found: pulumi config set cognito-identity:profile NAME, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. " +
        "The local service needs none: pulumi config set cognito-identity:endpoint local:cognito.db";
      const cases: [config: Record<string, ConfigValue>, env: Record<string, string>, sentence: string][] = [
        [
          { "cognito-identity:region": "frankfurt" },
          keys,
          'Config cognito-identity:region: "frankfurt" is no AWS region; did you mean eu-central-1? pulumi config set cognito-identity:region eu-central-1',
        ],
        [
          { "aws:region": "EU-CENTRAL-1" },
          keys,
          'Config aws:region: "EU-CENTRAL-1" is no AWS region; did you mean eu-central-1? pulumi config set aws:region eu-central-1',
        ],
        [
          { ...region, "cognito-identity:endpoint": "cognito.db" },
          {},
          'Config cognito-identity:endpoint must be an http or https URL, or local:PATH, not "cognito.db"; did you mean local:cognito.db? pulumi config set cognito-identity:endpoint local:cognito.db',
        ],
        [region, {}, noCredentials],
        [{}, keys, "No AWS region is set: pulumi config set cognito-identity:region eu-central-1"],
      ];
      for (const [config, env, sentence] of cases) {
        configure(config);
        assert.ok((await failPreview(sentence, env)).includes(`function: ${sentence}`), sentence);
      }
    });

    it("by a letter reach nothing", async () => {
      const env = { ...keys, AWS_ENDPOINT_URL: service.url };
      await create(aFunction + aPool, { ...region, "cognito-identity:enpoint": "local:c.db" }, env);
      const sentence =
        "There is no setting cognito-identity:enpoint; did you mean cognito-identity:endpoint? To remove it: pulumi config rm cognito-identity:enpoint";
      assert.ok((await failPreview(sentence)).includes(`function: ${sentence}`));
      await failUpdate(sentence);
      const program = `
import { IdentityPool, Provider } from "pulumi-cognito-identity";
const provider = new Provider("p", { region: "eu-central-1", enpoint: "local:c.db" } as object);
new IdentityPool("users", {}, { provider });
`;
      workspace.write({ "index.ts": program });
      configure(region);
      await failPreview("The Provider p has no setting enpoint; did you mean endpoint?");
      assert.deepEqual(service.calls, []);
    });

    it("are found in a program, too: the region", async () => {
      const program = `import { IdentityPool } from "pulumi-cognito-identity"; new IdentityPool("users", { region: "ireland" });`;
      await create(program, region, keys);
      await failPreview('region "ireland" is no AWS region; did you mean eu-west-1?');
    });

    it("are none for the local service", async () => {
      await create(aPool, {
        "cognito-identity:endpoint": "local:cognito.db",
        "aws:allowedAccountIds": ["000000000000"],
      });
      await workspace.preview();
      assert.ok(!existsSync(join(workspace.project, "cognito.db")), "a preview makes no file");
      await workspace.up();
      assert.equal((await workspace.outputs()).region, "us-east-1");
    });
  });

  describe("of an AWS provider in the program", () => {
    const program = (body: string) => `
import * as pulumi from "@pulumi/pulumi";
import { DependencyProviderResource } from "@pulumi/pulumi/resource";
import { AuthenticatedIdentityPool, IdentityPool, listIdentityPoolsOutput, Provider } from "pulumi-cognito-identity";
// Stands for a Provider of @pulumi/aws, whose plugin is not here.
const aws = new DependencyProviderResource("urn:pulumi:test::test::pulumi:providers:aws::paris::id");
(aws as any).__name = "paris";
const local = new Provider("local", { region: "eu-west-1", endpoint: "local:cognito.db" });
class Users extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) { super("test:index:Users", name, {}, opts); }
}
${body}
`;
    const local = { ...region, "cognito-identity:endpoint": "local:cognito.db" };

    it("are refused where it is given to a resource or a function", async () => {
      await create(program(`new IdentityPool("users", {}, { provider: aws });`), local);
      const advice = 'pass { provider: new Provider("paris", { region: … }) } with the same settings.';
      await failPreview(
        `IdentityPool users can't use the provider paris, which is one of aws: import { Provider } from "pulumi-cognito-identity", and ${advice}`,
      );
      workspace.write({ "index.ts": program("export const pools = listIdentityPoolsOutput({}, { provider: aws });") });
      await failPreview("listIdentityPools can't use the provider paris, which is one of aws: ");
    });

    it("are told of, once, where it is a parent's", async () => {
      const body = `
const parent = new Users("all", { providers: [aws] });
new IdentityPool("one", {}, { parent });
new IdentityPool("two", {}, { parent });
export const pools = listIdentityPoolsOutput({}, { parent });
`;
      await create(program(body), local);
      const run = await workspace.up();
      const told = run.diagnostics.filter(({ message }) => message.includes("paris"));
      assert.deepEqual(
        told.map(({ severity, message }) => [severity, message]),
        [
          [
            "warning",
            'The aws provider paris, which IdentityPool one has from its parent, has no effect on it: it works by the stack\'s config. To change that, import { Provider } from "pulumi-cognito-identity", and pass { provider: new Provider("paris", { region: … }) } with the same settings.',
          ],
        ],
      );
    });

    it("are no matter where there is one of this package beside it", async () => {
      const body = `
const parent = new Users("all", { providers: [aws, local] });
const pool = new IdentityPool("one", {}, { parent });
export const { region } = pool;
`;
      await create(program(body), local);
      const run = await workspace.up();
      assert.equal((await workspace.outputs()).region, "eu-west-1");
      assert.doesNotMatch(messagesOf(run), /paris/);
    });
  });

  it("let an update wait for its turn where the service throttles", async () => {
    const links = 40;
    const service = await startThrottledService(":memory:", 20);
    const program = `
import { DeveloperIdentityLink, IdentityPool } from "pulumi-cognito-identity";
const pool = new IdentityPool("users", { developerProviderName: "login.example.com" });
for (let i = 0; i < ${links}; i++) {
  new DeveloperIdentityLink(\`user-\${i}\`, { identityPoolId: pool.id, developerUserIdentifier: \`user-\${i}\` });
}
`;
    try {
      await create(program, { ...region, "cognito-identity:endpoint": service.url }, keys);
      const { changes } = await workspace.up(["--parallel", "64"]);
      assert.equal(changes.create, links + 2);
      assert.ok(service.counts.throttled > 0);
    } finally {
      await service.close();
    }
  });
});
