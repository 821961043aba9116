import assert from "node:assert/strict";
import { request as send } from "node:http";
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { localCredentials } from "../../emulator";
import { type RunningServer, type ServerOptions, startServer } from "../../emulator/hosts/http";
import type { RequestRecord } from "../../emulator/options";

const page = "http://localhost:3000";

describe("requests of web pages", () => {
  let server: RunningServer | undefined;
  const log: RequestRecord[] = [];

  const start = async (options: Partial<ServerOptions> = {}) => {
    server = await startServer({ db: ":memory:", log: (record) => log.push(record), ...options });
    return server;
  };
  afterEach(async () => {
    await server?.close();
    log.length = 0;
  });

  interface Answer {
    readonly status?: number;
    readonly headers: Record<string, string | string[] | undefined>;
    readonly body: string;
  }
  const ask = (method: string, headers: Record<string, string>, path = "/", body = "{}") =>
    new Promise<Answer>((resolve, reject) => {
      const request = send({ host: "127.0.0.1", port: server?.port, method, path, headers }, (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
      });
      request.on("error", reject);
      request.end(method === "GET" || method === "OPTIONS" ? undefined : body);
    });
  const preflight = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type,x-amz-date,x-amz-target",
  };
  const target = { "x-amz-target": "AWSCognitoIdentityService.GetId" };
  const corsHeaders = ({ headers }: Answer) => headers["access-control-allow-origin"];

  const strangers = [
    page,
    "https://evil.example",
    "null",
    "http://127.0.0.1",
    "http://127.0.0.1.evil.example",
    "file://",
    "nonsense",
    "",
  ];
  for (const origin of strangers) {
    it(`of ${JSON.stringify(origin)} are refused, and can't read why`, async () => {
      await start();
      for (const answer of [
        await ask("OPTIONS", { origin, ...preflight }),
        await ask("POST", { origin, ...target }),
        await ask("GET", { origin }, "/health"),
        await ask("GET", { origin }, "/.well-known/jwks_uri"),
        await ask("POST", { origin, "content-type": "text/plain" }),
      ]) {
        assert.equal(answer.status, 403);
        assert.equal(JSON.parse(answer.body).__type, "ForbiddenOriginException");
        assert.match(JSON.parse(answer.body).message, /--allowed-origin/);
        assert.equal(corsHeaders(answer), undefined);
      }
      assert.deepEqual(
        log.map(({ status, code }) => `${status} ${code}`),
        Array(5).fill("403 ForbiddenOriginException"),
      );
    });
  }

  it("can't delete pools, though they know the access key", async () => {
    const { url } = await start();
    const asked: (string | undefined)[] = [];
    const client = (origin?: string) => {
      const made = new CognitoIdentity({
        region: "us-east-1",
        endpoint: url,
        credentials: localCredentials,
        maxAttempts: 1,
      });
      made.middlewareStack.add(
        (next) => (args) => {
          const { headers } = args.request as { headers: Record<string, string> };
          if (origin) headers.origin = origin;
          asked.push(origin);
          return next(args);
        },
        { step: "build" },
      );
      return made;
    };
    const pool = { IdentityPoolName: "x", AllowUnauthenticatedIdentities: true };
    const { IdentityPoolId } = await client().createIdentityPool(pool);
    await assert.rejects(client(page).listIdentityPools({ MaxResults: 1 }), /may not use this service/);
    await assert.rejects(client(page).deleteIdentityPool({ IdentityPoolId }), /may not use this service/);
    await client().describeIdentityPool({ IdentityPoolId });
    await client(url).describeIdentityPool({ IdentityPoolId });
    assert.equal(asked.length, 5);
  });

  it("of allowed origins are answered, errors too, and only these pages may read it", async () => {
    const extension = "chrome-extension://abcdef";
    await start({ allowedOrigins: [page, extension] });
    for (const origin of [page, extension]) {
      const answer = await ask("OPTIONS", { origin, ...preflight });
      assert.equal(answer.status, 200);
      assert.match(String(answer.headers["access-control-allow-headers"]), /authorization/);
      assert.match(String(answer.headers["access-control-allow-methods"]), /POST/);
      assert.equal(corsHeaders(answer), origin);
      assert.equal(answer.headers.vary, "Origin");
    }
    for (const [body, status] of [
      ['{"IdentityPoolId":"us-east-1:a"}', 400],
      [" ".repeat(2 ** 20 + 1), 413],
    ] as const) {
      const answer = await ask("POST", { origin: page, ...target }, "/", body);
      assert.deepEqual([answer.status, corsHeaders(answer)], [status, page]);
    }
    for (const origin of ["http://localhost:3001", "https://localhost:3000", `${page}/`, `${page}.evil.example`]) {
      assert.equal((await ask("POST", { origin, ...target })).status, 403, origin);
    }
  });

  it("of every origin are answered with `*`", async () => {
    await start({ allowedOrigins: ["*"] });
    for (const origin of [page, "null"]) {
      const answer = await ask("POST", { origin, ...target });
      assert.deepEqual([answer.status, corsHeaders(answer)], [400, "*"]);
    }
  });

  it("of its own origin are answered, by each of its names", async () => {
    const { port } = await start({ allowedHosts: ["cognito.example"] });
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, "cognito.example", `cognito:${port}`, "[::1]:1"]) {
      const origin = `http://${host}`;
      const answer = await ask("POST", { host, origin, ...target });
      assert.deepEqual([answer.status, corsHeaders(answer)], [400, origin], host);
    }
    const https = await ask("GET", { host: "cognito.example", origin: "https://cognito.example" }, "/health");
    assert.equal(https.status, 200);
    const other = await ask("POST", { host: `localhost:${port}`, origin: `http://127.0.0.1:${port}`, ...target });
    assert.equal(other.status, 403);
  });

  it("are told from those of other clients, which have AWS's headers", async () => {
    await start();
    const answer = await ask("POST", target);
    assert.deepEqual([answer.status, corsHeaders(answer), answer.headers.vary], [400, "*", undefined]);
  });
});
