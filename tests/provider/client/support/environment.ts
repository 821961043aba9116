import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ofTheNetwork = /^(HTTPS?|NO|ALL)_PROXY$/i;

/** A folder and AWS environment of a test's own: nothing of this machine's AWS set-up is seen. */
export class Environment {
  readonly folder = mkdtempSync(join(tmpdir(), "aws-environment-"));
  readonly #saved = { ...process.env };

  constructor(variables: Record<string, string> = {}) {
    for (const name of Object.keys(process.env))
      if (name.startsWith("AWS_") || ofTheNetwork.test(name)) delete process.env[name];
    Object.assign(process.env, {
      HOME: this.folder,
      USERPROFILE: this.folder,
      AWS_CONFIG_FILE: join(this.folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(this.folder, "credentials"),
      AWS_EC2_METADATA_DISABLED: "true",
      ...variables,
    });
  }

  /** Writes a file into the folder; answers its path. */
  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  restore(): void {
    for (const name of Object.keys(process.env)) if (!(name in this.#saved)) delete process.env[name];
    Object.assign(process.env, this.#saved);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
