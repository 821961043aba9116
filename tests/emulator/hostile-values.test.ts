import assert from "node:assert/strict";
import type { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { decodeJwt } from "jose";
import { createLocalService, type LocalService } from "../../emulator";
import { applySeed } from "../../emulator/control/seed";
import { failure, idToken, openTarget, rawRequest, type Target } from "./support/targets";

const IdentityPoolId = "us-east-1:00000000-0000-4000-8000-000000000001";
const IdentityId = "us-east-1:00000000-0000-4000-8000-000000000002";
const google = "accounts.google.com";
const saml = "arn:aws:iam::000000000000:saml-provider/corp";

/** In milliseconds, where no request needs a tenth of it on a machine that is not busy; and in characters. */
const longest = { time: 2000, body: 16_000, header: 2048 };

describe("requests of up to a megabyte", () => {
  let service: LocalService;
  const warnings: string[] = [];

  before(async () => {
    service = createLocalService({ path: ":memory:", warn: (message) => warnings.push(message) });
    const pool = {
      IdentityPoolId,
      Region: "us-east-1",
      IdentityPoolName: "hostile",
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { [google]: "app" },
      SamlProviderARNs: [saml],
      CognitoIdentityProviders: [{ ProviderName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_a", ClientId: "c" }],
      Identities: [{ IdentityId }],
    };
    await applySeed(service, { IdentityPools: [pool] });
  });
  after(() => service.close());

  const ask = async (operation: string, input: unknown) => {
    const request = rawRequest(operation, input);
    const started = performance.now();
    const { status, headers, body } = await service.handle(request);
    const time = performance.now() - started;
    return { status, time, text: body, header: headers["x-amzn-ErrorMessage"] ?? "", ...JSON.parse(body) };
  };
  const many = (count: number, item: (i: number) => [string, unknown]) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => item(i)));
  const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

  const inputs: [what: string, operation: string, input: unknown, code: string][] = [
    [
      "thousands of bad keys",
      "GetId",
      { IdentityPoolId, Logins: many(6000, (i) => [`${i}`.padEnd(150, "k"), ""]) },
      "ValidationException",
    ],
    [
      "a key of a megabyte",
      "GetId",
      { IdentityPoolId, Logins: { ["k".repeat(1_000_000)]: 1 } },
      "SerializationException",
    ],
    ["a value of a megabyte", "GetId", { IdentityPoolId: "x".repeat(1_000_000) }, "ValidationException"],
    [
      "many bad items",
      "UnlinkIdentity",
      { IdentityId, Logins: {}, LoginsToRemove: Array(300_000).fill("") },
      "ValidationException",
    ],
    [
      "many good items",
      "UnlinkIdentity",
      { IdentityId, Logins: {}, LoginsToRemove: Array(200_000).fill("a") },
      "NotAuthorizedException",
    ],
    [
      "deep lists",
      "UnlinkIdentity",
      `{"IdentityId":"${IdentityId}","Logins":{},"LoginsToRemove":${nested(400_000, "[", "]")}}`,
      "SerializationException",
    ],
    [
      "deep objects",
      "GetId",
      `{"IdentityPoolId":"${IdentityPoolId}","Logins":${nested(150_000, '{"a":', "}")}}`,
      "SerializationException",
    ],
    [
      "deep unknown members",
      "GetId",
      `{"IdentityPoolId":"us-east-1:a","Other":${nested(150_000, '{"a":', "}")}}`,
      "ResourceNotFoundException",
    ],
    [
      "a SAML response of broken tags",
      "GetId",
      { IdentityPoolId, Logins: { [saml]: Buffer.from("<NameID ".repeat(4600)).toString("base64") } },
      "NotAuthorizedException",
    ],
    [
      "many logins",
      "GetId",
      { IdentityPoolId, Logins: many(10, (i) => [`p${i}.example`, "x".repeat(50_000)]) },
      "NotAuthorizedException",
    ],
  ];
  for (const [what, operation, input, code] of inputs) {
    it(`are answered soon and briefly when they have ${what}`, async () => {
      const { status, time, text, header, __type } = await ask(operation, input);
      assert.deepEqual([status, __type], [400, code]);
      assert.ok(time < longest.time, `${time} ms`);
      assert.ok(text.length < longest.body && header.length <= longest.header, `${text.length}, ${header.length}`);
    });
  }

  it("have each wrong value quoted once, and all wrong values counted", async () => {
    const RoleMappings = many(30, (i) => [`p${i}`, { Type: "Other" }]);
    const { describeViolations } = await import("../../emulator/wire/constraint-message");
    const { operations } = await import("../../provider/model/operations");
    const { violations } = await import("../../provider/model/validate");
    const { input: shape } = operations.SetIdentityPoolRoles;
    const input = { IdentityPoolId, Roles: {}, RoleMappings };
    const message = describeViolations(shape, input, violations(shape, input));
    assert.match(message, /^31 validation errors detected: /);
    assert.equal(message.match(/failed to satisfy/g)?.length, 10);
    assert.match(message, /; and 21 more$/);
    const { message: one } = await ask("UnlinkIdentity", { IdentityId, Logins: {}, LoginsToRemove: ["", "a", ""] });
    assert.match(one, /^1 validation error detected: Value '\[, a, \]' at 'loginsToRemove'/);
  });

  it("have a long value quoted in part", async () => {
    const { message } = await ask("GetId", { IdentityPoolId: `${"x".repeat(2000)}` });
    assert.match(message, /Value 'x{1021}\.\.\.' at 'identityPoolId'/);
    const { message: list } = await ask("DeleteIdentities", {});
    assert.match(list, /Missing Authentication Token/);
  });

  it("do not have the tokens of their logins in an answer", async () => {
    const Logins = { "": "s3cret-token", ["k".repeat(200)]: "s3cret-token", good: "s3cret-token" };
    const { text, header } = await ask("GetId", { IdentityPoolId, Logins });
    assert.doesNotMatch(text + header, /s3cret/);
  });

  describe("with the claims of a token", () => {
    const part = (value: string) => Buffer.from(value).toString("base64url");
    const token = (claims: string) => `${part('{"alg":"RS256"}')}.${part(claims)}.${part("signature")}`;
    const standard = { iss: `https://${google}`, sub: "ann", aud: "app", exp: 9e9 };
    const claims = (more: object) => JSON.stringify({ ...standard, ...more });
    const login = (text: string) => ask("GetId", { IdentityPoolId, Logins: { [google]: token(text) } });

    for (const [what, text, message] of [
      ["aud that is an object", claims({ aud: { toString: 1, valueOf: 1 } }), /Missing a required claim: aud$/],
      [
        "aud that is a deep list",
        claims({ aud: 0 }).replace('"aud":0', `"aud":${nested(15_000, "[", "]")}`),
        /Missing a required claim: aud$/,
      ],
      ["aud that is null", claims({ aud: null }), /Missing a required claim: aud$/],
      ["exp that is an object", claims({ exp: { toString: 1 } }), /Missing a required claim: exp$/],
      ["exp that is no number", claims({ exp: "soon" }), /Token expired: \d+ >= soon$/],
      ["sub that is an object", claims({ sub: {} }), /Missing a required claim: sub$/],
      ["iss that is an object", claims({ iss: { toString: 1 } }), /Issuer doesn't match providerName$/],
      ["no claims but a list", "[]", /Not a valid OpenId Connect identity token\.$/],
      ["text that is no JSON", "{", /Not a valid OpenId Connect identity token\.$/],
    ] as const) {
      it(`refuse ${what}`, async () => {
        const answer = await login(text);
        assert.deepEqual([answer.status, answer.__type], [400, "NotAuthorizedException"], answer.text);
        assert.match(answer.message, message);
      });
    }

    it("take an audience from a list of many", async () => {
      const aud = [...Array.from({ length: 2000 }, (_, i) => `a${i}`), { a: 1 }, null, "app"];
      assert.equal((await login(claims({ aud }))).status, 200);
    });
  });

  it("never made the service fail", () => {
    assert.deepEqual(
      warnings.filter((warning) => /failed/.test(warning)),
      [],
    );
  });
});

describe("names that every object has", () => {
  const names = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];
  const role = "arn:aws:iam::000000000000:role/a";
  let target: Target;
  let aws: CognitoIdentity;
  let id: string;

  before(async () => {
    target = await openTarget("in-process");
    aws = target.client();
    const { IdentityPoolId: made } = await aws.createIdentityPool({
      IdentityPoolName: "names",
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: "constructor",
      SupportedLoginProviders: { [google]: "app" },
    });
    id = made as string;
  });
  after(() => target.close());

  it("are tags that can be set, listed and removed", async () => {
    const ResourceArn = `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${id}`;
    const Tags = Object.fromEntries(names.map((name) => [name, "v"]));
    await aws.tagResource({ ResourceArn, Tags });
    const stored = () => Object.keys(target.local?.store.pools.find(id)?.tags ?? {}).sort();
    assert.deepEqual(stored(), [...names].sort());
    for (const [index, name] of names.entries()) {
      await aws.untagResource({ ResourceArn, TagKeys: [name] });
      assert.deepEqual(stored(), names.slice(index + 1).sort());
    }
  });

  it("are claims of tokens, and names of session tags", async () => {
    const PrincipalTags = Object.fromEntries(names.map((name) => [name, name]));
    await aws.setPrincipalTagAttributeMap({ IdentityPoolId: id, IdentityProviderName: google, PrincipalTags });
    const tagsOf = async (claims: object) => {
      const Logins = { [google]: idToken(google, "ann", claims as never) };
      const { IdentityId: identity } = await aws.getId({ IdentityPoolId: id, Logins });
      const { Token = "" } = await aws.getOpenIdToken({ IdentityId: identity, Logins });
      const tags = decodeJwt(Token)["https://aws.amazon.com/tags"] as { principal_tags?: object } | undefined;
      return Object.keys(tags?.principal_tags ?? {}).sort();
    };
    assert.deepEqual(await tagsOf({}), []);
    assert.deepEqual(await tagsOf(Object.fromEntries(names.map((name) => [name, "v"]))), [...names].sort());
    assert.deepEqual(await tagsOf({ constructor: "v".repeat(257), toString: "v".repeat(256) }), ["toString"]);
  });

  it("are no providers, but a developer provider where the pool says so", async () => {
    for (const name of names) {
      const Logins = Object.fromEntries([[name, "x"]]);
      const map = () => aws.getPrincipalTagAttributeMap({ IdentityPoolId: id, IdentityProviderName: name });
      const register = () => aws.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId: id, Logins });
      const mapping = { Type: "Token", AmbiguousRoleResolution: "Deny" } as const;
      const RoleMappings = Object.fromEntries([[name, mapping]]);
      const mapped = aws.setIdentityPoolRoles({ IdentityPoolId: id, Roles: { authenticated: role }, RoleMappings });
      assert.equal((await failure(mapped)).name, "InvalidParameterException", name);
      if (name === "constructor") {
        await map();
        await register();
      } else {
        assert.equal((await failure(map())).name, "ResourceNotFoundException", name);
        assert.equal((await failure(register())).name, "InvalidParameterException", name);
      }
    }
  });

  it("are developer users", async () => {
    const ids = new Set<string>();
    for (const user of names) {
      const Logins = { constructor: user } as never;
      const { IdentityId: identity = "" } = await aws.getOpenIdTokenForDeveloperIdentity({
        IdentityPoolId: id,
        Logins,
      });
      const found = await aws.lookupDeveloperIdentity({ IdentityPoolId: id, DeveloperUserIdentifier: user });
      assert.equal(found.IdentityId, identity);
      ids.add(identity);
    }
    assert.equal(ids.size, names.length);
  });
});

describe("control characters", () => {
  const hostile = "\u001b[31m\u009b\u202e\r\n";

  it("are not in error messages, nor in their headers", async () => {
    const service = createLocalService({ path: ":memory:", warn: assert.fail });
    for (const input of [
      { IdentityPoolId: `x${hostile}` },
      { IdentityPoolId: "us-east-1:a", Logins: { [hostile.repeat(50)]: "x" } },
      { IdentityPoolId: "us-east-1:a", Logins: { [hostile]: 1 } },
    ]) {
      const { headers, body } = await service.handle(rawRequest("GetId", input));
      const { message } = JSON.parse(body) as { message: string };
      for (const text of [message, ...Object.values(headers)]) assert.doesNotMatch(text, /[\p{Cc}\u202e]/u);
    }
    const { body } = await service.handle(rawRequest("GetId", { IdentityPoolId: `x${hostile}` }));
    assert.ok(JSON.parse(body).message.includes("Value 'x\\u001b[31m\\u009b\\u202e\\u000d\\u000a'"), body);
    service.close();
  });

  it("are not in the log", async () => {
    const { logLine } = await import("../../emulator/command/request-log");
    const record = { time: new Date(0), status: 400, requestId: "r", duration: 1 };
    const line = logLine({ ...record, operation: `GET /${hostile}${"x".repeat(1000)}` });
    assert.match(
      line,
      /^1970-01-01T00:00:00\.000Z GET \/\\u001b\[31m\\u009b\\u202e\\u000d\\u000ax+\.\.\. 400 1\.0ms r$/,
    );
    assert.ok(line.length < 160);
  });
});
