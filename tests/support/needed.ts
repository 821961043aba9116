import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What some tests can't do without. */
export interface Needs {
  readonly name: string;
  /** Commands that fail where something is missing on this machine. */
  readonly needs: readonly (readonly [string, ...string[]])[];
}

/** Skips tests where a command fails that they need, and says which. */
export async function needed(test: Mocha.Context, { name, needs }: Needs): Promise<void> {
  for (const [command, ...args] of needs) {
    try {
      await promisify(execFile)(command, args);
    } catch {
      console.log(`Skipped the tests in ${name}, because this fails here: ${[command, ...args].join(" ")}`);
      test.skip();
    }
  }
}
