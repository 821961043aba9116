import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { credentials, Server, ServerCredentials, type ServiceError, status } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { PluginAttach, type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CallRequest,
  type CallResponse,
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  type ConfigureResponse,
  CreateRequest,
  type CreateResponse,
  GetSchemaRequest,
  type GetSchemaResponse,
  InvokeRequest,
  type InvokeResponse,
  ReadRequest,
  type ReadResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Serving, serve } from "../../provider/plugin/serve";
import { asSecret, secretsIn } from "../../provider/plugin/struct";

const root = resolve(__dirname, "../..");
const urn = (kind: string, name: string) => `urn:pulumi:test::test::parent$cognito-identity:index:${kind}::${name}`;

/** One answer of a method of the protocol, or its failure. */
const ask = <A>(call: (done: (error: ServiceError | null, answer: A) => void) => unknown): Promise<A> =>
  new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))));

const struct = (values: object) => Struct.fromJavaScript(values as never);

describe("the plugin's protocol", () => {
  let serving: Serving;
  let client: ResourceProviderClient;
  before(async () => {
    serving = await serve(undefined);
    client = new ResourceProviderClient(`127.0.0.1:${serving.port}`, credentials.createInsecure());
  });
  after(() => {
    client.close();
    serving.close();
  });

  const configure = () => {
    const request = new ConfigureRequest();
    request.setArgs(struct({ region: "eu-central-1", endpoint: "local::memory:" }));
    return ask<ConfigureResponse>((done) => client.configure(request, done));
  };
  const check = async (kind: string, name: string, inputs: object, seed = "") => {
    const request = new CheckRequest();
    request.setUrn(urn(kind, name));
    request.setNews(struct(inputs));
    request.setRandomseed(Buffer.from(seed));
    const answer = await ask<CheckResponse>((done) => client.check(request, done));
    return {
      inputs: answer.getInputs()?.toJavaScript() as Record<string, unknown>,
      reasons: answer.getFailuresList().map((failure) => failure.getReason()),
    };
  };

  it("answers nothing about resources before it is configured", async () => {
    await assert.rejects(check("IdentityPool", "pool", {}), /not configured yet/);
  });

  it("answers with its schema, its version, and what it does not implement", async () => {
    const schema = JSON.parse(
      (await ask<GetSchemaResponse>((done) => client.getSchema(new GetSchemaRequest(), done))).getSchema(),
    );
    assert.equal(schema.name, "cognito-identity");
    assert.equal(schema.version, "0.1.0");
    const info = await ask<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
    assert.equal(info.getVersion(), schema.version);
    const error = await ask<CallResponse>((done) => client.call(new CallRequest(), done)).catch(
      (caught: ServiceError) => caught,
    );
    assert.equal((error as ServiceError).code, status.UNIMPLEMENTED);
  });

  it("names a kind, or a function, that it does not have", async () => {
    await configure();
    await assert.rejects(check("Bucket", "pool", {}), /no resource cognito-identity:index:Bucket/);
    const request = new InvokeRequest();
    request.setTok("cognito-identity:index:constructor");
    await assert.rejects(
      ask<InvokeResponse>((done) => client.invoke(request, done)),
      /no function cognito-identity:index:constructor/,
    );
  });

  it("gives the same automatic name for the same seed", async () => {
    const name = async (seed: string) => (await check("IdentityPool", "a::b", {}, seed)).inputs.identityPoolName;
    assert.equal(await name("one"), await name("one"));
    assert.notEqual(await name("one"), await name("two"));
    assert.match(String(await name("one")), /^a--b-[0-9a-f]{7}$/);
  });

  it("begins a new update with each configuration", async () => {
    await configure();
    const taken = { identityPoolId: "eu-central-1:00000000-0000-4000-8000-000000000000" };
    const tags = { ...taken, identityProviderName: "graph.facebook.com" };
    const claimed = async (name: string) =>
      (await check("IdentityPoolProviderPrincipalTag", name, tags)).reasons.some((reason) =>
        /declare only one/.test(reason),
      );
    assert.equal(await claimed("first"), false);
    assert.equal(await claimed("second"), true);
    await configure();
    assert.equal(await claimed("second"), false);
  });

  it("answers what it reads with the secrets marked, though they came plain", async () => {
    await configure();
    const create = async (kind: string, inputs: object) => {
      const request = new CreateRequest();
      request.setUrn(urn(kind, "one"));
      request.setProperties(struct(inputs));
      return ask<CreateResponse>((done) => client.create(request, done));
    };
    const logins = { "graph.facebook.com": "a-token" };
    const settings = { identityPoolName: "visitors", supportedLoginProviders: { "graph.facebook.com": "1" } };
    const flags = { allowUnauthenticatedIdentities: false, tagsAll: {}, region: "eu-central-1" };
    const identityPoolId = (await create("IdentityPool", { ...settings, ...flags })).getId();
    const visitor = await create("Identity", { identityPoolId, logins });
    const request = new ReadRequest();
    request.setId(visitor.getId());
    request.setUrn(urn("Identity", "one"));
    // As `get` has it, whose caller knows the logins; an import knows the id alone.
    request.setProperties(struct({ logins }));
    const found = await ask<ReadResponse>((done) => client.read(request, done));
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: logins };
    for (const values of [found.getProperties(), found.getInputs()]) {
      assert.deepEqual(values?.toJavaScript().logins, secret);
    }
    request.setProperties(undefined);
    const imported = await ask<ReadResponse>((done) => client.read(request, done));
    assert.equal(imported.getProperties()?.toJavaScript().identityPoolId, identityPoolId);
    assert.equal("logins" in (imported.getInputs()?.toJavaScript() ?? {}), false);
  });

  it("answers secrets where an argument of a function is one", async () => {
    await configure();
    const invoke = async (maxResults: unknown) => {
      const request = new InvokeRequest();
      request.setTok("cognito-identity:index:listIdentityPools");
      request.setArgs(struct({ maxResults }));
      const answer = await ask<InvokeResponse>((done) => client.invoke(request, done));
      return Object.values(answer.getReturn()?.toJavaScript() ?? {}).map((value) => secretsIn(value).length > 0);
    };
    assert.deepEqual(new Set(await invoke(7)), new Set([false]));
    assert.deepEqual(new Set(await invoke(asSecret(7))), new Set([true]));
  });

  it("sends its messages to the engine that attaches itself", async () => {
    const engine = new Server();
    const said: { urn: string; message: string }[] = [];
    engine.addService(EngineService, {
      log: (call: { request: LogRequest }, done: (error: null, answer: Empty) => void) => {
        said.push({ urn: call.request.getUrn(), message: call.request.getMessage() });
        done(null, new Empty());
      },
    });
    const port = await new Promise<number>((bound, failed) =>
      engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, found) =>
        error ? failed(error) : bound(found),
      ),
    );
    try {
      const attach = new PluginAttach();
      attach.setAddress(`127.0.0.1:${port}`);
      await ask<Empty>((done) => client.attach(attach, done));
      await configure();
      const create = async (kind: string, inputs: object) => {
        const request = new CreateRequest();
        request.setUrn(urn(kind, "one"));
        request.setProperties(struct(inputs));
        return ask<CreateResponse>((done) => client.create(request, done));
      };
      const settings = { identityPoolName: "p", developerProviderName: "login.example.com", region: "eu-central-1" };
      const pool = await create("IdentityPool", { ...settings, allowUnauthenticatedIdentities: false, tagsAll: {} });
      const link = { identityPoolId: pool.getId(), developerUserIdentifier: "alice" };
      const made = (await create("DeveloperIdentityLink", link)).getProperties()?.toJavaScript();
      assert.deepEqual(said, []);
      await create("DeveloperIdentityLink", { ...link, identityId: made?.identityId });
      assert.deepEqual(
        said.map(({ urn, message }) => [urn, /is registered already/.test(message)]),
        [[urn("DeveloperIdentityLink", "one"), true]],
      );
    } finally {
      engine.forceShutdown();
    }
  });
});

describe("the plugin's command", () => {
  const start = (args: string[]) =>
    spawn(join(root, "dist/provider/plugin/main.js"), args, { stdio: ["ignore", "pipe", "pipe"] });
  const firstOutput = (child: ChildProcess) =>
    new Promise<string>((resolve) => child.stdout?.setEncoding("utf8").once("data", resolve));

  it("writes its port to standard output and nothing else, and serves there", async () => {
    const child = start(["127.0.0.1:1"]);
    try {
      let output = await firstOutput(child);
      child.stdout?.on("data", (chunk) => (output += chunk));
      assert.match(output, /^\d+\n$/);
      const client = new ResourceProviderClient(`127.0.0.1:${output.trim()}`, credentials.createInsecure());
      const request = new ConfigureRequest();
      request.setArgs(struct({ region: "eu-central-1", endpoint: "local::memory:" }));
      await ask<ConfigureResponse>((done) => client.configure(request, done));
      const info = await ask<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
      assert.equal(info.getVersion(), "0.1.0");
      client.close();
      assert.match(output, /^\d+\n$/);
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("ends when the engine that started it was killed", async function () {
    if (process.platform === "win32") this.skip();
    const plugin = join(root, "dist/provider/plugin/main.js");
    const code = `const { spawn } = require("node:child_process");
      const child = spawn(${JSON.stringify(plugin)}, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"], detached: true });
      child.stdout.once("data", () => console.log(child.pid));
      setInterval(() => {}, 1000);`;
    const engine = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = Number(await firstOutput(engine));
    engine.kill("SIGKILL");
    const isAlive = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    assert.ok(isAlive());
    const deadline = Date.now() + 15_000;
    while (isAlive() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 200));
    const ended = !isAlive();
    if (!ended) process.kill(pid, "SIGKILL");
    assert.ok(ended);
  });
});
