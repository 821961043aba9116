// Writes docs/performance.md from runs of the benches on this machine, which takes most of an hour:
// `npm run build && node bench/performance.mjs`. Each bench compares both sides in one run. With the beginnings of
// commands, such as `client.mjs` or "up.mjs --pools", only those are run, and the page keeps the others' sections.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, release, totalmem, type } from "node:os";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const path = (file) => fileURLToPath(new URL(file, import.meta.url));
const page = path("../docs/performance.md");

const benches = [
  {
    title: "Pools",
    text: "Against the engine with as many dynamic resources that do nothing, plus the same calls by the bare client.",
    target: "at most 1.08x of the idle ones each",
    command: "up.mjs --pools 60 --rounds 5",
  },
  {
    title: "Links, one resource each",
    text:
      "A thousand in one pool; a `destroy` deletes the pool alone, and the links with it. The engine writes the whole state after " +
      "each step, so what a link has in the state counts a thousand times: most of what is above the idle ones, as those alike show.",
    target: "`up` at most 1.10x of the idle ones, no change 1.15x, `refresh` 1.20x, `destroy` 0.50x, memory 1.10x",
    command: "up.mjs --links 1000 --rounds 5",
  },
  {
    title: "Links, in sets",
    text: "`DeveloperIdentityLinks` against a bare loop over the client at the same concurrency.",
    command: "links.mjs --users 1000,10000,100000 --rounds 5",
  },
  {
    title: "Links under a throttle",
    text: "Against the rate that the service allows, which refuses what comes faster.",
    command: "throttled.mjs --links 300 --rate 10",
  },
  {
    title: "The plugin",
    text: "Against dynamic resources, by the same program but for its import.",
    target: "start at most 0.3x of a dynamic provider's, memory at most 0.6x",
    command: "plugin.mjs --pools 60 --rounds 5",
  },
  {
    title: "The client",
    text: "Against AWS's own client, and against the same request unsigned by undici, on a server that only answers.",
    command: "client.mjs 5",
  },
  {
    title: "A walk over a million identities",
    text: "By the pages of `ListIdentities`, as `iterateIdentities` and `listIdentities` go.",
    command: "client-pages.mjs",
  },
  {
    title: "What the package weighs",
    text:
      "The package holds the local service, whose SQLite is most of what is installed, and AWS's whole chain of credentials, " +
      "which is most of a bundle: more than the SDK's client brings.",
    command: "weight.mjs 15",
  },
  {
    title: "The local service",
    text: "Against moto's server.",
    command: "emulator.mjs",
  },
  {
    title: "The test kit",
    command: "test-kit.mjs",
  },
];

const wanted = process.argv.slice(2);
const old = existsSync(page) ? readFileSync(page, "utf8") : "";

function section({ title, text, target, command }) {
  const [script, ...args] = command.split(" ");
  if (wanted.length > 0 && !wanted.some((beginning) => command.startsWith(beginning))) {
    return new RegExp(`^## ${title}\n.*?(?=^## |(?![^]))`, "ms").exec(old)?.[0].trimEnd();
  }
  console.log(`node bench/${command}`);
  const output = execFileSync(process.execPath, [path(script), ...args], { encoding: "utf8" }).trimEnd();
  const lines = [text, target && `To be kept: ${target}.`].filter(Boolean).join(" ");
  return `## ${title}\n\n${lines && `${lines}\n\n`}\`node bench/${command}\`\n\n\`\`\`text\n${output}\n\`\`\``;
}

const [{ model }] = cpus();
const { version } = require("@pulumi/pulumi/package.json");
const head = `# Performance

Written by \`node bench/performance.mjs\`. Each part is one run in which both sides alternate; on another machine only the
ratios mean anything. Terraform's AWS provider is no side here: its registry could not be reached where this was run.

- ${new Date().toISOString().slice(0, 10)}, ${cpus().length} processors (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}
- Node.js ${process.version}, @pulumi/pulumi ${version}, pulumi-cognito-identity ${require("../package.json").version}`;
const sections = benches.map(section).filter(Boolean);
writeFileSync(page, `${[head, ...sections].join("\n\n")}\n`);
