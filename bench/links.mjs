// Sets of developer users against a bare loop over the client, on one local service over HTTP:
//
//   node bench/links.mjs
//   node bench/links.mjs --rounds 5 --users 1000,10000,100000
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setup } from "../scripts/setup/index.mjs";
import { run } from "./client-processes.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    users: { type: "string", default: "1000,10000" },
  },
});
const rounds = Number(values.rounds);
await setup({ engine: false });
const require = createRequire(import.meta.url);
const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-")));
const main = require.resolve("../dist/emulator/command/main.js");
const server = spawn(process.execPath, [main, "--db", join(folder, "cognito.db"), "--port", "0", "--no-log"]);
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

try {
  const [line] = await once(server.stdout.setEncoding("utf8"), "data");
  const endpoint = line.match(/http:\S+/)[0];
  console.log(`Medians of ${rounds} rounds, alternating; each run in a process and a pool of its own.`);
  for (const users of values.users.split(",").map(Number)) {
    const runs = { set: [], loop: [] };
    for (let round = 0; round < rounds; round++) {
      for (const kind of Object.keys(runs)) {
        runs[kind].push(await run("links-contender.mjs", kind, endpoint, users));
      }
    }
    const figure = (kind, name) => median(runs[kind].map((figures) => figures[name]));
    const [set, loop] = [figure("set", "seconds"), figure("loop", "seconds")];
    console.log(
      `${users} users: ${set.toFixed(2)} s, the loop ${loop.toFixed(2)} s: ${(set / loop).toFixed(2)}x (at most 1.20x); ` +
        `a user more memory than in the loop: ${(((figure("set", "memory") - figure("loop", "memory")) * 1e6) / users / 1e3).toFixed(1)} kB; ` +
        `state: ${figure("set", "state").toFixed(0)} bytes a user (at most 120)`,
    );
  }
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
