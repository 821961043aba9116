import { type ExecFileException, execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const main = resolve(__dirname, "../../dist/provider/command/main.js");

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandPlace {
  /** The working directory, and the home, so that no settings of this machine count. */
  readonly folder: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** Runs the built command `pulumi-cognito-identity` in a process of its own. */
export const runCommand = (args: readonly string[], { folder, credentials, env }: CommandPlace): Promise<CommandRun> =>
  new Promise((done) => {
    const all = {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      ...env,
    };
    const finish = (error: ExecFileException | null, stdout: string, stderr: string) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr });
    execFile(process.execPath, [main, ...args], { env: all, cwd: folder }, finish);
  });

/** The records of a file with a line of JSON each. */
export const readRecords = (file: string) =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
