import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import schema from "../../../provider/plugin/schema.json";
import { installPlugin } from "../../plugin/support/plugin-stack";
import { createWorkspace, type Workspace } from "../../support/engine";
import { type Needs, needed } from "../../support/needed";

const { generateSdk } = require("../../../scripts/setup/sdk.mjs");
const { prepareLanguageHost } = require("../../../scripts/setup/language-host.mjs");

/** What a test must know of a language. */
export interface Language extends Needs {
  /** Pulumi's name of it. */
  readonly name: "go" | "java" | "python";
  /** Makes what all programs share in `folder`, where the SDK is in `sdk`. */
  prepare(folder: string): Promise<Prepared>;
  /** The file of a project that holds the program. */
  readonly main: string;
}

export interface Prepared {
  /** Those of a project. */
  readonly files: Record<string, string>;
  /** A folder to be put on PATH. */
  readonly path?: string;
}

export const run = promisify(execFile);

/** The path of the package in imports, by the schema that the SDKs come from. */
export const packages = {
  go: schema.language.go.importBasePath,
  java: `${schema.language.java.basePackage}.cognitoidentity`,
};

/** A project in a language on the real engine, with the SDK made anew and the plugin installed. */
export class LanguageProject {
  private constructor(
    readonly workspace: Workspace,
    private readonly language: Language,
    private readonly folder: string,
  ) {}

  /** Skips the tests where the language is missing on this machine. */
  static async create(test: Mocha.Context, language: Language): Promise<LanguageProject> {
    await needed(test, language);
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "cognito-identity-sdk-")));
    try {
      const host = await prepareLanguageHost(language.name);
      await generateSdk(language.name, join(folder, "sdk"));
      const { files, path = host } = await language.prepare(folder);
      const workspace = await createWorkspace({
        program: files,
        config: { "cognito-identity:region": "eu-central-1", "cognito-identity:endpoint": "local:cognito.db" },
        env: { PATH: [path, host, process.env.PATH].join(delimiter) },
      });
      installPlugin(workspace.project);
      return new LanguageProject(workspace, language, folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Changes the program. */
  write(program: string): void {
    this.workspace.write({ [this.language.main]: program });
  }

  dispose(): void {
    this.workspace.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** `Pulumi.yaml` of a project that uses the plugin of the installed package. */
export const projectFile = (runtime: unknown): string =>
  JSON.stringify({
    name: "test",
    runtime,
    plugins: { providers: [{ name: "cognito-identity", path: "node_modules/.bin" }] },
  });
