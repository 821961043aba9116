// Pools on the local service over HTTP, made, found unchanged and destroyed by our resources on the real engine. The limit
// in the same run is the engine with as many dynamic resources that do nothing, plus the same calls by the bare client.
//
//   node bench/up.mjs
//   node bench/up.mjs --package DIR               another checkout, built, beside this one
//   node bench/up.mjs --pools 60 --rounds 5
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, setup } from "../scripts/setup/index.mjs";
import { createProject } from "./up-workspace.mjs";

const { values } = parseArgs({
  options: {
    package: { type: "string" },
    pools: { type: "string", default: "60" },
    rounds: { type: "string", default: "5" },
  },
});
const [count, rounds] = [Number(values.pools), Number(values.rounds)];
// As many as the engine has in flight.
const inFlight = availableParallelism() * 4;
const region = "eu-central-1";

const poolsProgram = `
const { IdentityPool } = require("pulumi-cognito-identity");
for (let i = 0; i < ${count}; i++) new IdentityPool("pool" + i, { developerProviderName: "login.example.com" });
`;
const idleProgram = `
const { CustomResource } = require("@pulumi/pulumi");
const __provider = "exports.handler = () => ({ create: async () => ({ id: 'idle', outs: {} }) });";
for (let i = 0; i < ${count}; i++) new CustomResource("pulumi-nodejs:dynamic/bench:Idle", "idle" + i, { __provider });
`;

const { env } = await setup();
const require = createRequire(import.meta.url);
const { CognitoIdentityClient } = require("pulumi-cognito-identity/client");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-")));
const main = require.resolve("../dist/emulator/command/main.js");
const server = spawn(process.execPath, [main, "--db", join(folder, "cognito.db"), "--port", "0", "--no-log"]);

try {
  const [line] = await once(server.stdout.setEncoding("utf8"), "data");
  const endpoint = line.match(/http:\S+/)[0];
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new CognitoIdentityClient({ region, endpoint, credentials });

  async function allPools() {
    const pools = [];
    for await (const pool of client.paginate("ListIdentityPools", { MaxResults: 60 }).items()) pools.push(pool);
    return pools;
  }

  async function assertPools(expected) {
    const { length } = await allPools();
    if (length !== expected) throw new Error(`${length} pools instead of ${expected}`);
  }

  /** Seconds, and those of processor time, that the calls take, as many in flight as the engine has. */
  async function callEach(items, call) {
    const started = performance.now();
    const before = process.cpuUsage();
    const left = [...items];
    const worker = async () => {
      while (left.length > 0) await call(left.pop());
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    const { user, system } = process.cpuUsage(before);
    return { wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
  }

  async function calls() {
    const settings = { AllowUnauthenticatedIdentities: false, DeveloperProviderName: "login.example.com" };
    const names = Array.from({ length: count }, (_, i) => `pool${i}`);
    const up = await callEach(names, (name) =>
      client.call("CreateIdentityPool", { IdentityPoolName: name, ...settings }),
    );
    const ids = (await allPools()).map(({ IdentityPoolId }) => IdentityPoolId);
    const destroy = await callEach(ids, (IdentityPoolId) => client.call("DeleteIdentityPool", { IdentityPoolId }));
    return { up, again: { wall: 0, cpu: 0 }, destroy };
  }

  async function contender(name, checkout, program, pools) {
    const config = {
      "cognito-identity:region": region,
      "cognito-identity:endpoint": endpoint,
      "cognito-identity:accessKey": credentials.accessKeyId,
      "cognito-identity:secretKey": credentials.secretAccessKey,
    };
    const time = await createProject(join(folder, name), { checkout, program, config, env });
    return async () => {
      const up = await time("up");
      await assertPools(pools);
      const again = await time("up", "--expect-no-changes");
      const destroy = await time("destroy");
      await assertPools(0);
      return { up, again, destroy };
    };
  }

  const contenders = {
    ours: await contender("ours", ROOT, poolsProgram, count),
    idle: await contender("idle", ROOT, idleProgram, 0),
    calls,
  };
  if (values.package) contenders.other = await contender("other", resolve(values.package), poolsProgram, count);

  const runs = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) runs[name].push(await run());
  }

  // Whatever else runs on the machine only ever adds to a time.
  const figure = (name, step, unit) => Math.min(...runs[name].map((figures) => figures[step][unit]));
  const row = (title, step, unit) => {
    const [ours, idle, bare] = ["ours", "idle", "calls"].map((name) => figure(name, step, unit));
    const cells = [ours, idle, bare].map((seconds) => `${seconds.toFixed(2)} s`);
    cells.push(`${(ours / (idle + bare)).toFixed(2)}x the limit`);
    if (runs.other) {
      const other = figure("other", step, unit);
      cells.push(`${other.toFixed(2)} s`, `${(ours / other).toFixed(2)}x the other`);
    }
    console.log(title.padEnd(20), ...cells.map((cell) => cell.padStart(15)));
  };
  console.log(
    `The least of ${rounds} runs with ${count} pools each; the limit is the idle resources plus the bare calls.`,
  );
  const heads = ["ours", "idle resources", "bare calls", "", ...(runs.other ? ["the other", ""] : [])];
  console.log("".padEnd(20), ...heads.map((head) => head.padStart(15)));
  for (const [title, step] of [
    ["up", "up"],
    ["up, no change", "again"],
    ["destroy", "destroy"],
  ]) {
    row(title, step, "wall");
    row("... processor time", step, "cpu");
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
