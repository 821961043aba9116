import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
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

  /**
   * Seconds that a command takes, those of processor time, and the peak memory in kB, of all processes together and of the
   * largest one, its plugins' included; fails when the command does.
   */
  return async (...args) => {
    const started = performance.now();
    const words = ["pulumi", ...args, "--stack", "bench", "--yes", "--skip-preview", "--non-interactive"];
    const running = run("sh", ["-c", '"$@" >/dev/null && times', "sh", ...words], options);
    const peak = watchMemory(running.child.pid);
    const { stdout } = await running;
    const wall = (performance.now() - started) / 1000;
    // The second line is of the children: minutes and seconds of the user and of the system.
    const cpu = [
      ...stdout
        .trim()
        .split("\n")[1]
        .matchAll(/(\d+)m([\d.]+)s/g),
    ];
    return {
      ...peak(),
      wall,
      cpu: cpu.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0),
    };
  };
}

/** Looks at a process and all that it started, as Linux tells it, until the answer is called: the peaks in kB. */
function watchMemory(root) {
  const peak = { memory: 0, largest: 0 };
  const look = () => {
    const children = new Map();
    const sizes = new Map();
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const status = readFileSync(`/proc/${pid}/status`, "utf8");
        const [, parent] = /^PPid:\s+(\d+)/m.exec(status);
        children.set(parent, [...(children.get(parent) ?? []), pid]);
        sizes.set(pid, Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
      } catch {
        // It has ended meanwhile.
      }
    }
    const family = (pid) => [pid, ...(children.get(pid) ?? []).flatMap(family)];
    const all = family(String(root)).map((pid) => sizes.get(pid) ?? 0);
    peak.memory = Math.max(
      peak.memory,
      all.reduce((total, size) => total + size, 0),
    );
    peak.largest = Math.max(peak.largest, ...all);
  };
  const timer = existsSync("/proc") ? setInterval(look, 250) : undefined;
  return () => {
    clearInterval(timer);
    return peak;
  };
}
