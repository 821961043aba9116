import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { installPlugin, projectWithPlugin } from "../../plugin/support/plugin-stack";
import { createWorkspace, killTree, type Run, type Workspace } from "../../support/engine";
import type { AuditedStack } from "./audit";
import { declared, programOf, type Size } from "./declared";

/** What is killed with `kill -9`: the engine, the process of the provider, or all processes of an update. */
export type Victim = "engine" | "provider" | "all";

const timeout = 900_000;
const mostRuns = 30;

/** A stack of the fault suite, which is updated until an update succeeds. */
export class FaultStack {
  private constructor(
    readonly workspace: Workspace,
    private size: Size,
  ) {}

  static async create(url: string, size: Size): Promise<FaultStack> {
    const workspace = await createWorkspace({
      program: {
        "index.ts": programOf(size.shell),
        "declared.json": JSON.stringify(declared(size)),
        ...(size.shell === "plugin" && { "Pulumi.yaml": projectWithPlugin() }),
      },
      config: {
        "cognito-identity:region": "eu-central-1",
        "cognito-identity:endpoint": url,
        "cognito-identity:accessKey": "local",
        "cognito-identity:secretKey": "local",
      },
    });
    if (size.shell === "plugin") installPlugin(workspace.project);
    return new FaultStack(workspace, size);
  }

  change(version: Size["version"]): void {
    this.size = { ...this.size, version };
    this.workspace.write({ "declared.json": JSON.stringify(declared(this.size)) });
  }

  /** Runs a command until it succeeds; answers all its runs. */
  async untilDone(command: "up" | "destroy"): Promise<Run[]> {
    const runs: Run[] = [];
    for (;;) {
      const run = await this.workspace[command]([], { mayFail: true, timeout });
      runs.push(run);
      if (run.code === 0) return runs;
      if (runs.length === mostRuns)
        throw new Error(`${command} failed ${mostRuns} times:\n${run.stdout}\n${run.stderr}`);
    }
  }

  /**
   * Begins an update, and kills the victim when `when` resolves. Then does what docs/after-a-crash.md says; answers whether the
   * checkpoint was cut off.
   */
  async kill(victim: Victim, when: Promise<unknown>): Promise<boolean> {
    const { env, project } = this.workspace;
    const args = ["up", "--yes", "--skip-preview", "--stack", "test", "--non-interactive"];
    const update = spawn("pulumi", args, { cwd: project, env, stdio: "ignore", detached: true });
    const ended = new Promise((resolve) => update.on("close", resolve));
    await Promise.race([when, ended]);
    const below = processesBelow(update);
    if (victim === "all") killTree(update);
    else if (victim === "engine") signal(update.pid);
    else for (const { pid } of below.filter(({ command }) => isProvider(command))) signal(pid);
    await ended;
    await gone(below.map(({ pid }) => pid));
    const isCutOff = await this.#mendCheckpoint();
    await this.workspace.pulumi(["cancel", "--yes"], { mayFail: true });
    return isCutOff;
  }

  /** Puts back the copy of a checkpoint that is cut off, without which no command of the stack runs; answers whether it was. */
  async #mendCheckpoint(): Promise<boolean> {
    const { stderr } = await this.workspace.pulumi(["stack", "export"], { mayFail: true });
    if (!stderr.includes("failed to load checkpoint")) return false;
    const checkpoint = join(this.workspace.folder, "state/.pulumi/stacks/test/test.json");
    for (const file of ["", ".attrs"]) copyFileSync(`${checkpoint}.bak${file}`, `${checkpoint}${file}`);
    return true;
  }

  async audited(): Promise<AuditedStack> {
    const { deployment } = await this.workspace.exportState();
    return { declared: declared(this.size), resources: deployment.resources ?? [] };
  }

  /** Whether a preview shows no change. */
  async isUnchanged(): Promise<boolean> {
    const { code } = await this.workspace.preview(["--expect-no-changes"], { mayFail: true, timeout });
    return code === 0;
  }

  dispose(): void {
    this.workspace.dispose();
  }
}

interface Process {
  readonly pid: number;
  readonly command: string;
}

const isProvider = (command: string) =>
  /dynamic-provider|pulumi-resource-/.test(command) && !/pulumi-resource-pulumi-nodejs$/.test(command);

/** The processes that an update has started. */
function processesBelow({ pid = 0 }: ChildProcess): Process[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8", maxBuffer: 2 ** 24 });
  const all = rows.split("\n").map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)/.exec(row) ?? []);
  const found: Process[] = [{ pid, command: "" }];
  for (const parent of found) {
    for (const [, child, ppid, command = ""] of all) {
      if (Number(ppid) === parent.pid) found.push({ pid: Number(child), command });
    }
  }
  return found.slice(1);
}

function signal(pid: number | undefined, name: NodeJS.Signals | 0 = "SIGKILL"): boolean {
  try {
    return pid !== undefined && process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    return false;
  }
}

/** Waits until processes that lost their engine have ended; after some seconds they are killed, too. */
async function gone(pids: readonly number[]): Promise<void> {
  for (let waited = 0; pids.some((pid) => signal(pid, 0)); waited += 100) {
    if (waited > 15_000) for (const pid of pids) signal(pid);
    await new Promise((later) => setTimeout(later, 100));
  }
}
