import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { inspect, promisify } from "node:util";
import { type ClientOptions, CognitoIdentityClient, type CognitoIdentityError } from "../../../../provider/client";
import { authorityFile, type BareServer, ofAws, poolReply, startBareServer } from "../support/bare-server";
import { Environment } from "../support/environment";
import { type ForwardProxy, startProxy } from "../support/proxy";
import { startRawServer } from "../support/raw-server";
import { identityReply, roleReply } from "../support/sts-replies";

const root = join(__dirname, "..", "..", "..", "..");
const IdentityPoolId = "eu-west-1:1";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const service = "cognito-identity.eu-west-1.amazonaws.com";

describe("A proxy", () => {
  let environment: Environment;
  let aws: BareServer;
  let plain: BareServer;
  let proxy: ForwardProxy;
  let clients: CognitoIdentityClient[] = [];

  beforeEach(async () => {
    environment = new Environment({ AWS_CA_BUNDLE: authorityFile });
    aws = await startBareServer(undefined, { secure: true, certificate: ofAws });
    plain = await startBareServer();
    proxy = await startProxy((host) => (host.endsWith("amazonaws.com") ? aws.url : plain.url));
  });
  afterEach(async () => {
    for (const client of clients) client.destroy();
    clients = [];
    environment.restore();
    for (const server of [aws, plain, proxy]) await server.close();
  });

  const open = (options: ClientOptions = {}) => {
    const client = new CognitoIdentityClient({ region: "eu-west-1", credentials, maxAttempts: 1, ...options });
    clients.push(client);
    return client;
  };
  const describePool = (options?: ClientOptions) => open(options).call("DescribeIdentityPool", { IdentityPoolId });
  const rejection = (promise: Promise<unknown>): Promise<CognitoIdentityError> =>
    promise.then(
      () => assert.fail("it should have failed"),
      (error) => error,
    );

  it("of https: endpoints is a tunnel, kept for the next requests", async () => {
    process.env.HTTPS_PROXY = proxy.url;
    const client = open();
    for (let i = 0; i < 5; i++) await client.call("DescribeIdentityPool", { IdentityPoolId });
    assert.deepEqual(proxy.asked, [`CONNECT ${service}:443`]);
    assert.deepEqual([aws.received.length, aws.connections()], [5, 1]);
    assert.equal(aws.received[0]?.headers.host, service);
    assert.equal(aws.received[0]?.headers["proxy-authorization"], undefined);
  });

  it("of http: endpoints is asked for the whole URL", async () => {
    process.env.HTTP_PROXY = proxy.url;
    await describePool({ endpoint: "http://gateway.example.com:8080/cognito" });
    assert.deepEqual(proxy.asked, ["POST http://gateway.example.com:8080/cognito/"]);
    assert.deepEqual([plain.received.length, plain.received[0]?.path], [1, "/cognito/"]);
    assert.equal(plain.received[0]?.headers.host, "gateway.example.com:8080");
  });

  it("that speaks TLS itself is trusted by the same authorities, for both", async () => {
    const secure = await startProxy((host) => (host.endsWith("amazonaws.com") ? aws.url : plain.url), { secure: true });
    try {
      await describePool({ httpsProxy: secure.url });
      await describePool({ httpProxy: secure.url, endpoint: "http://gateway.example.com" });
      assert.deepEqual(secure.asked, [`CONNECT ${service}:443`, "POST http://gateway.example.com/"]);
    } finally {
      await secure.close();
    }
  });

  it("is told the user and the password of its URL, by either way", async () => {
    const url = proxy.url.replace("http://", "http://us%40er:pa%3Ass@");
    const expected = `Basic ${Buffer.from("us@er:pa:ss").toString("base64")}`;
    await describePool({ httpsProxy: url });
    await describePool({ httpProxy: url, endpoint: "http://gateway.example.com" });
    assert.deepEqual(proxy.authorizations, [expected, expected]);
  });

  it("is passed by for the hosts of NO_PROXY", async () => {
    process.env.HTTP_PROXY = "http://127.0.0.1:1";
    process.env.NO_PROXY = "gateway.invalid";
    const error = await rejection(describePool({ endpoint: "http://gateway.invalid" }));
    assert.match(error.message, /the endpoint http:\/\/gateway\.invalid can't be reached \(getaddrinfo/);
    await describePool({ endpoint: plain.url });
    assert.equal(plain.received.length, 1);
  });

  describe("takes the requests of", () => {
    beforeEach(() => {
      process.env.HTTPS_PROXY = proxy.url;
      aws.respond = ({ body, path }) =>
        body.includes("GetCallerIdentity")
          ? identityReply()
          : body.includes("AssumeRole")
            ? roleReply(/Action=(\w+)/.exec(body)?.[1] as string)
            : path?.startsWith("/federation/credentials")
              ? { headers: { "content-type": "application/json" }, body: JSON.stringify({ roleCredentials }) }
              : poolReply;
    });
    const roleCredentials = {
      accessKeyId: "AKIDSSO",
      secretAccessKey: "s",
      sessionToken: "t",
      expiration: Date.now() + 3_600_000,
    };
    const sts = "CONNECT sts.eu-west-1.amazonaws.com:443";
    const toService = `CONNECT ${service}:443`;

    it("accountId()", async () => {
      assert.equal(await open().accountId(), "123456789012");
      assert.deepEqual(proxy.asked, [sts]);
    });

    it("roles that options name", async () => {
      const roleArn = "arn:aws:iam::123456789012:role/r";
      await describePool({ assumeRoles: [{ roleArn }, { roleArn }] });
      assert.deepEqual(proxy.asked, [sts, toService]);
      assert.equal(aws.received.length, 3);
    });

    it("a role of a profile", async () => {
      process.env.AWS_CONFIG_FILE = environment.write(
        "config-role",
        "[profile r]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n" +
          "[profile base]\naws_access_key_id = a\naws_secret_access_key = b\n",
      );
      await describePool({ credentials: undefined, profile: "r" });
      assert.deepEqual(proxy.asked, [sts, toService]);
    });

    it("a web identity", async () => {
      const roleArn = "arn:aws:iam::123456789012:role/r";
      await describePool({ assumeRoleWithWebIdentity: { roleArn, webIdentityToken: "token" } });
      process.env.AWS_ROLE_ARN = roleArn;
      process.env.AWS_WEB_IDENTITY_TOKEN_FILE = environment.write("web-token", "token");
      await describePool({ credentials: undefined });
      assert.deepEqual(proxy.asked, [sts, toService, sts, toService]);
    });

    it("single sign-on, in the region of its own", async () => {
      process.env.AWS_CONFIG_FILE = environment.write(
        "config-sso",
        "[default]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n" +
          "[sso-session s]\nsso_region = us-west-2\nsso_start_url = https://example.awsapps.com/start\n",
      );
      mkdirSync(join(environment.folder, ".aws", "sso", "cache"), { recursive: true });
      environment.write(
        join(".aws", "sso", "cache", `${createHash("sha1").update("s").digest("hex")}.json`),
        JSON.stringify({
          accessToken: "sso-token",
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
          region: "us-west-2",
          startUrl: "https://example.awsapps.com/start",
        }),
      );
      await describePool({ credentials: undefined });
      assert.deepEqual(proxy.asked, ["CONNECT portal.sso.us-west-2.amazonaws.com:443", toService]);
      assert.match(aws.received[0]?.path ?? "", /^\/federation\/credentials\?account_id=123456789012&role_name=r$/);
      assert.match(aws.received[1]?.headers.authorization ?? "", /AKIDSSO/);
    });
  });

  describe("is named in errors, without its password:", () => {
    const named = async (options: ClientOptions, pattern: RegExp, code = "ConnectionError") => {
      const error = await rejection(describePool(options));
      assert.match(error.message, pattern);
      assert(!inspect(error, { depth: 9 }).includes("pass-word"), inspect(error));
      assert.deepEqual([error.code, error.outcome], [code, "refused"]);
      return error;
    };
    const withPassword = (url: string) => url.replace("http://", "http://user:pass-word@");

    it("one that is not there", async () => {
      process.env.https_proxy = "http://user:pass-word@127.0.0.1:1";
      await named(
        {},
        /the endpoint https:\/\/cognito-identity.* \(through the proxy http:\/\/127\.0\.0\.1:1 of https_proxy\) can't be reached \(connect ECONNREFUSED/,
      );
      await named(
        { httpProxy: "user:pass-word@127.0.0.1:1", endpoint: "http://gateway.example.com" },
        /through the proxy http:\/\/127\.0\.0\.1:1 of httpProxy/,
      );
    });

    it("one that refuses", async () => {
      proxy.refuses = 407;
      await named({ httpsProxy: withPassword(proxy.url) }, /the proxy refused the connection by HTTP 407, so it needs/);
      proxy.refuses = 403;
      await named(
        { httpsProxy: withPassword(proxy.url) },
        /of httpsProxy\).*the proxy refused the connection by HTTP 403/,
      );
      const plainOptions = { httpProxy: withPassword(proxy.url), endpoint: "http://gateway.example.com" };
      await named(
        plainOptions,
        /gateway\.example\.com \(through the proxy http:\/\/127.* of httpProxy\): the answer \(HTTP 403\) is not one of/,
        "InvalidResponse",
      );
    });

    it("one that is silent, after the connect timeout", async () => {
      proxy.refuses = 0;
      const started = performance.now();
      await named(
        { httpsProxy: withPassword(proxy.url), connectTimeout: 200 },
        /of httpsProxy\) can't be reached in time \(no connection was made in 200 ms\)/,
        "TimeoutError",
      );
      assert(performance.now() - started < 2_000);
    });

    it("one that closes at once", async () => {
      const raw = await startRawServer({ onConnect: (socket) => socket.destroy() });
      await named({ httpsProxy: withPassword(raw.url) }, /of httpsProxy\) can't be reached \(/);
      await raw.close();
    });

    it("one in front of STS", async () => {
      const httpsProxy = "http://user:pass-word@127.0.0.1:1";
      const account = await rejection(open({ httpsProxy }).accountId());
      assert.match(
        account.message,
        /sts\.eu-west-1\.amazonaws\.com \(through the proxy http:\/\/127\.0\.0\.1:1 of httpsProxy\)/,
      );
      const roleArn = "arn:aws:iam::123456789012:role/r";
      const role = await rejection(describePool({ httpsProxy, assumeRoleArn: roleArn }));
      assert.equal(role.code, "CredentialsError");
      assert.match(
        role.message,
        /the role arn:aws:iam::123456789012:role\/r can't be assumed: https:\/\/sts\.eu-west-1.* through the proxy http:\/\/127\.0\.0\.1:1 of httpsProxy: connect ECONNREFUSED/,
      );
      assert(!inspect(role, { depth: 9 }).includes("pass-word"));
    });
  });

  it("is waited for no longer than until the signal is aborted", async () => {
    proxy.refuses = 0;
    const call = open({ httpsProxy: proxy.url }).call(
      "CreateIdentityPool",
      { IdentityPoolName: "p", AllowUnauthenticatedIdentities: false },
      { signal: AbortSignal.timeout(100) },
    );
    const { code, outcome } = await rejection(call);
    assert.deepEqual([code, outcome], ["AbortError", "refused"]);
  });

  it("behind which the endpoint's certificate is not trusted is an error before anything is sent", async () => {
    process.env.AWS_CA_BUNDLE = "";
    const error = await rejection(describePool({ httpsProxy: proxy.url }));
    assert.deepEqual([error.code, error.outcome], ["CertificateError", "refused"]);
    assert.match(error.message, /name the authority in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS/);
    assert.equal(aws.received.length, 0);
  });

  it("behind which the handshake of TLS breaks has sent nothing, so a creation is tried again", async () => {
    const raw = await startRawServer({ onConnect: (socket) => socket.once("data", () => socket.destroy()) });
    const toRaw = await startProxy(() => raw.url);
    const create = open({ httpsProxy: toRaw.url, maxAttempts: 2 }).call("CreateIdentityPool", {
      IdentityPoolName: "p",
      AllowUnauthenticatedIdentities: false,
    });
    const { code, outcome, attempts } = await rejection(create);
    assert.deepEqual([code, outcome, attempts], ["ConnectionError", "refused", 2]);
    await toRaw.close();
    await raw.close();
  });

  /** What a program prints that makes one call with these options and variables, in a process of its own. */
  async function run(program: string, variables: Record<string, string>): Promise<string> {
    const source = `
      const { CognitoIdentityClient } = require("./provider/client");
      const credentials = { accessKeyId: "a", secretAccessKey: "b" };
      const call = (options) => new CognitoIdentityClient({ region: "eu-west-1", credentials, ...options })
        .call("DescribeIdentityPool", { IdentityPoolId: "eu-west-1:1" });
      (async () => { ${program} })();`;
    const env = { ...process.env, ...variables };
    const args = ["-r", "ts-node/register/transpile-only", "-e", source];
    return (await promisify(execFile)(process.execPath, args, { cwd: root, env, timeout: 15_000 })).stdout.trim();
  }

  it("does not keep a process alive", async () => {
    const started = performance.now();
    const life = await run(
      "await call(); process.on('exit', () => console.log(Math.round(performance.now()))); setTimeout(() => console.log(Math.round(performance.now())), 0)",
      {
        HTTPS_PROXY: proxy.url,
      },
    );
    const [done = 0, exit = Number.NaN] = life.split("\n").map(Number);
    assert(exit - done < 1_000, `${life} after ${performance.now() - started}`);
  }).timeout(20_000);

  it("loads its library where one is set, and only there", async () => {
    const program = `
      await call({ endpoint: "${plain.url}" });
      console.log(Object.keys(require.cache).filter((file) => /hpagent|transport.(network|tunnel)/.test(file)).length);
      process.exit();`;
    assert.equal(await run(program, { AWS_CA_BUNDLE: "" }), "0");
    const proxied = program.replace(`{ endpoint: "${plain.url}" }`, "");
    assert.equal(await run(proxied, { HTTPS_PROXY: proxy.url }), "3");
  }).timeout(20_000);
});

describe("A bundle of authorities", () => {
  it("of the profile makes their endpoints trusted, and one that is broken is named", async () => {
    const environment = new Environment();
    const server = await startBareServer(undefined, { secure: true, certificate: ofAws });
    const options = { region: "eu-west-1", endpoint: server.url, credentials, maxAttempts: 1 };
    const call = (more: ClientOptions = {}) =>
      new CognitoIdentityClient({ ...options, ...more }).call("DescribeIdentityPool", { IdentityPoolId });
    try {
      await assert.rejects(call(), { code: "CertificateError" });
      process.env.AWS_CONFIG_FILE = environment.write("config-tls", `[default]\nca_bundle = ${authorityFile}\n`);
      await call();
      assert.equal(server.received.length, 1);
      const broken = environment.write("broken.pem", "-----BEGIN CERTIFICATE-----\nxxxx\n-----END CERTIFICATE-----\n");
      await assert.rejects(call({ caBundle: broken }), {
        code: "ConfigurationError",
        outcome: "refused",
        message: /broken\.pem" of caBundle holds no certificate in PEM/,
      });
    } finally {
      environment.restore();
      await server.close();
    }
  });
});
