import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type ClientOptions, CognitoIdentityClient } from "../../../../provider/client";
import { CachedCredentials, credentialLoader } from "../../../../provider/client/settings/credentials";
import { HttpTransport } from "../../../../provider/client/transport/http";
import { type BareServer, type Respond, startBareServer } from "../support/bare-server";
import { Environment } from "../support/environment";
import { roleKeys, roleReply } from "../support/sts-replies";

const cached = (options: ClientOptions, now = () => new Date()) =>
  new CachedCredentials(credentialLoader(options, "eu-west-1", new HttpTransport(10_000)), now);

const minute = 60_000;
const start = Date.parse("2026-01-01T00:00:00Z");

describe("CachedCredentials", () => {
  let time = start;
  const now = () => new Date(time);
  beforeEach(() => {
    time = start;
  });

  /** Credentials that number what it loads; each lives as long as it is told. */
  function numbered(lifetime: number | undefined, fails: (count: number) => boolean = () => false) {
    let loads = 0;
    const credentials = async () => {
      loads++;
      await new Promise(setImmediate);
      if (fails(loads)) throw new Error("the source is down");
      return {
        accessKeyId: `KEY${loads}`,
        secretAccessKey: "s",
        ...(lifetime !== undefined && { expiration: new Date(time + lifetime) }),
      };
    };
    return { source: cached({ credentials }, now), loads: () => loads };
  }

  it("loads lazily, once for all that ask at the same time", async () => {
    const { source, loads } = numbered(undefined);
    assert.equal(loads(), 0);
    const all = await Promise.all([source.get(), source.get(), source.get()]);
    assert.deepEqual(
      all.map(({ accessKeyId }) => accessKeyId),
      ["KEY1", "KEY1", "KEY1"],
    );
    time += 1_000_000 * minute;
    assert.equal((await source.get()).accessKeyId, "KEY1");
  });

  it("loads anew five minutes before they expire", async () => {
    const { source } = numbered(60 * minute);
    await source.get();
    time += 54 * minute;
    assert.equal((await source.get()).accessKeyId, "KEY1");
    time += 2 * minute;
    assert.equal((await source.get()).accessKeyId, "KEY2");
  });

  it("does not ask at every call for credentials that always expire soon", async () => {
    const { source, loads } = numbered(2 * minute);
    for (let i = 0; i < 10; i++) await source.get();
    assert.equal(loads(), 1);
    time += 1.5 * minute;
    await source.get();
    assert.equal(loads(), 2);
  });

  it("goes on with what is still valid when a refresh fails, and not with what is not", async () => {
    const { source } = numbered(60 * minute, (count) => count > 1);
    await source.get();
    time += 57 * minute;
    assert.equal((await source.get()).accessKeyId, "KEY1");
    time += 4 * minute;
    await assert.rejects(source.get(), /the source is down/);
  });

  it("loads anew what the service called expired, unless it has been already", async () => {
    const { source, loads } = numbered(undefined);
    const stale = await source.get();
    assert.equal((await source.renew(stale)).accessKeyId, "KEY2");
    assert.equal((await source.renew(stale)).accessKeyId, "KEY2");
    assert.equal(loads(), 2);
  });

  it("notices that a source has renewed the same object", async () => {
    const same = { accessKeyId: "KEY0", secretAccessKey: "s" };
    let loads = 0;
    const source = cached({ credentials: async () => Object.assign(same, { accessKeyId: `KEY${++loads}` }) }, now);
    const stale = await source.get();
    const fresh = await source.renew(stale);
    assert.deepEqual([stale.accessKeyId, fresh.accessKeyId], ["KEY1", "KEY2"]);
  });

  it("gives fixed credentials as they are", async () => {
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    const source = cached({ credentials }, now);
    assert.equal(await source.get(), credentials);
    assert.equal(source.current(), credentials);
  });

  it("has what was loaded at hand, until it has to be loaded again", async () => {
    const { source } = numbered(60 * minute);
    assert.equal(source.current(), undefined);
    await source.get();
    assert.equal(source.current()?.accessKeyId, "KEY1");
    time += 56 * minute;
    assert.equal(source.current(), undefined);
  });

  it("names the key that credentials lack, whether they are fixed or loaded", async () => {
    const lacking = [
      [{ accessKeyId: "a" }, /they need secretAccessKey/],
      [{ accessKeyId: "", secretAccessKey: "b" }, /they need accessKeyId, a string that is not empty/],
      [{ aws_access_key_id: "a", aws_secret_access_key: "b" }, /they need accessKeyId/],
      [{ accessKeyId: "a", secretAccessKey: "b", sessionToken: "c\n" }, /sessionToken has a character that no header/],
    ] as const;
    for (const [credentials, message] of lacking) {
      const source = (given: unknown) => cached({ credentials: given as never }, now);
      await assert.rejects(source(credentials).get(), { message });
      await assert.rejects(source(async () => credentials).get(), { message });
    }
    const none = cached({ credentials: (async () => undefined) as never }, now);
    await assert.rejects(none.get(), { message: /they need accessKeyId/ });
  });
});

describe("The standard chain", () => {
  let environment: Environment;
  let server: BareServer | undefined;

  afterEach(async () => {
    environment.restore();
    await server?.close();
    server = undefined;
  });

  const find = async (options: ClientOptions = {}) => {
    const { accessKeyId, secretAccessKey, sessionToken } = await cached(options).get();
    return { accessKeyId, secretAccessKey, sessionToken };
  };
  const serve = async (respond: Respond) => {
    server = await startBareServer(respond);
    return server.url;
  };
  const expected = roleKeys;
  const inFuture = new Date(Date.now() + 3_600_000).toISOString();
  const asMetadata = {
    Code: "Success",
    AccessKeyId: expected.accessKeyId,
    SecretAccessKey: expected.secretAccessKey,
    Token: expected.sessionToken,
    Expiration: inFuture,
  };
  it("finds the environment's", async () => {
    environment = new Environment({
      AWS_ACCESS_KEY_ID: expected.accessKeyId,
      AWS_SECRET_ACCESS_KEY: expected.secretAccessKey,
      AWS_SESSION_TOKEN: expected.sessionToken,
    });
    assert.deepEqual(await find(), expected);
  });

  const keys = (prefix: string) =>
    `aws_access_key_id = ${prefix}\naws_secret_access_key = chain-secret\naws_session_token = chain-token\n`;

  it("finds a profile's in the files, by option and by AWS_PROFILE", async () => {
    environment = new Environment();
    environment.write("credentials", `[default]\n${keys("DEFAULT")}[named]\n${keys("NAMED")}`);
    assert.equal((await find()).accessKeyId, "DEFAULT");
    assert.equal((await find({ profile: "named" })).accessKeyId, "NAMED");
    process.env.AWS_PROFILE = "named";
    assert.equal((await find()).accessKeyId, "NAMED");
  });

  it("finds a profile's in files that options name; what comes later overrides", async () => {
    environment = new Environment();
    const first = environment.write("first", `[a]\n${keys("A1")}[b]\n${keys("B1")}`);
    const second = environment.write("second", `[b]\n${keys("B2")}`);
    const config = environment.write("my-config", "[profile c]\nregion = eu-north-1\n");
    const more = environment.write("more-config", `[profile c]\nregion = eu-south-1\n${keys("C")}`);
    const sharedCredentialsFiles = [first, join(environment.folder, "absent"), second];
    assert.equal((await find({ profile: "a", sharedCredentialsFiles: [first] })).accessKeyId, "A1");
    assert.equal((await find({ profile: "a", sharedCredentialsFiles })).accessKeyId, "A1");
    assert.equal((await find({ profile: "b", sharedCredentialsFiles })).accessKeyId, "B2");
    const sharedConfigFiles = [config, more];
    assert.equal((await find({ profile: "c", sharedConfigFiles })).accessKeyId, "C");
    const region = (files: string[]) => new CognitoIdentityClient({ profile: "c", sharedConfigFiles: files }).region();
    assert.deepEqual([await region([config]), await region(sharedConfigFiles)], ["eu-north-1", "eu-south-1"]);
    await assert.rejects(find({ profile: "a", sharedCredentialsFiles: [] }), /the profile a/);
  });

  it("reads several files again when the service called their credentials expired", async () => {
    environment = new Environment();
    const sharedCredentialsFiles = ["one", "two"].map((name) => environment.write(name, ""));
    environment.write("two", `[default]\n${keys("OLD")}`);
    const source = cached({ sharedCredentialsFiles });
    const stale = await source.get();
    environment.write("two", `[default]\n${keys("RENEWED")}`);
    assert.deepEqual([stale.accessKeyId, (await source.renew(stale)).accessKeyId], ["OLD", "RENEWED"]);
  });

  describe("with keys in the environment and a profile, as the AWS CLI does it,", () => {
    const warnings: string[] = [];
    const note = ({ message }: Error) => warnings.push(message);
    const printed: unknown[] = [];
    const { warn } = console;
    beforeEach(() => {
      environment = new Environment({ AWS_ACCESS_KEY_ID: "ENV", AWS_SECRET_ACCESS_KEY: "s", AWS_PROFILE: "named" });
      environment.write("credentials", `[named]\n${keys("NAMED")}`);
      warnings.length = 0;
      printed.length = 0;
      process.on("warning", note);
      console.warn = (...words) => printed.push(words);
    });
    afterEach(() => {
      process.off("warning", note);
      console.warn = warn;
    });
    const settle = () => new Promise(setImmediate);

    it("uses the keys rather than AWS_PROFILE, and says so once", async () => {
      const source = cached({});
      const found = await source.get();
      assert.equal(found.accessKeyId, "ENV");
      await source.renew(found);
      await settle();
      const ours = warnings.filter((message) => message.includes("AWS_PROFILE"));
      assert.equal(ours.length, 1, warnings.join("\n"));
      assert.match(ours[0] ?? "", /keys in AWS_ACCESS_KEY_ID .* are used, and not those of AWS_PROFILE \(named\)/);
      assert.deepEqual(printed, []);
    });

    it("uses a profile that the option names, without a word", async () => {
      assert.equal((await find({ profile: "named" })).accessKeyId, "NAMED");
      await settle();
      assert.deepEqual(
        warnings.filter((message) => message.includes("AWS_PROFILE")),
        [],
      );
      assert.deepEqual(printed, []);
    });
  });

  it("reads the files anew when the service called their credentials expired", async () => {
    environment = new Environment();
    environment.write("credentials", `[default]\n${keys("OLD")}`);
    const source = cached({});
    const stale = await source.get();
    environment.write("credentials", `[default]\n${keys("RENEWED")}`);
    assert.equal((await source.renew(stale)).accessKeyId, "RENEWED");
  });

  it("finds a process's", async () => {
    environment = new Environment();
    const answer = {
      Version: 1,
      AccessKeyId: expected.accessKeyId,
      SecretAccessKey: expected.secretAccessKey,
      SessionToken: expected.sessionToken,
    };
    const script = environment.write("process.cjs", `console.log(${JSON.stringify(JSON.stringify(answer))})`);
    environment.write("config", `[default]\ncredential_process = "${process.execPath}" "${script}"\n`);
    assert.deepEqual(await find(), expected);
  });

  it("finds a container's (ECS, EKS)", async () => {
    const url = await serve(({ headers }) =>
      headers.authorization === "the-token" ? { body: JSON.stringify(asMetadata) } : { status: 403 },
    );
    environment = new Environment({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: url,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "the-token",
    });
    assert.deepEqual(await find(), expected);
  });

  it("finds an instance's (IMDSv2)", async () => {
    const url = await serve(({ method, path, headers }) => {
      if (method === "PUT") return { body: "imds-token" };
      if (headers["x-aws-ec2-metadata-token"] !== "imds-token") return { status: 401 };
      return { body: path?.endsWith("/the-role") ? JSON.stringify(asMetadata) : "the-role" };
    });
    environment = new Environment({ AWS_EC2_METADATA_SERVICE_ENDPOINT: url, AWS_EC2_METADATA_DISABLED: "false" });
    assert.deepEqual(await find(), expected);
  });

  it("finds a web identity's by STS", async () => {
    const url = await serve(() => roleReply("AssumeRoleWithWebIdentity"));
    environment = new Environment({
      AWS_ENDPOINT_URL_STS: url,
      AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/r",
      AWS_ROLE_SESSION_NAME: "s",
    });
    process.env.AWS_WEB_IDENTITY_TOKEN_FILE = environment.write("web-token", "a-web-token");
    assert.deepEqual(await find(), expected);
    assert.match(server?.received[0]?.body ?? "", /WebIdentityToken=a-web-token/);
  });

  it("finds a single sign-on's", async () => {
    const url = await serve(({ path, headers }) =>
      path?.startsWith("/federation/credentials") && headers["x-amz-sso_bearer_token"] === "sso-token"
        ? {
            headers: { "content-type": "application/json" },
            body: JSON.stringify({
              roleCredentials: {
                accessKeyId: expected.accessKeyId,
                secretAccessKey: expected.secretAccessKey,
                sessionToken: expected.sessionToken,
                expiration: Date.now() + 3_600_000,
              },
            }),
          }
        : { status: 403 },
    );
    environment = new Environment({ AWS_ENDPOINT_URL_SSO: url });
    environment.write(
      "config",
      "[default]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n" +
        "[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start\n",
    );
    const cache = join(environment.folder, ".aws", "sso", "cache");
    mkdirSync(cache, { recursive: true });
    const token = {
      accessToken: "sso-token",
      expiresAt: inFuture,
      region: "eu-west-1",
      startUrl: "https://example.awsapps.com/start",
    };
    environment.write(
      join(".aws", "sso", "cache", `${createHash("sha1").update("s").digest("hex")}.json`),
      JSON.stringify(token),
    );
    assert.deepEqual(await find(), expected);
  });

  it("assumes a role with what it found", async () => {
    const url = await serve(() => roleReply("AssumeRole"));
    environment = new Environment({
      AWS_ENDPOINT_URL_STS: url,
      AWS_ACCESS_KEY_ID: "AKIDBASE",
      AWS_SECRET_ACCESS_KEY: "s",
    });
    assert.deepEqual(await find({ assumeRoleArn: "arn:aws:iam::123456789012:role/r" }), expected);
    const [request] = server?.received ?? [];
    assert.match(request?.body ?? "", /Action=AssumeRole&.*RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fr/);
    assert.match(request?.headers.authorization ?? "", /Credential=AKIDBASE\//);
  });

  it("says so when it finds nothing", async () => {
    environment = new Environment();
    const message =
      /any providers: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile default, or give the option/;
    await assert.rejects(find(), { message });
    await assert.rejects(find({ profile: "nobody" }), { message: /the profile nobody/ });
  });
});
