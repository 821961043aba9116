import assert from "node:assert/strict";
import { request as send } from "node:http";
import { connect } from "node:net";
import { createLocalService, type LocalService } from "../../emulator";
import { type RunningServer, startServer } from "../../emulator/hosts/http";
import { rawRequest } from "./support/targets";

const unknownPool = "us-east-1:00000000-0000-4000-8000-000000000000";

describe("the wire", () => {
  let service: LocalService;

  before(() => {
    let byte = 0;
    service = createLocalService({
      path: ":memory:",
      now: () => new Date("2026-03-04T05:06:07.089Z"),
      random: (size) => Buffer.alloc(size, byte++),
    });
  });
  after(() => service.close());

  it("answers an error byte for byte as AWS does", async () => {
    const { status, headers, body } = await service.handle(rawRequest("GetId", { IdentityPoolId: unknownPool }));
    assert.equal(status, 400);
    assert.equal(body, `{"__type":"ResourceNotFoundException","message":"IdentityPool '${unknownPool}' not found."}`);
    const { "x-amzn-RequestId": requestId, ...others } = headers;
    assert.match(requestId ?? "", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    assert.deepEqual(others, {
      Date: "Wed, 04 Mar 2026 05:06:07 GMT",
      "Content-Type": "application/x-amz-json-1.1",
      "x-amzn-ErrorType": "ResourceNotFoundException:",
      "x-amzn-ErrorMessage": `IdentityPool '${unknownPool}' not found.`,
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
    });
  });

  it("answers an output compactly, in the model's order, dates in seconds, and an empty one with no body", async () => {
    const { store, clock } = service;
    const account = "000000000000";
    await store.write(() => {
      const settings = { AllowUnauthenticatedIdentities: true, IdentityPoolName: "x" };
      store.pools.create("us-east-1:abc", { account, region: "us-east-1" }, settings, {}, clock.now());
    });
    const { body } = await service.handle(rawRequest("GetId", { IdentityPoolId: "us-east-1:abc" }));
    assert.match(body, /^\{"IdentityId":"us-east-1:[0-9a-f-]{36}"\}$/);
    assert.equal(body.length, 63, "the length that AWS's answers have");
    const { renderOutput } = await import("../../emulator/wire/answer");
    const stamp = { requestId: "r", date: clock.now() };
    const identity = { LastModifiedDate: clock.now(), CreationDate: clock.now(), IdentityId: "a:b", Logins: undefined };
    assert.equal(
      renderOutput("DescribeIdentity", identity, stamp).body,
      '{"IdentityId":"a:b","CreationDate":1772600767.089,"LastModifiedDate":1772600767.089}',
    );
    const empty = renderOutput("DeleteIdentityPool", {}, stamp);
    assert.deepEqual([empty.body, empty.headers["Content-Type"]], ["", "application/x-amz-json-1.1"]);
    assert.equal(renderOutput("TagResource", {}, stamp).body, "{}");
  });

  const malformed: [string, string, string | Uint8Array, string][] = [
    ["an unknown operation", "Nothing", "{}", "UnknownOperationException"],
    ["an inherited name", "constructor", "{}", "UnknownOperationException"],
    ["no JSON", "GetId", "{", "SerializationException"],
    ["no body", "GetId", "", "SerializationException"],
    ["a list", "GetId", "[]", "SerializationException"],
    ["null", "GetId", "null", "SerializationException"],
    ["bytes that are no UTF-8", "GetId", Buffer.from([0x7b, 0xff, 0x7d]), "SerializationException"],
    ["a number for a text", "GetId", '{"IdentityPoolId":1}', "SerializationException"],
    ["a text for a map", "GetId", `{"IdentityPoolId":"${unknownPool}","Logins":"x"}`, "SerializationException"],
    ["null for a required member", "GetId", '{"IdentityPoolId":null}', "ValidationException"],
    ["an unknown member", "GetId", `{"IdentityPoolId":"${unknownPool}","More":1}`, "ResourceNotFoundException"],
    [
      "null for an optional member",
      "GetId",
      `{"IdentityPoolId":"${unknownPool}","Logins":null}`,
      "ResourceNotFoundException",
    ],
  ];
  for (const [what, operation, body, code] of malformed) {
    it(`refuses ${what}`.replace("refuses null for an opt", "takes null for an opt"), async () => {
      const answer = await service.handle({ ...rawRequest(operation, ""), body });
      assert.deepEqual([answer.status, JSON.parse(answer.body).__type], [400, code]);
    });
  }

  it("has no message where AWS has none", async () => {
    const { body } = await service.handle(rawRequest("Nothing", {}));
    assert.equal(body, '{"__type":"UnknownOperationException"}');
  });

  it("words what breaks constraints inside lists and maps, secrets unseen", async () => {
    const ask = async (operation: string, input: object) =>
      JSON.parse((await service.handle(rawRequest(operation, input))).body).message;
    assert.equal(
      await ask("GetId", { IdentityPoolId: unknownPool, Logins: { a: "" } }),
      "1 validation error detected: Value at 'logins' failed to satisfy constraint: Map value must satisfy constraint: " +
        "[Member must have length less than or equal to 50000, Member must have length greater than or equal to 1]",
    );
    assert.match(
      await ask("GetId", { IdentityPoolId: unknownPool, Logins: { "": "x" } }),
      /at 'logins' failed to satisfy constraint: Map keys must satisfy constraint: \[Member must have length less than or equal to 128/,
    );
    const { describeViolations } = await import("../../emulator/wire/constraint-message");
    const { operations } = await import("../../provider/model/operations");
    const { violations } = await import("../../provider/model/validate");
    const words = (name: "SetIdentityPoolRoles" | "DeleteIdentities", input: object) =>
      describeViolations(operations[name].input, input, violations(operations[name].input, input));
    const RoleMappings = { p: { Type: "Other", RulesConfiguration: { Rules: [{ MatchType: "Equals", Value: "v" }] } } };
    assert.equal(
      words("SetIdentityPoolRoles", { IdentityPoolId: unknownPool, Roles: {}, RoleMappings }),
      "3 validation errors detected: " +
        "Value 'Other' at 'roleMappings.p.member.type' failed to satisfy constraint: Member must satisfy enum value set: [Token, Rules]; " +
        "Value null at 'roleMappings.p.member.rulesConfiguration.rules.1.member.claim' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'roleMappings.p.member.rulesConfiguration.rules.1.member.roleARN' failed to satisfy constraint: Member must not be null",
    );
    assert.equal(
      words("DeleteIdentities", { IdentityIdsToDelete: ["a", unknownPool, "b"] }),
      `1 validation error detected: Value '[a, ${unknownPool}, b]' at 'identityIdsToDelete' failed to satisfy constraint: ` +
        "Member must satisfy constraint: [Member must have length less than or equal to 55, " +
        "Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+]",
    );
  });
});

describe("the wire over HTTP", () => {
  let server: RunningServer;

  before(async () => {
    server = await startServer({
      db: ":memory:",
      allowedHosts: ["cognito.example"],
      allowedOrigins: ["http://localhost:3000"],
    });
  });
  after(() => server.close());

  interface Raw {
    readonly status?: number;
    readonly body: string;
  }
  const exchange = (headers: Record<string, string>, body: string | Buffer = "{}", path = "/", method = "POST") =>
    new Promise<Raw>((resolve, reject) => {
      const request = send({ host: "127.0.0.1", port: server.port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }));
      });
      request.on("error", reject);
      request.end(body);
    });
  const target = { "x-amz-target": "AWSCognitoIdentityService.GetId" };

  it("refuses a foreign Host", async () => {
    for (const host of ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "cognito-identity.evil.example"]) {
      const { status, body } = await exchange({ ...target, host });
      assert.deepEqual([status, JSON.parse(body).__type], [403, "ForbiddenHostException"], host);
    }
  });

  it("knows itself by every local name, the real service's and those allowed", async () => {
    const hosts = [
      "127.0.0.1",
      "[::1]:4599",
      "localhost",
      "cognito-identity.us-east-1.localhost",
      "cognito",
      "host.docker.internal",
      "cognito-identity.us-east-1.amazonaws.com",
      "cognito-identity.cn-north-1.amazonaws.com.cn",
      "cognito.example",
    ];
    for (const host of hosts) assert.equal((await exchange({ ...target, host })).status, 400, host);
  });

  it("refuses a body over a mebibyte, announced or not", async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, 32);
    for (const headers of [target, { ...target, "transfer-encoding": "chunked" }]) {
      const answer = await exchange(headers, body);
      assert.deepEqual([answer.status, JSON.parse(answer.body).__type], [413, "RequestEntityTooLargeException"]);
    }
    assert.equal((await exchange(target, body.subarray(1))).status, 400);
  });

  it("answers bytes that are no HTTP with a JSON error", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write("\x16\x03\x01 hello\r\n\r\n"));
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("error", reject);
      socket.on("close", () => resolve(text));
    });
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.equal(JSON.parse(answer.split("\r\n\r\n")[1] ?? "").__type, "BadRequestException");
  });

  it("answers what is no operation with an error", async () => {
    for (const [method, path] of [
      ["GET", "/"],
      ["PUT", "/"],
      ["POST", "/x"],
      ["POST", "/?a=b"],
      ["DELETE", "/health"],
    ]) {
      const { status, body } = await exchange(target, method === "PUT" || method === "POST" ? "{}" : "", path, method);
      assert.deepEqual([status, JSON.parse(body).__type], [400, "UnknownOperationException"], `${method} ${path}`);
    }
  });

  it("lets browsers ask", async () => {
    const origin = "http://localhost:3000";
    const preflight = await fetch(server.url, { method: "OPTIONS", headers: { origin } });
    assert.equal(preflight.status, 200);
    assert.equal(preflight.headers.get("access-control-allow-origin"), origin);
    assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /authorization/);
  });

  it("is healthy", async () => {
    const health = await fetch(`${server.url}/health`);
    assert.deepEqual([health.status, await health.json()], [200, { status: "ok", operations: 23 }]);
  });
});
