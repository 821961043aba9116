import assert from "node:assert/strict";
import { type ClientOptions, CognitoIdentityClient } from "../../../../provider/client";
import { type BareServer, poolReply, startBareServer } from "../support/bare-server";
import { Environment } from "../support/environment";
import { roleReply, stsErrorReply } from "../support/sts-replies";

const account = "arn:aws:iam::222222222222";

describe("Roles to assume", () => {
  let environment: Environment;
  let server: BareServer;
  let client: CognitoIdentityClient | undefined;

  beforeEach(async () => {
    server = await startBareServer(({ body }) => {
      const asked = new URLSearchParams(body);
      const action = asked.get("Action");
      // The keys of a role are called by its name.
      const accessKeyId = asked.get("RoleArn")?.split("/")[1] ?? "";
      return action ? roleReply(action, { accessKeyId, secretAccessKey: "s", sessionToken: "t" }) : poolReply;
    });
    environment = new Environment({
      AWS_ENDPOINT_URL_STS: server.url,
      AWS_ACCESS_KEY_ID: "AKIDBASE",
      AWS_SECRET_ACCESS_KEY: "s",
    });
  });
  afterEach(async () => {
    client?.destroy();
    environment.restore();
    await server.close();
  });

  const call = (options: ClientOptions) => {
    client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: server.url, maxAttempts: 1, ...options });
    return client.call("DescribeIdentityPool", { IdentityPoolId: "eu-west-1:1" });
  };
  /** The requests in their order: by whose key they were signed, and what STS was asked. */
  const requests = () =>
    server.received.map(({ headers, body }) => {
      const [, key] = /Credential=([^/]+)\//.exec(headers.authorization ?? "") ?? [];
      const { Version, ...asked } = Object.fromEntries(new URLSearchParams(body.startsWith("{") ? "" : body));
      return { key, ...asked } as Record<string, string | undefined>;
    });

  it("are assumed one with the credentials of the other, with all that their options say", async () => {
    await call({
      assumeRoles: [
        {
          roleArn: `${account}:role/deploy`,
          externalId: "tenant-42",
          sessionName: "ci-session",
          duration: "1h30m",
          policy: '{"Version":"2012-10-17"}',
          policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
          tags: { team: "web" },
          transitiveTagKeys: ["team"],
          sourceIdentity: "alice",
        },
        { roleArn: `${account}:role/second` },
      ],
    });
    assert.deepEqual(requests(), [
      {
        key: "AKIDBASE",
        Action: "AssumeRole",
        RoleArn: `${account}:role/deploy`,
        RoleSessionName: "ci-session",
        ExternalId: "tenant-42",
        DurationSeconds: "5400",
        Policy: '{"Version":"2012-10-17"}',
        "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "Tags.member.1.Key": "team",
        "Tags.member.1.Value": "web",
        "TransitiveTagKeys.member.1": "team",
        SourceIdentity: "alice",
      },
      {
        key: "deploy",
        Action: "AssumeRole",
        RoleArn: `${account}:role/second`,
        RoleSessionName: "pulumi-cognito-identity",
      },
      { key: "second" },
    ]);
  });

  it("may be one, by its ARN, on top of keys that are given", async () => {
    const credentials = { accessKeyId: "GIVEN", secretAccessKey: "s" };
    await call({ assumeRoleArn: `${account}:role/r`, credentials });
    await call({ assumeRoleArn: `${account}:role/r`, credentials: async () => credentials });
    assert.deepEqual(
      requests().map(({ key }) => key),
      ["GIVEN", "r", "GIVEN", "r"],
    );
  });

  it("may begin with a web identity, whose token is in a file or given", async () => {
    const webIdentityTokenFile = environment.write("token", "a-token\n");
    const roleArn = `${account}:role/web`;
    await call({
      assumeRoleWithWebIdentity: { roleArn, webIdentityTokenFile, sessionName: "n", duration: 900, policy: "{}" },
      assumeRoles: [{ roleArn: `${account}:role/second` }],
    });
    await call({ assumeRoleWithWebIdentity: { roleArn, webIdentityToken: "b-token", policyArns: ["arn:p"] } });
    const [first, second, , third] = requests();
    assert.deepEqual(first, {
      key: undefined,
      Action: "AssumeRoleWithWebIdentity",
      RoleArn: roleArn,
      RoleSessionName: "n",
      WebIdentityToken: "a-token",
      Policy: "{}",
      DurationSeconds: "900",
    });
    assert.deepEqual([second?.key, second?.RoleArn], ["web", `${account}:role/second`]);
    assert.deepEqual([third?.WebIdentityToken, third?.["PolicyArns.member.1.arn"]], ["b-token", "arn:p"]);
  });

  it("that STS refuses are named", async () => {
    server.respond = ({ body }) =>
      body.includes("second") ? stsErrorReply("AccessDenied", "not you") : roleReply("AssumeRole");
    await assert.rejects(
      call({ assumeRoles: [{ roleArn: `${account}:role/deploy` }, { roleArn: `${account}:role/second` }] }),
      {
        code: "CredentialsError",
        message: /could not be loaded: the role arn:aws:iam::222222222222:role\/second can't be assumed: not you$/,
      },
    );
  });

  it("are assumed at the endpoint of STS, by the variant and the profile of the options", async () => {
    delete process.env.AWS_ENDPOINT_URL_STS;
    const hosts: string[] = [];
    const handle = async ({ protocol, hostname }: { protocol: string; hostname: string }) => {
      hosts.push(`${protocol}//${hostname}`);
      return { response: { statusCode: 200, headers: {}, body: roleReply("AssumeRole").body } };
    };
    const options = { assumeRoleArn: `${account}:role/r`, requestHandler: { handle } as never };
    await call({ ...options, endpoint: undefined, region: "us-east-1", useFipsEndpoint: true }).catch(() => {});
    assert.equal(hosts[0], "https://sts-fips.us-east-1.amazonaws.com");
    process.env.AWS_CONFIG_FILE = environment.write(
      "config-sts",
      "[profile p]\nservices = s\n[services s]\nsts =\n  endpoint_url = http://sts.of.the.profile\n",
    );
    hosts.length = 0;
    await call({ ...options, profile: "p", credentials: { accessKeyId: "a", secretAccessKey: "b" } }).catch(() => {});
    assert.equal(hosts[0], "http://sts.of.the.profile");
  });

  it("are assumed at the endpoint and in the region of STS that the options name", async () => {
    process.env.AWS_ENDPOINT_URL_STS = "http://127.0.0.1:1";
    await call({ assumeRoleArn: `${account}:role/r`, stsEndpoint: server.url, stsRegion: "eu-west-2" });
    const scopes = server.received.map(({ headers }) => /Credential=([^,]+)/.exec(headers.authorization ?? "")?.[1]);
    assert.match(scopes[0] ?? "", /^AKIDBASE\/\d+\/eu-west-2\/sts\/aws4_request$/);
    assert.match(scopes[1] ?? "", /^r\/\d+\/eu-west-1\/cognito-identity\/aws4_request$/);
    delete process.env.AWS_ENDPOINT_URL_STS;
    const hosts: string[] = [];
    const handle = async ({ hostname }: { hostname: string }) => {
      hosts.push(hostname);
      return { response: { statusCode: 200, headers: {}, body: roleReply("AssumeRole").body } };
    };
    const requestHandler = { handle } as never;
    await call({ assumeRoleArn: `${account}:role/r`, stsRegion: "eu-west-2", requestHandler }).catch(() => {});
    assert.equal(hosts[0], "sts.eu-west-2.amazonaws.com");
  });

  const roleArn = `${account}:role/r`;
  const wrong: [title: string, options: ClientOptions, message: RegExp][] = [
    ["no ARN", { assumeRoles: [{} as never] }, /^assumeRoles\[0\] needs roleArn, the ARN of a role, not undefined/],
    ["no list", { assumeRoles: { roleArn } as never }, /^assumeRoles must be a list of roles\.$/],
    ["a name", { assumeRoles: [{ roleArn }, { roleArn: "r" }] }, /^assumeRoles\[1\] needs roleArn, .* not "r"/],
    ["too short", { assumeRoles: [{ roleArn, duration: 5 }] }, /^assumeRoles\[0\]\.duration must be 900 .* not 5\.$/],
    ["no time", { assumeRoles: [{ roleArn, duration: "soon" }] }, /duration must be 900 to 43,200 .* not "soon"/],
    ["empty", { assumeRoles: [{ roleArn, duration: "" }] }, /duration must be .* not ""/],
    ["both", { assumeRoleArn: roleArn, assumeRoles: [{ roleArn }] }, /^Give assumeRoleArn or assumeRoles, not both/],
    [
      "no token",
      { assumeRoleWithWebIdentity: { roleArn } },
      /^assumeRoleWithWebIdentity needs either webIdentityToken/,
    ],
    [
      "two tokens",
      { assumeRoleWithWebIdentity: { roleArn, webIdentityToken: "a", webIdentityTokenFile: "b" } },
      /needs either/,
    ],
    ["no role", { assumeRoleWithWebIdentity: { webIdentityToken: "a" } as never }, /WebIdentity needs roleArn/],
  ];
  for (const [title, options, message] of wrong) {
    it(`that make no sense are a ConfigurationError before anything is sent: ${title}`, async () => {
      await assert.rejects(call(options), { code: "ConfigurationError", message });
      assert.equal(server.received.length, 0);
    });
  }
});
