import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { CognitoIdentityClient } from "../../../../provider/client";
import { type BareServer, certificateFile, errorReply, startBareServer } from "../support/bare-server";

const root = join(__dirname, "..", "..", "..", "..");
const credentials = { accessKeyId: "a", secretAccessKey: "b" };

describe("HttpTransport", () => {
  let server: BareServer;
  beforeEach(async () => {
    server = await startBareServer();
  });
  afterEach(() => server.close());

  it("keeps its connections for the next requests", async () => {
    const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: server.url, credentials });
    for (let i = 0; i < 20; i++) await client.call("DescribeIdentityPool", { IdentityPoolId: "eu-west-1:1" });
    assert.equal(server.connections(), 1);
    client.destroy();
  });

  it("sends what the endpoint's address says: host, port, path prefix", async () => {
    const client = new CognitoIdentityClient({ region: "eu-west-1", endpoint: `${server.url}/a/b/`, credentials });
    await client.call("DescribeIdentityPool", { IdentityPoolId: "eu-west-1:1" });
    assert.equal(server.received[0]?.path, "/a/b/");
    assert.equal(server.received[0]?.headers.host, new URL(server.url).host);
    client.destroy();
  });

  /** Runs a program with `client` in a process of its own; answers how long it lived after it said "done". */
  async function lifeAfter(program: string): Promise<number> {
    const source = `
      const { CognitoIdentityClient } = require("./provider/client");
      const client = new CognitoIdentityClient(${JSON.stringify({ region: "eu-west-1", endpoint: server.url, credentials })});
      const call = (options) => client.call("DescribeIdentityPool", { IdentityPoolId: "eu-west-1:1" }, options);
      (async () => { ${program} })().then(() => console.log("done"), (error) => console.log("failed", error));`;
    const child: ChildProcess = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", source], {
      cwd: root,
      env: { ...process.env, AWS_CA_BUNDLE: "", NODE_EXTRA_CA_CERTS: certificateFile },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    let ended = 0;
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      ended ||= performance.now();
    });
    const killer = setTimeout(() => child.kill(), 15_000);
    const [code] = await once(child, "exit");
    clearTimeout(killer);
    assert.equal(said.trim(), "done");
    assert.equal(code, 0);
    return performance.now() - ended;
  }

  it("does not keep a process alive after its last call", async () => {
    const life = await lifeAfter("await Promise.all([call(), call(), call()]);");
    assert.equal(server.received.length, 3);
    assert(life < 1_000, `${life} ms`);
  }).timeout(20_000);

  it("does so over TLS, too, on one connection", async () => {
    await server.close();
    server = await startBareServer(undefined, { secure: true });
    const life = await lifeAfter("await call(); await call();");
    assert.deepEqual([server.received.length, server.connections()], [2, 1]);
    assert(life < 1_000, `${life} ms`);
  }).timeout(20_000);

  it("refuses a certificate that it can't trust, before it sends anything", async () => {
    await server.close();
    server = await startBareServer(undefined, { secure: true });
    const client = new CognitoIdentityClient({
      region: "eu-west-1",
      endpoint: server.url,
      credentials,
    });
    await assert.rejects(client.call("DeleteIdentityPool", { IdentityPoolId: "eu-west-1:1" }), {
      code: "CertificateError",
      outcome: "refused",
      retryable: false,
      attempts: 1,
      message: /self-signed certificate.*NODE_EXTRA_CA_CERTS/,
    });
    assert.equal(server.received.length, 0);
  });

  it("does not keep a process alive after a call that was aborted while it waited for a retry", async () => {
    server.respond = () => errorReply("TooManyRequestsException", "m", 400, { "retry-after": "9" });
    const life = await lifeAfter("await call({ signal: AbortSignal.timeout(100) }).catch(() => {});");
    assert(life < 1_000, `${life} ms`);
  }).timeout(20_000);
});
