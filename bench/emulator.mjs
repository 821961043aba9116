// The local service against moto's server in the same run: requests per second, start-up, and how its own times grow with
// the number of identities.
//
//   npm run build && node bench/emulator.mjs            (needs python3; installs moto from PyPI into a temporary folder)
//   MOTO_SERVER=/path/to/moto_server node bench/emulator.mjs
//   SECONDS_EACH=2 LARGEST=100000 node bench/emulator.mjs
import { execFileSync, spawn } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "undici";

const require = createRequire(import.meta.url);
const main = require.resolve("../dist/emulator/command/main.js");
const { openStore } = require("../dist/emulator/store/index.js");
const seconds = Number(process.env.SECONDS_EACH ?? 5);
const largest = Number(process.env.LARGEST ?? 1_000_000);
const inFlight = 32;
const region = "us-east-1";
const folder = mkdtempSync(join(tmpdir(), "bench-"));

const hash = (data) => createHash("sha256").update(data).digest("hex");
const hmac = (key, data) => createHmac("sha256", key).update(data).digest();

/** Signed once and sent many times, so that the load costs the same little for both. */
function request(host, operation, input) {
  const body = JSON.stringify(input);
  const date = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const scope = `${date.slice(0, 8)}/${region}/cognito-identity/aws4_request`;
  const canonical = `POST\n/\n\nhost:${host}\nx-amz-date:${date}\n\nhost;x-amz-date\n${hash(body)}`;
  const key = scope.split("/").reduce(hmac, "AWS4local");
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash(canonical)}`).toString("hex");
  return {
    method: "POST",
    path: "/",
    headers: {
      host,
      "x-amz-date": date,
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityService.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=local/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    },
    body,
  };
}

async function call(pool, host, operation, input) {
  const { statusCode, body } = await pool.request(request(host, operation, input));
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${operation}: ${statusCode} ${text.slice(0, 300)}`);
  return text && JSON.parse(text);
}

async function rate(pool, host, operation, input) {
  const ready = request(host, operation, input);
  const run = async (duration) => {
    const end = performance.now() + duration * 1000;
    let count = 0;
    const worker = async () => {
      while (performance.now() < end) {
        const { statusCode, body } = await pool.request(ready);
        await body.dump();
        if (statusCode !== 200) throw new Error(`${operation}: ${statusCode}`);
        count++;
      }
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: inFlight }, worker));
    return count / ((performance.now() - started) / 1000);
  };
  await run(Math.min(1, seconds / 4));
  return run(seconds);
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a server and waits until it answers; says how long that took. */
async function start(command, args, port) {
  const url = `http://127.0.0.1:${port}`;
  // The first fetch of a process loads its client, which is not the server's time.
  await fetch(url).catch(() => {});
  const started = performance.now();
  const child = spawn(command, args, { stdio: "ignore" });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
    const isUp = await fetch(`${url}/health`).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const ready = performance.now() - started;
  const pool = new Pool(url, { connections: inFlight });
  const stop = async () => {
    await pool.close();
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  };
  return { pool, host: `127.0.0.1:${port}`, ready, stop };
}

const startOurs = async (db) => {
  const port = await freePort();
  return start(process.execPath, [main, "--db", db, "--port", port, "--max-pools", "100000000", "--no-log"], port);
};
const startMoto = async (moto) => {
  const port = await freePort();
  return start(moto, ["-p", String(port), "-H", "127.0.0.1"], port);
};

const settings = { IdentityPoolName: "bench", AllowUnauthenticatedIdentities: true, DeveloperProviderName: "dev" };

async function rates({ pool, host }) {
  const { IdentityPoolId } = await call(pool, host, "CreateIdentityPool", settings);
  const { IdentityId } = await call(pool, host, "GetId", { IdentityPoolId });
  return {
    DescribeIdentityPool: await rate(pool, host, "DescribeIdentityPool", { IdentityPoolId }),
    GetId: await rate(pool, host, "GetId", { IdentityPoolId }),
    GetOpenIdToken: await rate(pool, host, "GetOpenIdToken", { IdentityId }),
    GetOpenIdTokenForDeveloperIdentity: await rate(pool, host, "GetOpenIdTokenForDeveloperIdentity", {
      IdentityPoolId,
      Logins: { dev: "alice" },
    }),
    ListIdentities: await rate(pool, host, "ListIdentities", { IdentityPoolId, MaxResults: 1 }),
    CreateIdentityPool: await rate(pool, host, "CreateIdentityPool", settings),
  };
}

function installMoto() {
  if (process.env.MOTO_SERVER) return process.env.MOTO_SERVER;
  console.log("installing moto …");
  execFileSync("python3", ["-m", "venv", join(folder, "venv")]);
  execFileSync(join(folder, "venv", "bin", "pip"), ["install", "--quiet", "moto[server]"]);
  return join(folder, "venv", "bin", "moto_server");
}

/**
 * By the number of identities in a pool: the median time of its pages, which begin at the first and walk on, and the 99th
 * percentile of GetId for new guests.
 */
async function timesBySize() {
  const db = join(folder, "pages.db");
  const store = openStore(db);
  const id = `${region}:00000000-0000-4000-8000-000000000000`;
  const now = new Date();
  await store.write(() => store.pools.create(id, { account: "000000000000", region }, settings, {}, now));
  let filled = 0;
  const times = [];
  for (const size of [0, 1000, 10_000, 100_000, 1_000_000].filter((one) => one <= largest)) {
    while (filled < size) {
      await store.write(() => {
        const pool = store.pools.find(id);
        for (let i = 0; i < 10_000 && filled < size; i++, filled++) {
          const identity = store.identities.create(
            `${region}:${String(filled).padStart(36, "0")}`,
            pool,
            "linked",
            now,
          );
          store.identities.link(identity, { provider: "dev", subject: `user-${filled}` });
        }
      });
    }
    const ours = await startOurs(db);
    let token;
    const page = await durations(200, async () => {
      const input = { IdentityPoolId: id, MaxResults: 60, ...(token && { NextToken: token }) };
      ({ NextToken: token } = await call(ours.pool, ours.host, "ListIdentities", input));
    });
    const guests = await durations(1000, () => call(ours.pool, ours.host, "GetId", { IdentityPoolId: id }));
    times.push({ size, page: page[100], slowest: guests[990] });
    await ours.stop();
  }
  store.close();
  return times;
}

/** The milliseconds that each of some calls in a row takes, the least first. */
async function durations(count, work) {
  const found = [];
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    await work();
    found.push(performance.now() - started);
  }
  return found.sort((one, other) => one - other);
}

const median = (list) => list.sort((one, other) => one - other)[Math.floor(list.length / 2)];

const fixed = (value, digits = 0) => value.toFixed(digits);

try {
  const moto = installMoto();
  const starts = { ours: [], moto: [] };
  const results = {};
  for (const [name, launch] of [
    ["ours", () => startOurs(join(folder, `speed-${starts.ours.length}.db`))],
    ["moto", () => startMoto(moto)],
  ]) {
    for (let i = 0; i < 3; i++) {
      const server = await launch();
      starts[name].push(server.ready);
      if (i === 2) results[name] = await rates(server);
      await server.stop();
    }
  }
  console.log(
    `${inFlight} in flight, ${seconds} s each; ours verifies signatures and commits durably (synchronous=FULL)`,
  );
  for (const [operation, theirs] of Object.entries(results.moto)) {
    const ours = results.ours[operation];
    console.log(
      `${operation}: ours ${fixed(ours)}/s, moto ${fixed(theirs)}/s: ${fixed(ours / theirs, 1)}x (at least 5x)`,
    );
  }
  const [ours, theirs] = [median(starts.ours), median(starts.moto)];
  console.log(
    `ready after: ours ${fixed(ours)} ms, moto ${fixed(theirs)} ms: ${fixed(ours / theirs, 2)}x (at most 0.50x)`,
  );
  const [empty, ...filled] = await timesBySize();
  for (const { size, page, slowest } of filled) {
    const ratio = fixed(slowest / empty.slowest, 2);
    console.log(
      `${size} identities: a page of ListIdentities ${fixed(page, 2)} ms; p99 of GetId ${fixed(slowest, 2)} ms, ` +
        `${ratio}x that of an empty pool${size === 100_000 ? " (at most 2x)" : ""}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
