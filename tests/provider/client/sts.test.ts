import assert from "node:assert/strict";
import { join } from "node:path";
import { inspect } from "node:util";
import { type ClientOptions, CognitoIdentityClient, type CognitoIdentityError } from "../../../provider/client";
import { type BareServer, type Reply, type Respond, startBareServer } from "./support/bare-server";
import { Environment } from "./support/environment";
import { identityReply, stsErrorReply } from "./support/sts-replies";

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "the-secret-key",
  sessionToken: "the-session-token",
};

describe("accountId", () => {
  let environment: Environment;
  let sts: BareServer;
  let clients: CognitoIdentityClient[] = [];

  beforeEach(async () => {
    environment = new Environment();
    sts = await startBareServer(() => identityReply());
    process.env.AWS_ENDPOINT_URL_STS = sts.url;
  });
  afterEach(async () => {
    for (const client of clients) client.destroy();
    clients = [];
    environment.restore();
    await sts.close();
  });

  const open = (options: ClientOptions = {}) => {
    const client = new CognitoIdentityClient({ region: "eu-west-3", credentials, ...options });
    clients.push(client);
    return client;
  };
  const accountId = (options?: ClientOptions) => open(options).accountId();
  const rejection = (promise: Promise<unknown>): Promise<CognitoIdentityError> =>
    promise.then(
      () => assert.fail("there should be no account"),
      (error) => error,
    );
  /** Hosts that were asked through a requestHandler, which answers as STS. */
  const hostsAsked = async (options: ClientOptions = {}) => {
    const hosts: string[] = [];
    const handle = async (request: { protocol: string; hostname: string; path: string }) => {
      hosts.push(`${request.protocol}//${request.hostname}${request.path}`);
      return { response: { statusCode: 200, headers: {}, body: identityReply().body } };
    };
    await accountId({ requestHandler: { handle } as never, ...options });
    return hosts;
  };

  it("is what STS answers, asked once by all, signed for its region", async () => {
    const client = open();
    const all = await Promise.all([client.accountId(), client.accountId(), client.accountId()]);
    assert.deepEqual([...all, await client.accountId()], Array(4).fill("123456789012"));
    assert.equal(sts.received.length, 1);
    const [{ method, path, headers, body } = {}] = sts.received;
    assert.deepEqual([method, path, body], ["POST", "/", "Action=GetCallerIdentity&Version=2011-06-15"]);
    assert.match(
      headers?.authorization ?? "",
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d+\/eu-west-3\/sts\/aws4_request/,
    );
    assert.equal(headers?.["x-amz-security-token"], "the-session-token");
  });

  it("is what STS answers at the endpoint and in the region that the options name", async () => {
    process.env.AWS_ENDPOINT_URL_STS = "http://127.0.0.1:1";
    assert.equal(await accountId({ stsEndpoint: sts.url, stsRegion: "eu-west-2" }), "123456789012");
    assert.match(sts.received[0]?.headers.authorization ?? "", /\/eu-west-2\/sts\/aws4_request/);
    delete process.env.AWS_ENDPOINT_URL_STS;
    assert.deepEqual(await hostsAsked({ stsRegion: "eu-west-2" }), ["https://sts.eu-west-2.amazonaws.com/"]);
    await assert.rejects(accountId({ stsRegion: "EU" }), {
      code: "ConfigurationError",
      message: /"EU" is no AWS region/,
    });
  });

  it("is what the credentials say, where they do", async () => {
    assert.equal(await accountId({ credentials: { ...credentials, accountId: "210987654321" } }), "210987654321");
    assert.equal(await accountId({ credentials: async () => ({ ...credentials, accountId: "3" }) }), "3");
    assert.equal(sts.received.length, 0);
  });

  it("is 000000000000 at a local: endpoint, whatever the credentials", async () => {
    assert.equal(await accountId({ endpoint: `local:${join(environment.folder, "a.db")}` }), "000000000000");
    process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY = "local::memory:";
    assert.equal(await accountId({ credentials: undefined }), "000000000000");
    assert.equal(sts.received.length, 0);
  });

  describe("asks STS", () => {
    beforeEach(() => {
      delete process.env.AWS_ENDPOINT_URL_STS;
    });

    it("in the region, in its partition and variant, where nothing else is set", async () => {
      assert.deepEqual(await hostsAsked(), ["https://sts.eu-west-3.amazonaws.com/"]);
      assert.deepEqual(await hostsAsked({ region: "cn-north-1" }), ["https://sts.cn-north-1.amazonaws.com.cn/"]);
      const fips = { region: "us-east-1", useFipsEndpoint: true };
      assert.deepEqual(await hostsAsked(fips), ["https://sts-fips.us-east-1.amazonaws.com/"]);
      process.env.AWS_USE_DUALSTACK_ENDPOINT = "true";
      assert.deepEqual(await hostsAsked(), ["https://sts.eu-west-3.api.aws/"]);
    });

    it("at the custom endpoint of the service, below its path, so that the key goes nowhere else", async () => {
      sts.respond = () => ({ status: 404, body: "<html>no STS here</html>" });
      assert.equal(await accountId({ endpoint: `${sts.url}/prefix` }), "");
      process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY = sts.url;
      assert.equal(await accountId(), "");
      sts.respond = () => identityReply();
      assert.equal(await accountId(), "123456789012");
      assert.deepEqual(
        sts.received.map(({ path }) => path),
        ["/prefix/", "/", "/"],
      );
    });

    it("at the endpoint of the profile", async () => {
      const write = (name: string, text: string) => {
        process.env.AWS_CONFIG_FILE = environment.write(name, text);
      };
      write(
        "config-cognito",
        `[profile dev]\nservices = loc\n[services loc]\ncognito_identity =\n  endpoint_url = ${sts.url}\n`,
      );
      assert.equal(await accountId({ profile: "dev" }), "123456789012");
      write("config-general", `[profile dev]\nendpoint_url = ${sts.url}\n`);
      assert.equal(await accountId({ profile: "dev" }), "123456789012");
      write(
        "config-sts",
        `[profile dev]\nendpoint_url = http://127.0.0.1:1\nservices = s\n[services s]\nsts =\n  endpoint_url = ${sts.url}\n`,
      );
      assert.equal(await accountId({ profile: "dev" }), "123456789012");
      assert.equal(sts.received.length, 3);
    });

    it("where the variables say, the service's own before the general one, and empty ones say nothing", async () => {
      process.env.AWS_ENDPOINT_URL = "http://general.example.com";
      assert.deepEqual(await hostsAsked(), ["http://general.example.com/"]);
      process.env.AWS_ENDPOINT_URL_STS = "http://sts.example.com/";
      assert.deepEqual(await hostsAsked({ endpoint: "http://option.example.com" }), ["http://sts.example.com/"]);
      process.env.AWS_ENDPOINT_URL = "";
      process.env.AWS_ENDPOINT_URL_STS = "";
      process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY = "";
      assert.deepEqual(await hostsAsked(), ["https://sts.eu-west-3.amazonaws.com/"]);
    });

    it("in the region where configured endpoints are ignored", async () => {
      process.env.AWS_ENDPOINT_URL = "http://general.example.com";
      process.env.AWS_ENDPOINT_URL_STS = "http://sts.example.com";
      process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = "true";
      assert.deepEqual(await hostsAsked(), ["https://sts.eu-west-3.amazonaws.com/"]);
      assert.deepEqual(await hostsAsked({ endpoint: "http://option.example.com" }), ["http://option.example.com/"]);
    });
  });

  it("that STS refuses is an error with STS's code, the reason and the remedy, and is asked for again", async () => {
    sts.respond = () => stsErrorReply("InvalidClientTokenId", "The security token included in the request is invalid.");
    const client = open();
    const error = await rejection(client.accountId());
    assert.deepEqual([error.code, error.statusCode, error.retryable], ["InvalidClientTokenId", 403, false]);
    assert.match(
      error.message,
      /^The AWS account could not be found by STS GetCallerIdentity: InvalidClientTokenId: The security token .* \(the service does not know this access key id/,
    );
    sts.respond = () => identityReply();
    assert.equal(await client.accountId(), "123456789012");
    assert.equal(sts.received.length, 2);
  });

  it("is not shown together with a secret that STS repeats", async () => {
    sts.respond = () => stsErrorReply("AccessDenied", `not with the-session-token`);
    const error = await rejection(accountId());
    assert(!inspect(error).includes("the-session-token"), error.message);
    assert.equal(error.code, "AccessDenied");
  });

  it("is asked for again after a failure that passes, by the client's retries", async () => {
    const replies = [
      stsErrorReply("InternalFailure", "m", 500),
      stsErrorReply("Throttling", "m", 400),
      identityReply(),
    ];
    sts.respond = (_request, index) => replies[index] as Reply;
    assert.equal(await accountId(), "123456789012");
    const before = sts.received.length;
    sts.respond = () => stsErrorReply("Throttling", "m", 400);
    assert.equal((await rejection(accountId({ maxAttempts: 1 }))).code, "Throttling");
    assert.equal(sts.received.length, before + 1);
  });

  it("is asked for by the clock of the service", async () => {
    const date = "Thu, 01 Jan 2026 12:00:00 GMT";
    const late = stsErrorReply("SignatureDoesNotMatch", "Signature expired: 20260101T100000Z is now earlier", 403, {
      date,
    });
    sts.respond = (_request, index) => (index === 0 ? late : identityReply());
    assert.equal(await accountId({ now: () => new Date("2026-01-01T10:00:00Z") }), "123456789012");
    assert.equal(sts.received[1]?.headers["x-amz-date"], "20260101T120000Z");
  });

  it("is asked for with new credentials where they expired", async () => {
    let loads = 0;
    const load = async () => ({ accessKeyId: `KEY${++loads}`, secretAccessKey: "s" });
    const answer: Respond = ({ headers }) =>
      headers.authorization?.includes("KEY1/") ? stsErrorReply("ExpiredToken", "m") : identityReply();
    sts.respond = answer;
    assert.equal(await accountId({ credentials: load }), "123456789012");
    assert.equal(loads, 2);
  });

  it("needs an STS that can be reached, unless the service's endpoint is a custom one", async () => {
    process.env.AWS_ENDPOINT_URL_STS = "http://127.0.0.1:1";
    const error = await rejection(accountId({ maxAttempts: 1 }));
    assert.deepEqual([error.code, error.retryable], ["ConnectionError", true]);
    assert.match(error.message, /STS GetCallerIdentity: the endpoint http:\/\/127\.0\.0\.1:1 can't be reached/);
    assert.equal(await accountId({ endpoint: "http://127.0.0.1:1", maxAttempts: 1 }), "");
  });

  it("needs credentials, a region and an endpoint that is a URL", async () => {
    const missing = await rejection(accountId({ credentials: () => Promise.reject(new Error("none here")) }));
    assert.equal(missing.code, "CredentialsError");
    assert.match(missing.message, /the AWS credentials could not be loaded: none here/);
    assert.equal((await rejection(accountId({ region: undefined }))).code, "ConfigurationError");
    process.env.AWS_ENDPOINT_URL_STS = "sts";
    assert.equal((await rejection(accountId())).code, "ConfigurationError");
  });

  it("is not waited for once the signal is aborted, and others still get it", async () => {
    sts.respond = () => ({ ...identityReply(), delay: 100 });
    const client = open();
    const cancelled = client.accountId({ signal: AbortSignal.timeout(10) });
    const other = client.accountId();
    await assert.rejects(cancelled, { code: "AbortError" });
    assert.equal(await other, "123456789012");
    assert.equal(sts.received.length, 1);
  });

  it("of an answer that is none of STS is an error", async () => {
    sts.respond = () => ({ body: "<html>Sign in to the network</html>" });
    const error = await rejection(accountId());
    assert.equal(error.code, "InvalidResponse");
    assert.match(error.message, /the answer \(HTTP 200\) is not one of STS/);
  });
});
