import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ROOT, runMain, SetupError, setup } from "./setup/index.mjs";

const STACK = "quickstart";
const PASSPHRASE = "quickstart";
const SAME_SIGNAL = 500;

/**
 * Runs pulumi in a process group of its own and passes signals on: from a terminal one Ctrl-C arrives twice, by the
 * terminal and by npm, and pulumi takes a second one as the order to stop without cleaning up.
 */
function pulumi(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, {
      cwd: ROOT,
      env,
      stdio: ["ignore", "inherit", "inherit"],
      detached: process.platform !== "win32",
    });
    let last = 0;
    const pass = (signal) => {
      if (Date.now() - last < SAME_SIGNAL) return;
      last = Date.now();
      child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, pass);
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function formatOutputs(outputs) {
  const names = Object.keys(outputs);
  const width = Math.max(...names.map((name) => name.length));
  return names
    .map((name) => {
      const value = typeof outputs[name] === "string" ? outputs[name] : JSON.stringify(outputs[name], null, 2);
      return `  ${name.padEnd(width)}  ${value.replaceAll("\n", `\n${" ".repeat(width + 4)}`)}`;
    })
    .join("\n");
}

function exportLine(settings, folders) {
  if (process.platform === "win32") {
    const path = `$env:PATH = "${folders.join(delimiter)};$env:PATH"`;
    return [path, ...Object.entries(settings).map(([name, value]) => `$env:${name} = "${value}"`)].join("; ");
  }
  const quote = (value) => (/^[\w./:=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);
  const path = `PATH=${folders.map(quote).join(":")}:"$PATH"`;
  return `export ${[path, ...Object.entries(settings).map(([name, value]) => `${name}=${quote(value)}`)].join(" ")}`;
}

const explainShell = (settings, folders) => `
How to look further, in this folder:

  ${exportLine(settings, folders)}
`;

function explain(settings, folders) {
  return `${explainShell(settings, folders)}
  pulumi preview --stack ${STACK}          what would change
  pulumi up --stack ${STACK}               change it
  pulumi destroy --stack ${STACK}          take it all away

The local Cognito Identity over HTTP, on the same data:

  node dist/emulator/command/main.js --db .local/cognito.db

The same program on AWS, with your own credentials; an empty endpoint means the real one:

  pulumi stack init aws
  pulumi config set cognito-identity:region us-east-1 --stack aws
  pulumi config set cognito-identity:endpoint "" --stack aws
  pulumi up --stack aws
`;
}

await runMain(async () => {
  const { env: engine, folders } = await setup();
  const state = join(ROOT, ".local", "state");
  mkdirSync(state, { recursive: true });
  const settings = { PULUMI_BACKEND_URL: `file://${state.replaceAll("\\", "/")}` };
  if (engine.PULUMI_CONFIG_PASSPHRASE === undefined && !engine.PULUMI_CONFIG_PASSPHRASE_FILE) {
    console.log(`PULUMI_CONFIG_PASSPHRASE is not set; the passphrase of this stack is "${PASSPHRASE}".`);
    settings.PULUMI_CONFIG_PASSPHRASE = PASSPHRASE;
  }
  const env = { ...engine, ...settings };

  const select = ["stack", "select", STACK, "--create", "--non-interactive"];
  const up = ["up", "--stack", STACK, "--yes", "--non-interactive", "--skip-preview", "--suppress-outputs"];
  const code = (await pulumi(select, env)) || (await pulumi(up, env));
  if (code !== 0) {
    console.log(explainShell(settings, folders));
    return code;
  }

  const answer = spawnSync("pulumi", ["stack", "output", "--json", "--stack", STACK, "--non-interactive"], {
    cwd: ROOT,
    env,
    encoding: "utf8",
  });
  if (answer.status !== 0) throw new SetupError(`pulumi stack output failed:\n${answer.stderr}`);
  console.log(`\nStack outputs\n\n${formatOutputs(JSON.parse(answer.stdout))}`);
  console.log(explain(settings, folders));
  return 0;
});
