import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ConfigTexts } from "../../provider/config";
import { type Context, createContext } from "../../provider/context";
import { Environment } from "./client/support/environment";

const keys = { "cognito-identity:accessKey": "local", "cognito-identity:secretKey": "local" };
const region = { "cognito-identity:region": "eu-central-1" };

/** Answers as STS does, for the account 111111111111, and as Amazon Cognito Identity does, that there is no pool. */
class Aws {
  /** What was asked for: actions of STS, operations of Amazon Cognito Identity. */
  readonly asked: string[] = [];
  #server?: Server;
  account = "111111111111";

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      void this.#answer(request).then((answer) => response.end(answer));
    });
    this.#server = server;
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async #answer(request: IncomingMessage): Promise<string> {
    let body = "";
    for await (const chunk of request) body += chunk;
    const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    this.asked.push(operation ?? String(new URLSearchParams(body).get("Action")));
    if (operation === "GetId") return '{"IdentityId":"eu-central-1:1"}';
    if (operation) return '{"IdentityPools":[]}';
    return `<X><GetCallerIdentityResult><Account>${this.account}</Account></GetCallerIdentityResult></X>`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((closed) => this.#server?.close(closed));
  }
}

describe("createContext", () => {
  let environment: Environment;
  let aws: Aws;
  let url: string;
  let told: string[];

  before(async () => {
    aws = new Aws();
    url = await aws.start();
  });
  after(() => aws.stop());
  beforeEach(() => {
    environment = new Environment();
    aws.asked.length = 0;
    told = [];
  });
  afterEach(() => environment.restore());

  const create = (texts: ConfigTexts): Context =>
    createContext(texts, { log: (severity, message) => told.push(`${severity}: ${message}`) });
  const rejects = (work: Promise<unknown>, code: string, message: string) => assert.rejects(work, { code, message });
  const list = (context: Context) => context.client().call("ListIdentityPools", { MaxResults: 1 });
  const atUrl = () => ({ ...region, ...keys, "cognito-identity:endpoint": url });

  describe("the account", () => {
    const allowed = "The AWS account 111111111111 is none of aws:allowedAccountIds: 999999999999, 222222222222.";

    it("that is not allowed is worked in by no call, and asked for once", async () => {
      const context = create({ ...atUrl(), "aws:allowedAccountIds": "[999999999999, 222222222222]" });
      await rejects(context.checkSettings(), "ConfigurationError", allowed);
      await rejects(list(context), "ConfigurationError", allowed);
      const first = context.client().paginate("ListIdentityPools", { MaxResults: 1 })[Symbol.asyncIterator]().next();
      await rejects(first, "ConfigurationError", allowed);
      await rejects(
        context.client("eu-west-1").call("DeleteIdentities", { IdentityIdsToDelete: [] }),
        "ConfigurationError",
        allowed,
      );
      await rejects(
        context.client().call("GetId", { IdentityPoolId: "eu-central-1:1" }),
        "ConfigurationError",
        allowed,
      );
      assert.deepEqual(aws.asked, ["GetCallerIdentity"]);
    });

    it("that is allowed is worked in, and asked for once", async () => {
      const context = create({ ...atUrl(), "cognito-identity:allowedAccountIds": '["111111111111"]' });
      await context.checkSettings();
      await list(context);
      await list(context);
      assert.deepEqual(aws.asked, ["GetCallerIdentity", "ListIdentityPools", "ListIdentityPools"]);
    });

    it("that is forbidden is not worked in", async () => {
      const context = create({ ...atUrl(), "cognito-identity:forbiddenAccountIds": '["111111111111"]' });
      const message = "The AWS account 111111111111 is one of cognito-identity:forbiddenAccountIds.";
      await rejects(list(context), "ConfigurationError", message);
      await list(create({ ...atUrl(), "cognito-identity:forbiddenAccountIds": '["222222222222"]' }));
    });

    it("is that of the local service, too", async () => {
      const local = { ...region, "cognito-identity:endpoint": "local::memory:" };
      await create({ ...local, "aws:allowedAccountIds": '["000000000000"]' }).checkSettings();
      const context = create({ ...local, "aws:allowedAccountIds": '["111111111111"]' });
      await assert.rejects(context.checkSettings(), /The AWS account 000000000000 is none of aws:allowedAccountIds/);
    });

    it("that can't be found is not worked in", async () => {
      const context = create({ ...atUrl(), "aws:allowedAccountIds": '["111111111111"]' });
      aws.account = "none";
      try {
        await assert.rejects(list(context), /Config aws:allowedAccountIds can't be obeyed: the endpoint does not tell/);
      } finally {
        aws.account = "111111111111";
      }
    });

    it("is not asked for without need, and not at all where it is to be skipped", async () => {
      await create(atUrl()).checkSettings();
      const context = create({ ...atUrl(), "aws:skipRequestingAccountId": "true" });
      assert.equal(await context.client().accountId(), "");
      assert.deepEqual(aws.asked, []);
      assert.equal(await create(atUrl()).client().accountId(), "111111111111");
    });
  });

  describe("the credentials", () => {
    const none =
      "No AWS credentials are found: pulumi config set cognito-identity:profile NAME, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. " +
      "The local service needs none: pulumi config set cognito-identity:endpoint local:cognito.db";

    it("that are missing are told of before any call", async () => {
      const context = create({ ...region, "cognito-identity:endpoint": url });
      await rejects(context.checkSettings(), "CredentialsError", none);
      await rejects(list(context), "CredentialsError", none);
      assert.deepEqual(aws.asked, []);
    });

    it("that are missing are told of where a role would be assumed with them", async () => {
      const context = create({ ...region, "aws:assumeRoles": '[{"roleArn":"arn:aws:iam::1:role/a"}]' });
      await rejects(context.checkSettings(), "CredentialsError", none);
    });

    it("are not needed by operations without a signature, and by the local service", async () => {
      const context = create({ ...region, "cognito-identity:endpoint": url });
      await context.client().call("GetId", { IdentityPoolId: "eu-central-1:1" });
      await create({ "cognito-identity:endpoint": "local::memory:" }).checkSettings();
    });

    it("of a profile that has none name it", async () => {
      const context = create({ ...region, "aws:profile": "dev" });
      await assert.rejects(
        context.checkSettings(),
        /No AWS credentials are found in the profile dev \(aws:profile\): /,
      );
    });

    it("are looked for without a call to STS", async () => {
      // Smithy reads a file once in a process.
      environment.write("config", "[profile dev]\nrole_arn = arn:aws:iam::1:role/a\ncredential_source = Environment\n");
      process.env.AWS_ENDPOINT_URL_STS = url;
      process.env.AWS_ACCESS_KEY_ID = "a";
      process.env.AWS_SECRET_ACCESS_KEY = "b";
      await create({ ...region, "aws:assumeRoles": '[{"roleArn":"arn:aws:iam::1:role/a"}]' }).checkSettings();
      delete process.env.AWS_ACCESS_KEY_ID;
      await create({ ...region, "cognito-identity:profile": "dev" }).checkSettings();
      assert.deepEqual(aws.asked, []);
    });

    it("are not looked for where the client's other settings are wrong, which is told by their keys", async () => {
      const bundle = create({ ...region, ...keys, "aws:customCaBundle": "/no/such/file" });
      await assert.rejects(bundle.checkSettings(), /The file "\/no\/such\/file" of aws:customCaBundle can't be read/);
      const proxy = create({ ...region, ...keys, "cognito-identity:httpsProxy": "ftp://user:hunter2@x" });
      await assert.rejects(proxy.checkSettings(), (error: Error) => {
        assert.match(error.message, /^cognito-identity:httpsProxy must be the http or https URL of a proxy/);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      });
    });
  });

  describe("the region", () => {
    it("that is missing is told of, with what to do, where it is needed", async () => {
      const message = "No AWS region is set: pulumi config set cognito-identity:region eu-central-1";
      const context = create(keys);
      await context.checkSettings();
      await rejects(context.region(), "ConfigurationError", message);
      await rejects(list(context), "ConfigurationError", message);
    });

    it("that is none is told of by its key, with what was meant", async () => {
      const message =
        'Config aws:region: "frankfurt" is no AWS region; did you mean eu-central-1? pulumi config set aws:region eu-central-1';
      await rejects(create({ ...keys, "aws:region": "frankfurt" }).checkSettings(), "ConfigurationError", message);
      process.env.AWS_REGION = "EU-CENTRAL-1";
      await rejects(
        create(keys).checkSettings(),
        "ConfigurationError",
        'The region of AWS_REGION or of the profile: "EU-CENTRAL-1" is no AWS region; did you mean eu-central-1? pulumi config set cognito-identity:region eu-central-1',
      );
    });

    it("that may be new is warned of, unless that is not wanted", async () => {
      const context = create({ ...keys, "cognito-identity:region": "eu-west-9" });
      await context.checkSettings();
      await context.regionReason("eu-west-9");
      assert.equal(told.length, 1);
      assert.match(told[0] ?? "", /^warning: The region "eu-west-9" is no region that is known to have Amazon Cognito/);
      await create({ ...keys, "aws:region": "eu-west-9", "aws:skipRegionValidation": "true" }).checkSettings();
      assert.equal(told.length, 1);
    });

    it("is any with an endpoint of one's own", async () => {
      await create({
        ...keys,
        "cognito-identity:region": "somewhere",
        "cognito-identity:endpoint": url,
      }).checkSettings();
      assert.equal(await create({ ...keys, "cognito-identity:endpoint": "local::memory:" }).region(), "us-east-1");
      process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY = url;
      await create({ ...keys, "cognito-identity:region": "somewhere" }).checkSettings();
      assert.deepEqual(told, []);
    });

    it("is none that is misspelt, even with an endpoint of one's own", async () => {
      for (const endpoint of [url, "local::memory:"]) {
        for (const [wrong, meant] of [
          ["EU-CENTRAL-1", "eu-central-1"],
          ["frankfurt", "eu-central-1"],
          ["us-east1", "us-east-1"],
        ] as const) {
          const config = { ...keys, "cognito-identity:region": wrong, "cognito-identity:endpoint": endpoint };
          await rejects(
            create(config).checkSettings(),
            "ConfigurationError",
            `Config cognito-identity:region: "${wrong}" is no AWS region; did you mean ${meant}? pulumi config set cognito-identity:region ${meant}`,
          );
        }
      }
    });

    it("of a program is looked at, too", async () => {
      const context = create({ ...keys, ...region });
      assert.equal(await context.regionReason("eu-west-1"), undefined);
      assert.equal(await context.regionReason("ireland"), '"ireland" is no AWS region; did you mean eu-west-1?');
      assert.equal(
        await context.regionReason("aws-global"),
        '"aws-global" is no AWS region; a region looks like eu-central-1',
      );
    });
  });

  describe("tags", () => {
    it("that others manage are told by their keys and by how these begin", () => {
      const context = create({ "aws:ignoreTags": '{"keys":["owner"],"keyPrefixes":["kubernetes.io/"]}' });
      const ignored = ["owner", "kubernetes.io/cluster", "owners", "team"].filter((key) => context.ignoresTag(key));
      assert.deepEqual(ignored, ["owner", "kubernetes.io/cluster"]);
      assert.equal(create({}).ignoresTag("owner"), false);
    });

    it("of every pool are those of the config", () => {
      assert.deepEqual(create({ "aws:defaultTags": '{"tags":{"CostCenter":1234}}' }).defaultTags(), {
        CostCenter: "1234",
      });
      assert.deepEqual(create({}).defaultTags(), {});
    });
  });

  it("tells of keys that are not known, once", () => {
    const context = create({ "aws:zzz": "1" });
    context.defaultTags();
    context.ignoresTag("a");
    assert.deepEqual(told, ["warning: Config aws:zzz is not known here, and not obeyed."]);
  });
});
