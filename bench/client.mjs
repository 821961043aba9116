// The client against @aws-sdk/client-cognito-identity and plain undici on one bare local server: `node bench/client.mjs`.
import { setup } from "../scripts/setup/index.mjs";
import { run, startServer } from "./client-processes.mjs";

const rounds = Number(process.argv[2] ?? 3);
const seconds = 4;
await setup({ engine: false });
const server = await startServer();
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const load = { ours: [], sdk: [], undici: [] };
const cold = { ours: [], sdk: [], undici: [] };
for (let round = 0; round < rounds; round++) {
  for (const kind of Object.keys(load)) load[kind].push(await run("client-contender.mjs", kind, server.url, seconds));
}
for (let round = 0; round < rounds * 4; round++) {
  for (const kind of Object.keys(cold)) cold[kind].push(await run("client-contender.mjs", kind, server.url, 0));
}
server.stop();

const figure = (runs, kind, name) => median(runs[kind].map((figures) => figures[name]));
const row = (title, runs, name, unit, limit) => {
  const [ours, sdk, undici] = ["ours", "sdk", "undici"].map((kind) => figure(runs, kind, name));
  const shown = [ours, sdk, undici].map((value) => `${value.toFixed(0)} ${unit}`.padStart(12));
  console.log(title.padEnd(26), ...shown, `${(ours / sdk).toFixed(2)}x the SDK (${limit})`.padStart(28));
};
console.log(
  `Medians of ${rounds} runs of ${seconds} s each, 32 calls in flight; cold starts: medians of ${rounds * 4}.`,
);
console.log("".padEnd(26), ...["ours", "SDK", "undici"].map((name) => name.padStart(12)));
row("CPU per request", load, "cpu", "µs", "at most 0.20x");
row("requests per second", load, "rate", "/s", "at least 3x");
row("first call, cold process", cold, "firstCall", "ms", "at most 0.45x");
row("... from the spawn", cold, "fromSpawn", "ms", "for comparison");
row("peak memory", load, "memory", "MB", "at most 0.75x");
const limit = figure(load, "ours", "cpu") / figure(load, "undici", "cpu");
console.log(`CPU per request: ${limit.toFixed(2)}x that of the same request unsigned by undici (at most 2.30x).`);
