import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { findLeaks, writtenFiles } from "./leaks";

const ROOT = resolve(__dirname, "../..");
const STACK = "test";
const TIMEOUT = 90_000;
const GRACE = 5_000;

// biome-ignore lint/suspicious/noExplicitAny: the engine's own JSON, of which a test knows the part it reads.
export type Json = any;

export type Operation =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "refresh"
  | "import"
  | (string & {});

export interface Step {
  op: Operation;
  urn: string;
  type: string;
  name: string;
  /** Names of the properties that differ. */
  diffs: string[];
  /** Names of the properties that make it a replacement. */
  keys: string[];
  detailedDiff: Record<string, { diffKind: string; inputDiff: boolean }>;
  old?: ResourceState;
  new?: ResourceState;
  failed: boolean;
}

export interface ResourceState {
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

export interface Diagnostic {
  severity: "info" | "info#err" | "warning" | "error";
  message: string;
  urn?: string;
}

export interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Run extends Result {
  /** The engine's own events, as Pulumi's `EngineEvent` in JSON. */
  events: Json[];
  /** One a resource and operation, the stack and the default providers left out. */
  steps: Step[];
  diagnostics: Diagnostic[];
  /** How many resources of each operation, the stack itself counted too. */
  changes: Record<string, number>;
}

export interface CommandOptions {
  /** More environment variables, on top of the workspace's. */
  env?: Record<string, string>;
  /** Milliseconds until the command is ended and the call fails; 90 seconds when omitted. */
  timeout?: number;
  /** Resolve also when the command fails, for tests that expect it. */
  mayFail?: boolean;
}

export type ConfigValue = string | number | boolean | object;

export interface WorkspaceOptions {
  /** A folder to copy, or the files by their path; `Pulumi.yaml` (`runtime: nodejs`) and package.json are added when missing. */
  program: string | Record<string, string>;
  config?: Record<string, ConfigValue>;
  env?: Record<string, string>;
}

/** A command that failed or took too long; its whole output is in the message. */
export class CommandError extends Error {
  override name = "CommandError";
  constructor(
    message: string,
    readonly result: Result,
  ) {
    super(`${message}\n${result.stdout}\n${result.stderr}`);
  }
}

const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) killTree(child);
});

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The engine gives plugins process groups of their own, so killing its group would leave them behind. */
function descendants(pid: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const found = [pid];
  for (const parent of found) found.push(...pairs.filter(([, ppid]) => ppid === parent).map(([child]) => child));
  return found.slice(1);
}

/** Kills a process that was started as the leader of a group, and all below it. */
export function killTree(child: ChildProcess): void {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  const below = descendants(child.pid);
  signalGroup(child, "SIGKILL");
  for (const pid of below) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

async function run(args: string[], cwd: string, env: NodeJS.ProcessEnv, options: CommandOptions): Promise<Result> {
  const timeout = options.timeout ?? TIMEOUT;
  const child = spawn("pulumi", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  children.add(child);
  let [stdout, stderr, late] = ["", "", false];
  child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
  // First what Ctrl-C does, so that the output says where it hung.
  const interrupt = setTimeout(() => {
    late = true;
    signalGroup(child, "SIGINT");
  }, timeout);
  const kill = setTimeout(() => killTree(child), timeout + GRACE);
  try {
    const code = await new Promise<number>((done, fail) => {
      child.on("error", fail);
      child.on("close", (status) => done(status ?? 1));
    });
    const result = { code, stdout, stderr };
    const command = `pulumi ${args.join(" ")}`;
    if (late) throw new CommandError(`${command} took more than ${timeout} ms`, result);
    if (code !== 0 && !options.mayFail) throw new CommandError(`${command} ended with exit code ${code}`, result);
    return result;
  } finally {
    clearTimeout(interrupt);
    clearTimeout(kill);
    children.delete(child);
  }
}

function readEvents(path: string): Json[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function toStep(metadata: Json, failed: boolean): Step {
  return {
    op: metadata.op,
    urn: metadata.urn,
    type: metadata.type,
    name: metadata.urn.split("::").pop(),
    diffs: metadata.diffs ?? [],
    keys: metadata.keys ?? [],
    detailedDiff: metadata.detailedDiff ?? {},
    old: metadata.old ?? undefined,
    new: metadata.new ?? undefined,
    failed,
  };
}

function structure(events: Json[]): Omit<Run, keyof Result> {
  const steps: Step[] = [];
  for (const event of events) {
    const metadata = (event.resOutputsEvent ?? event.resOpFailedEvent)?.metadata;
    if (!metadata) continue;
    const step = toStep(metadata, "resOpFailedEvent" in event);
    const isDefaultProvider = step.type.startsWith("pulumi:providers:") && step.name.startsWith("default");
    if (step.type !== "pulumi:pulumi:Stack" && !isDefaultProvider) steps.push(step);
  }
  return {
    events,
    steps,
    diagnostics: events
      .filter(({ diagnosticEvent: event }) => event && event.severity !== "debug" && !event.ephemeral)
      .map(({ diagnosticEvent: { severity, message, urn } }) => ({
        severity,
        message: message.replace(/<\{%[^%]*%\}>/g, "").trim(),
        urn: urn || undefined,
      })),
    changes: events.filter((event) => event.summaryEvent).at(-1)?.summaryEvent.resourceChanges ?? {},
  };
}

function isolatedEnvironment(folder: string, more: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(PULUMI|AWS)_/.test(name));
  return {
    ...Object.fromEntries(own),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // The commands hide --event-log without it.
    PULUMI_DEBUG_COMMANDS: "true",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: join(folder, "no-aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "no-aws-credentials"),
    ...more,
  };
}

function writeProgram(folder: string, program: WorkspaceOptions["program"]): void {
  if (typeof program === "string") {
    const skipped = new Set(["node_modules", ".local", "dist"]);
    cpSync(program, folder, {
      recursive: true,
      filter: (source) => source === program || !skipped.has(basename(source)),
    });
  } else {
    for (const [path, content] of Object.entries(program)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
  const defaults = { "Pulumi.yaml": "name: test\nruntime: nodejs\n", "package.json": '{ "name": "test" }\n' };
  for (const [name, content] of Object.entries(defaults)) {
    if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), content);
  }
}

/** Links instead of copies: two copies of @pulumi/pulumi in one program do not know each other's resources. */
function linkModules(folder: string): void {
  const modules = join(folder, "node_modules");
  mkdirSync(modules, { recursive: true });
  symlinkSync(ROOT, join(modules, "pulumi-cognito-identity"), "dir");
  for (const name of ["@pulumi", "@types", "typescript", "ts-node"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name), "dir");
  }
}

/** A Pulumi project with one stack in a temporary folder, on the real engine, that shares nothing with the user's own. */
export class Workspace {
  #runs = 0;
  /** What commands have said, but for those that were to show secrets. */
  readonly #said: [command: string, text: string][] = [];

  private constructor(
    /** The temporary folder of everything. */
    readonly folder: string,
    /** The Pulumi project, in which commands run. */
    readonly project: string,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  static async create({ program, config = {}, env = {} }: WorkspaceOptions): Promise<Workspace> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "cognito-identity-")));
    const project = join(folder, "project");
    for (const path of [project, join(folder, "home"), join(folder, "state")]) mkdirSync(path);
    const workspace = new Workspace(folder, project, isolatedEnvironment(folder, env));
    try {
      writeProgram(project, program);
      linkModules(project);
      // JSON is YAML; this is much faster than a `pulumi config set` for each.
      const settings = join(project, `Pulumi.${STACK}.yaml`);
      if (Object.keys(config).length > 0) writeFileSync(settings, JSON.stringify({ config }));
      await workspace.pulumi(["stack", "init", STACK]);
      return workspace;
    } catch (error) {
      workspace.dispose();
      throw error;
    }
  }

  preview(args: string[] = [], options: CommandOptions = {}): Promise<Run> {
    return this.#operate("preview", args, options);
  }

  up(args: string[] = [], options: CommandOptions = {}): Promise<Run> {
    return this.#operate("up", ["--yes", "--skip-preview", ...args], options);
  }

  refresh(args: string[] = [], options: CommandOptions = {}): Promise<Run> {
    return this.#operate("refresh", ["--yes", "--skip-preview", ...args], options);
  }

  destroy(args: string[] = [], options: CommandOptions = {}): Promise<Run> {
    return this.#operate("destroy", ["--yes", "--skip-preview", ...args], options);
  }

  /** The stack's outputs; secrets are `[secret]` unless asked for. */
  async outputs({ showSecrets = false } = {}): Promise<Json> {
    const args = ["stack", "output", "--json", ...(showSecrets ? ["--show-secrets"] : [])];
    return JSON.parse((await this.pulumi(args)).stdout);
  }

  /** The whole state, as `pulumi stack export` gives it. */
  async exportState(): Promise<{
    version: number;
    deployment: { resources?: Json[]; [key: string]: Json };
  }> {
    return JSON.parse((await this.pulumi(["stack", "export"])).stdout);
  }

  async setConfig(key: string, value: string, { secret = false } = {}): Promise<void> {
    await this.pulumi(["config", "set", ...(secret ? ["--secret"] : ["--plaintext"]), key, "--", value]);
  }

  async removeConfig(key: string): Promise<void> {
    await this.pulumi(["config", "rm", key]);
  }

  /** Writes or replaces files of the program. */
  write(files: Record<string, string>): void {
    writeProgram(this.project, files);
  }

  /** Any other command of the CLI. */
  async pulumi(args: string[], options: CommandOptions = {}): Promise<Result> {
    const knowsNone = args[0] === "package" || (args[0] === "stack" && args[1] === "init");
    const stack = knowsNone ? [] : ["--stack", STACK];
    const [before, after] = splitAt(args, "--");
    const all = [...before, ...stack, "--non-interactive", "--color", "never", ...after];
    const note = ({ stdout, stderr }: Result) => {
      if (!args.includes("--show-secrets")) this.#said.push([`pulumi ${args[0]}`, `${stdout}\n${stderr}`]);
    };
    try {
      const result = await run(all, this.project, { ...this.env, ...options.env }, options);
      note(result);
      return result;
    } catch (error) {
      if (error instanceof CommandError) note(error.result);
      throw error;
    }
  }

  async #operate(command: string, args: string[], options: CommandOptions): Promise<Run> {
    const log = join(this.folder, `events-${this.#runs++}.jsonl`);
    const [before, after] = splitAt(args, "--");
    const result = await this.pulumi([command, ...before, "--event-log", log, ...after], options);
    return { ...result, ...structure(readEvents(log)) };
  }

  /** Removes everything; fails if a secret shows in what the engine has written or said. */
  dispose(): void {
    const leaks = findLeaks([...writtenFiles(this.folder, this.project), ...this.#said]);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    if (leaks.length > 0) throw new Error(`Secrets show:\n${leaks.join("\n")}`);
  }
}

function splitAt(args: string[], mark: string): [string[], string[]] {
  const at = args.indexOf(mark);
  return at < 0 ? [args, []] : [args.slice(0, at), args.slice(at)];
}

export function createWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  return Workspace.create(options);
}

/** Whether nothing changes: every resource, the stack included, is the `same`, or only read. */
export function isUnchanged(run: Run): boolean {
  return run.code === 0 && Object.keys(run.changes).every((op) => op === "same" || op === "read");
}
