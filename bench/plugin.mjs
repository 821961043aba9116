// The provider plugin against dynamic resources: from the start of a process to the port that the engine waits for, with the
// memory that it then has; and pools on the local service over HTTP, made, found unchanged and destroyed on the real engine,
// by the same program but for its import.
//
//   node bench/plugin.mjs
//   node bench/plugin.mjs --pools 60 --rounds 5
//   node bench/plugin.mjs --executable PATH        a program that `npm run release` made, as a third side of the start
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, setup } from "../scripts/setup/index.mjs";
import { createProject } from "./up-workspace.mjs";

const { values } = parseArgs({
  options: {
    executable: { type: "string" },
    pools: { type: "string", default: "60" },
    rounds: { type: "string", default: "5" },
  },
});
const rounds = Number(values.rounds);
const pools = Number(values.pools);
const region = "eu-central-1";

const program = (from) => `
const { IdentityPool } = require("${from}");
for (let i = 0; i < ${pools}; i++) new IdentityPool("pool" + i, { developerProviderName: "login.example.com" });
`;

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const seconds = (value) => `${value.toFixed(2)} s`;
const megabytes = (value) => `${(value / 1024).toFixed(0)} MB`;

const { env } = await setup();
const require = createRequire(import.meta.url);
const plugin = join(ROOT, "dist/provider/plugin/main.js");

/** Seconds from the start of a provider's process to its port, and its memory in kB then, as Linux tells it. */
async function start([command, ...args]) {
  const started = performance.now();
  const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await Promise.race([
      once(child.stdout.setEncoding("utf8"), "data"),
      once(child, "exit").then(([code]) => Promise.reject(new Error(`${command} ended with ${code} and no port.`))),
    ]);
    const wall = (performance.now() - started) / 1000;
    if (!/^\d+\s*$/.test(line)) throw new Error(`${command} printed ${line} and no port.`);
    const status = `/proc/${child.pid}/status`;
    const memory = existsSync(status) ? Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(status, "utf8"))[1]) : Number.NaN;
    return { start: { wall, memory } };
  } finally {
    child.kill("SIGKILL");
  }
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-")));
const local = spawn(
  process.execPath,
  [join(ROOT, "dist/emulator/command/main.js"), "--db", join(folder, "cognito.db"), "--port", "0", "--no-log"],
  { stdio: ["ignore", "pipe", "inherit"] },
);

try {
  const [line] = await once(local.stdout.setEncoding("utf8"), "data");
  const config = {
    "cognito-identity:region": region,
    "cognito-identity:endpoint": line.match(/http:\S+/)[0],
    "cognito-identity:accessKey": "local",
    "cognito-identity:secretKey": "local",
  };
  const bin = join(folder, "bin");
  mkdirSync(bin);
  symlinkSync(plugin, join(bin, "pulumi-resource-cognito-identity"));
  const withPlugin = { ...env, PATH: [bin, env.PATH].join(delimiter) };

  async function stack(name, from, env) {
    const time = await createProject(join(folder, name), { checkout: ROOT, program: program(from), config, env });
    return async () => {
      const up = await time("up");
      const again = await time("up", "--expect-no-changes");
      const destroy = await time("destroy");
      return { up, again, destroy };
    };
  }

  const dynamic = join(require.resolve("@pulumi/pulumi/package.json"), "../cmd/dynamic-provider/index.js");
  // The address of the engine, which it asks nothing before it serves.
  const starts = { plugin: [process.execPath, plugin], dynamic: [process.execPath, dynamic, "127.0.0.1:1"] };
  if (values.executable) starts.executable = [resolve(values.executable)];
  const stacks = {
    plugin: await stack("plugin", "pulumi-cognito-identity/plugin", withPlugin),
    dynamic: await stack("dynamic", "pulumi-cognito-identity", env),
  };

  const runs = Object.fromEntries(Object.keys(starts).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(starts)) {
      runs[name].push({ ...(await start(command)), ...(await stacks[name]?.()) });
    }
  }

  const figure = (name, step, unit) => median(runs[name].map((figures) => figures[step][unit]));
  const row = (title, step, unit, shown) => {
    const [one, other] = ["plugin", "dynamic"].map((name) => figure(name, step, unit));
    const cells = [shown(one), shown(other), `${(one / other).toFixed(2)}x`];
    if (step === "start" && values.executable) cells.push(shown(figure("executable", step, unit)));
    console.log(title.padEnd(26), ...cells.map((cell) => cell.padStart(12)));
  };
  console.log(
    `Medians of ${rounds} runs, alternating. A start is that of the provider's process, up and the rest are of ${pools} pools.`,
  );
  const heads = ["plugin", "dynamic", "", ...(values.executable ? ["executable"] : [])];
  console.log("".padEnd(26), ...heads.map((head) => head.padStart(12)));
  const hasMemory = existsSync("/proc");
  row("start to the port", "start", "wall", seconds);
  if (hasMemory) row("... memory then", "start", "memory", megabytes);
  for (const [title, step] of [
    ["up", "up"],
    ["up, no change", "again"],
    ["destroy", "destroy"],
  ]) {
    row(title, step, "wall", seconds);
    row("... processor time", step, "cpu", seconds);
    if (hasMemory) row("... peak of all processes", step, "memory", megabytes);
  }
} finally {
  local.kill();
  rmSync(folder, { recursive: true, force: true });
}
