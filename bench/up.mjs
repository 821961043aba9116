// Pools, or links in one pool, on the local service over HTTP: made, found unchanged, refreshed and destroyed by our
// resources on the real engine. The limits in the same run are the engine with as many dynamic resources that do nothing,
// without or with as much in the state, plus the same calls by the bare client.
//
//   node bench/up.mjs
//   node bench/up.mjs --package DIR               another checkout, built, beside this one
//   node bench/up.mjs --pools 60 --rounds 5
//   node bench/up.mjs --links 1000 --rounds 3
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
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
    links: { type: "string" },
    rounds: { type: "string", default: "5" },
  },
});
const rounds = Number(values.rounds);
const links = Number(values.links ?? 0);
const pools = values.links ? 1 : Number(values.pools);
// As many as the engine has in flight.
const inFlight = availableParallelism() * 4;
const region = "eu-central-1";

const ownProgram = `
const { DeveloperIdentityLink, IdentityPool } = require("pulumi-cognito-identity");
let pool;
for (let i = 0; i < ${pools}; i++) pool = new IdentityPool("pool" + i, { developerProviderName: "login.example.com" });
for (let i = 0; i < ${links}; i++)
  new DeveloperIdentityLink("link" + i, { identityPoolId: pool.id, developerUserIdentifier: "user" + i });
`;
/** Dynamic resources that do nothing, with nothing in the state, or with as much as ours have. */
const idleProgram = (asMuch) => `
const { CustomResource } = require("@pulumi/pulumi");
const __provider = "exports.handler = () => ({ create: async (inputs) => ({ id: '" + "0".repeat(49) + "', outs: inputs }) });";
const make = (name, args) =>
  new CustomResource("pulumi-nodejs:dynamic/bench:Idle", name, { __provider, ...(${asMuch} ? args : {}) });
const id = "0".repeat(49);
const region = "eu-central-1";
let first;
for (let i = 0; i < ${pools}; i++)
  first = make("pool" + i, {
    identityPoolName: "pool" + i + "-0000000",
    allowUnauthenticatedIdentities: false,
    deletionProtection: false,
    developerProviderName: "login.example.com",
    tagsAll: {},
    region,
    identityPoolId: id,
    arn: "arn:aws:cognito-identity:eu-central-1:000000000000:identitypool/" + id,
  });
for (let i = 0; i < ${links}; i++)
  make("link" + i, {
    identityPoolId: first.id,
    developerUserIdentifier: "user" + i,
    developerProviderName: "login.example.com",
    identityId: id,
    region,
  });
`;

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const sum = (one, other) => ({ wall: one.wall + other.wall, cpu: one.cpu + other.cpu });

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
    const numbers = (count) => Array.from({ length: count }, (_, i) => i);
    const create = await callEach(numbers(pools), (i) =>
      client.call("CreateIdentityPool", { IdentityPoolName: `pool${i}`, ...settings }),
    );
    const ids = (await allPools()).map(({ IdentityPoolId }) => IdentityPoolId);
    const [IdentityPoolId] = ids;
    const register = await callEach(numbers(links), (i) => {
      const Logins = { [settings.DeveloperProviderName]: `user${i}` };
      return client.call("GetOpenIdTokenForDeveloperIdentity", { IdentityPoolId, Logins });
    });
    const describe = await callEach(ids, (id) => client.call("DescribeIdentityPool", { IdentityPoolId: id }));
    const lookUp = await callEach(numbers(links), (i) =>
      client.call("LookupDeveloperIdentity", { IdentityPoolId, DeveloperUserIdentifier: `user${i}` }),
    );
    const destroy = await callEach(ids, (id) => client.call("DeleteIdentityPool", { IdentityPoolId: id }));
    return { up: sum(create, register), again: { wall: 0, cpu: 0 }, refresh: sum(describe, lookUp), destroy };
  }

  async function contender(name, checkout, program, expected) {
    const config = {
      "cognito-identity:region": region,
      "cognito-identity:endpoint": endpoint,
      "cognito-identity:accessKey": credentials.accessKeyId,
      "cognito-identity:secretKey": credentials.secretAccessKey,
    };
    const time = await createProject(join(folder, name), { checkout, program, config, env });
    return async () => {
      const up = await time("up");
      await assertPools(expected);
      const again = await time("up", "--expect-no-changes");
      const refresh = await time("refresh");
      const destroy = await time("destroy");
      await assertPools(0);
      return { up, again, refresh, destroy };
    };
  }

  const contenders = {
    ours: await contender("ours", ROOT, ownProgram, pools),
    idle: await contender("idle", ROOT, idleProgram(false), 0),
    alike: await contender("alike", ROOT, idleProgram(true), 0),
    calls,
  };
  if (values.package) contenders.other = await contender("other", resolve(values.package), ownProgram, pools);

  const runs = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) runs[name].push(await run());
  }

  const figure = (name, step, unit) => median(runs[name].map((figures) => figures[step][unit]));
  const row = (title, step, unit, shown, hasCalls = true) => {
    const [ours, idle, alike, calls] = ["ours", "idle", "alike", "calls"].map((name) =>
      name === "calls" && !hasCalls ? 0 : figure(name, step, unit),
    );
    const cells = [ours, idle, alike].map(shown);
    cells.push(hasCalls ? shown(calls) : "");
    cells.push(`${(ours / (idle + calls)).toFixed(2)}x, ${(ours / (alike + calls)).toFixed(2)}x`);
    if (runs.other) {
      const other = figure("other", step, unit);
      cells.push(shown(other), `${(ours / other).toFixed(2)}x`);
    }
    console.log(title.padEnd(26), ...cells.map((cell) => cell.padStart(15)));
  };
  const seconds = (value) => `${value.toFixed(2)} s`;
  const megabytes = (value) => `${(value / 1024).toFixed(0)} MB`;
  const what = values.links ? `a pool with ${links} links` : `${pools} pools`;
  console.log(
    `Medians of ${rounds} runs, alternating, of ${what}. Idle resources do nothing, and have nothing in the state;`,
  );
  console.log("those alike have as much in it as ours. The ratios are to either, with the bare calls added.");
  const heads = ["ours", "idle", "alike", "bare calls", "to idle, alike", ...(runs.other ? ["the other", ""] : [])];
  console.log("".padEnd(26), ...heads.map((head) => head.padStart(15)));
  for (const [title, step] of [
    ["up", "up"],
    ["up, no change", "again"],
    ["refresh", "refresh"],
    ["destroy", "destroy"],
  ]) {
    row(title, step, "wall", seconds);
    row("... processor time", step, "cpu", seconds);
  }
  // Memory is looked at on Linux alone.
  if (existsSync("/proc")) {
    row("up: peak of all processes", "up", "memory", megabytes, false);
    row("... of the largest one", "up", "largest", megabytes, false);
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
