import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** Makes a Pulumi project of one JavaScript file in `folder`, with the packages of a checkout; answers how to time it. */
export async function createProject(folder, { checkout, program, config, env }) {
  const modules = join(folder, "node_modules");
  for (const path of [modules, join(folder, "home"), join(folder, "state")]) mkdirSync(path, { recursive: true });
  symlinkSync(checkout, join(modules, "pulumi-cognito-identity"), "dir");
  symlinkSync(join(checkout, "node_modules", "@pulumi"), join(modules, "@pulumi"), "dir");
  const runtime = { name: "nodejs", options: { typescript: false } };
  const files = {
    // JSON is YAML.
    "Pulumi.yaml": JSON.stringify({ name: "bench", runtime }),
    "Pulumi.bench.yaml": JSON.stringify({ config }),
    "package.json": '{ "name": "bench" }',
    "index.js": program,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const own = Object.entries(env).filter(([name]) => !/^(PULUMI|AWS)_/.test(name));
  const settings = {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const options = { cwd: folder, env: { ...Object.fromEntries(own), ...settings } };
  const run = promisify(execFile);
  await run("pulumi", ["stack", "init", "bench", "--non-interactive"], options);

  /** Seconds that a command takes, and those of processor time, its plugins' included; fails when the command does. */
  return async (...args) => {
    const started = performance.now();
    const words = ["pulumi", ...args, "--stack", "bench", "--yes", "--skip-preview", "--non-interactive"];
    const { stdout } = await run("sh", ["-c", '"$@" >/dev/null && times', "sh", ...words], options);
    const wall = (performance.now() - started) / 1000;
    // The second line is of the children: minutes and seconds of the user and of the system.
    const cpu = [
      ...stdout
        .trim()
        .split("\n")[1]
        .matchAll(/(\d+)m([\d.]+)s/g),
    ];
    return { wall, cpu: cpu.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0) };
  };
}
