// What the package costs before it does anything: to import beside Pulumi, to bundle, to start, to install. The contenders
// are @pulumi/pulumi alone and AWS's own client: `npm run build && node bench/weight.mjs`. It installs from npm's registry.
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { ROOT } from "../scripts/setup/index.mjs";
import { startServer } from "./client-processes.mjs";

const rounds = Number(process.argv[2] ?? 15);
const run = promisify(execFile);
const require = createRequire(import.meta.url);
const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-")));
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const row = (title, ours, theirs, unit, limit) =>
  console.log(
    title.padEnd(40),
    ...[ours, theirs].map((value) => `${value.toFixed(unit === "" ? 0 : 1)} ${unit}`.trim().padStart(12)),
    `${(ours / theirs).toFixed(2)}x (${limit})`.padStart(24),
  );

/** The milliseconds that each of some programs prints, or takes as a process where it prints none; in turn. */
async function time(programs) {
  const runs = programs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, args] of programs.entries()) {
      const started = performance.now();
      const { stdout } = await run(process.execPath, args, { cwd: ROOT, env: { ...process.env, AWS_CA_BUNDLE: "" } });
      runs[index].push(stdout === "" ? performance.now() - started : Number(stdout));
    }
  }
  return runs.map(median);
}

async function bundle(name, program) {
  const file = join(folder, `${name}.js`);
  const stdin = { contents: program, resolveDir: ROOT };
  // What the local service alone needs is loaded by those alone who ask for it.
  await build({ stdin, outfile: file, bundle: true, minify: true, platform: "node", external: ["libsql"] });
  return { file, size: statSync(file).size / 1024 };
}

/** Packages, and megabytes on the disk, that `npm install` makes. */
function install(name, what) {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}");
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", ["install", ...quiet, what], { cwd: project, stdio: "inherit" });
  const files = readdirSync(join(project, "node_modules"), { recursive: true, withFileTypes: true });
  const list = execFileSync("npm", ["ls", "--all", "--parseable"], { cwd: project, encoding: "utf8" });
  const bytes = files.filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).size);
  return { packages: list.trim().split("\n").length - 1, size: bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20 };
}

const calls = (url) => {
  const settings = `{ region: "us-east-1", endpoint: "${url}", credentials: { accessKeyId: "a", secretAccessKey: "b" } }`;
  const id = `{ IdentityPoolId: "us-east-1:11111111-2222-3333-4444-555555555555" }`;
  const program = (load, call) => `const started = performance.now();
${load}
const client = new CognitoIdentityClient(${settings});
${call}.then(() => { console.log(performance.now() - started); process.exit(); });`;
  return {
    ours: program(
      `const { CognitoIdentityClient } = require("${ROOT}/dist/provider/client/index.js");`,
      `client.call("DescribeIdentityPool", ${id})`,
    ),
    sdk: program(
      `const { CognitoIdentityClient, DescribeIdentityPoolCommand } = require("@aws-sdk/client-cognito-identity");`,
      `client.send(new DescribeIdentityPoolCommand(${id}))`,
    ),
  };
};

const server = await startServer();
try {
  console.log(`Medians of ${rounds} runs, alternating, each in a process of its own.`);
  console.log("".padEnd(40), "ours".padStart(12), "the other".padStart(12));
  const pulumi = 'require("@pulumi/pulumi");';
  const [imports, alone] = await time([
    ["-e", `${pulumi} require("./dist/sdk/index.js")`],
    ["-e", pulumi],
  ]);
  row("import beside @pulumi/pulumi, to it alone", imports, alone, "ms", "at most 1.05x");
  const programs = calls(server.url);
  const [ours, sdk] = [await bundle("ours", programs.ours), await bundle("sdk", programs.sdk)];
  const [first, firstOfSdk] = await time([[ours.file], [sdk.file]]);
  row("first call, bundled, to the SDK's", first, firstOfSdk, "ms", "at most 0.50x");
  row("size of the bundle, to the SDK's", ours.size, sdk.size, "kB", "at most 0.50x");
  const chain = await bundle("chain", 'require("@aws-sdk/credential-providers").fromNodeProviderChain();');
  row("... of the chain of credentials alone", chain.size, sdk.size, "kB", "for comparison");
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { cwd: ROOT });
  const { version } = require("../package.json");
  const { version: sdkVersion } = require("@aws-sdk/client-cognito-identity/package.json");
  const own = install("own", join(folder, `pulumi-cognito-identity-${version}.tgz`));
  const theirs = install("theirs", `@aws-sdk/client-cognito-identity@${sdkVersion}`);
  row("packages that npm installs, to the SDK's", own.packages, theirs.packages, "", "no more");
  row("their size on the disk", own.size, theirs.size, "MB", "no more");
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
