import { type ChildProcess, spawn } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

const root = resolve(__dirname, "../../..");

/** A temporary folder, and what removes it. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "cognito-identity-local-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The command as it is installed: compiled from the sources of this moment into a folder. Answers its main file. */
export function compileCommand(folder: string): string {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  for (const part of ["emulator", "provider/client", "provider/model"]) {
    for (const name of readdirSync(join(root, part), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts")) continue;
      const file = join(folder, part, name.replace(/\.ts$/, ".js"));
      mkdirSync(dirname(file), { recursive: true });
      const source = readFileSync(join(root, part, name), "utf8");
      writeFileSync(file, ts.transpileModule(source, { compilerOptions: options }).outputText);
    }
  }
  return join(folder, "emulator", "command", "main.js");
}

/** A running `cognito-identity-local`. */
export interface ChildService {
  readonly url: string;
  readonly process: ChildProcess;
  /** All that it wrote to standard output and standard error. */
  readonly output: string[];
  readonly log: string[];
  /** Milliseconds from the start to the line that says that it listens. */
  readonly ready: number;
  /** Ends it by a signal; resolves with its exit code when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export function startChild(
  main: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
  [command = process.execPath, ...before]: string[] = [],
): Promise<ChildService> {
  const started = performance.now();
  const child = spawn(command, before.length > 0 ? before : [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  const log: string[] = [];
  // Not "exit": what it wrote last may come after it.
  const exited = new Promise<number | null>((done) => child.once("close", done));
  child.stderr.on("data", (data) => log.push(String(data)));
  return new Promise((resolveChild, reject) => {
    child.once("error", reject);
    void exited.then((code) => reject(new Error(`It ended with ${code}: ${log.join("")}`)));
    child.stdout.on("data", (data) => {
      output.push(String(data));
      const url = /listening on (\S+)/.exec(output.join(""))?.[1];
      if (!url) return;
      resolveChild({
        url,
        process: child,
        output,
        log,
        ready: performance.now() - started,
        stop(signal = "SIGTERM") {
          child.kill(signal);
          return exited;
        },
      });
    });
  });
}

/** Sends an unsigned operation; rejects when there is no answer. */
export async function post(url: string, operation: string, input: object) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "x-amz-target": `AWSCognitoIdentityService.${operation}`, "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify(input),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, string> };
}
