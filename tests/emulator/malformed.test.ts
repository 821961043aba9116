import assert from "node:assert/strict";
import { Agent, request as send } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { HttpRequest } from "@smithy/protocol-http";
import { localCredentials } from "../../emulator";
import { type RunningServer, startServer } from "../../emulator/hosts/http";
import { seededNumbers } from "../../emulator/random";
import { operationNames } from "../../provider/model/operations";
import { sign } from "./support/sign";

const requests = 10_000;

describe("malformed requests", () => {
  let server: RunningServer;
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const number = seededNumbers(20_260_304);
  const upTo = (n: number) => Math.floor(number() * n);
  const one = <T>(items: readonly T[]): T => items[upTo(items.length)] as T;

  before(async () => {
    server = await startServer({ db: ":memory:", warn: (message) => assert.fail(message) });
  });
  after(async () => {
    agent.destroy();
    await server.close();
  });

  const text = (): string =>
    one([
      () => "",
      () => "x".repeat(upTo(3000)),
      () => "us-east-1:00000000-0000-4000-8000-000000000000",
      () => String.fromCharCode(...Array.from({ length: upTo(20) }, () => upTo(0xffff))),
      () => "__proto__",
      () => "arn:aws:cognito-identity:us-east-1::identitypool/x",
      () => "' OR 1=1 --",
    ])();
  const members = [
    "IdentityPoolId",
    "IdentityId",
    "Logins",
    "MaxResults",
    "NextToken",
    "IdentityPoolName",
    "ResourceArn",
    "Tags",
    "Roles",
    "RoleMappings",
    "constructor",
  ];
  const value = (depth = 0): unknown =>
    one<() => unknown>([
      text,
      text,
      () => null,
      () => number() * 1e12 - 1e6,
      () => number() < 0.5,
      () => (depth > 3 ? [] : Array.from({ length: upTo(4) }, () => value(depth + 1))),
      () =>
        depth > 3
          ? {}
          : Object.fromEntries(Array.from({ length: upTo(4) }, () => [one([one(members), text()]), value(depth + 1)])),
    ])();
  const input = () => Object.fromEntries(Array.from({ length: upTo(5) }, () => [one(members), value()]));
  const body = (): string | Buffer =>
    one<() => string | Buffer>([
      () => JSON.stringify(input()),
      () => JSON.stringify(input()),
      () => JSON.stringify(input()).slice(0, -1 - upTo(5)),
      () => Buffer.from(Array.from({ length: upTo(200) }, () => upTo(256))),
      () => "[".repeat(upTo(50_000)),
      () => `{"IdentityPoolId":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`,
      () => JSON.stringify(value()),
    ])();
  const headerText = () =>
    text()
      .replace(/[^\x20-\x7e]/g, "")
      .slice(0, 500);

  async function malformed(): Promise<{
    method: string;
    path: string;
    headers: Record<string, string>;
    body: string | Buffer;
  }> {
    const operation = one([...operationNames, ...operationNames, "Nothing", "toString"]);
    const headers: Record<string, string> = {
      host: "127.0.0.1",
      "x-amz-target": one([
        `AWSCognitoIdentityService.${operation}`,
        `AWSCognitoIdentityService.${operation}`,
        `AWSCognitoIdentityService.${operation}`,
        `AWSCognitoIdentityService.${operation}`,
        headerText(),
      ]),
    };
    if (number() < 0.3) {
      headers.authorization = one([
        headerText(),
        `AWS4-HMAC-SHA256 Credential=local/20260304/us-east-1/cognito-identity/aws4_request, SignedHeaders=host, Signature=${headerText()}`,
      ]);
      headers["x-amz-date"] = one([headerText(), "20260304T050607Z", "99999999T999999Z"]);
    }
    const content = body();
    const given = {
      method: one(["POST", "POST", "POST", "POST", "POST", "PUT", "PATCH", "DELETE"]),
      path: one(["/", "/", "/", "/", "/", "/", `/${encodeURIComponent(headerText())}`]),
    };
    if (number() < 0.5 || given.method !== "POST" || given.path !== "/") return { ...given, headers, body: content };
    const request = new HttpRequest({
      method: "POST",
      path: "/",
      hostname: "127.0.0.1",
      headers: { ...headers },
      body: content,
    });
    return {
      ...given,
      headers: (await sign(request, { region: "us-east-1", credentials: localCredentials })).headers,
      body: content,
    };
  }

  const exchange = ({ body: content, ...options }: Awaited<ReturnType<typeof malformed>>) =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const request = send({ host: "127.0.0.1", port: server.port, agent, ...options }, (response) => {
        let answer = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          answer += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: answer }));
      });
      request.on("error", reject);
      request.end(content);
    });

  it(`answers each of ${requests} with 4xx and a JSON error, and stays alive and small`, async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    let left = requests;
    let early = 0;
    const codes = new Map<string, number>();
    const work = async () => {
      while (left-- > 0) {
        if (left === requests * 0.7) early = heap();
        const request = await malformed();
        const { status, body: answer } = await exchange(request);
        // A random input may by chance be a right one; then an answer of the operation is right, too.
        const { __type } = JSON.parse(answer) as { __type?: string };
        const isHarmless = status === 200 && /List|Delete/.test(request.headers["x-amz-target"] ?? "");
        assert.ok(isHarmless || (status >= 400 && status < 500 && __type), `${status} ${answer} to ${request.body}`);
        codes.set(__type ?? "none", (codes.get(__type ?? "none") ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 16 }, work));
    const growth = heap() - early;
    assert.ok(growth < 8 * 1024 * 1024, `the heap grew by ${growth} bytes`);
    for (const code of [
      "SerializationException",
      "ValidationException",
      "UnknownOperationException",
      "InvalidSignatureException",
    ]) {
      assert.ok((codes.get(code) ?? 0) > 50, `${code}: ${JSON.stringify([...codes])}`);
    }
    assert.equal((await fetch(`${server.url}/health`)).status, 200);
  }).timeout(120_000);
});
