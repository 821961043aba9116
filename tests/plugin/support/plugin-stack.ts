import { mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { type ConfigValue, createWorkspace, type Workspace } from "../../support/engine";
import { connect, type Declaration, type Stack } from "../../support/stack";

const { prepareLanguageHost } = require("../../../scripts/setup/language-host.mjs");

const root = resolve(__dirname, "../../..");

/** What a program in YAML may say besides its resources. */
export interface More {
  readonly variables?: Record<string, unknown>;
}

/** Where the engine finds the plugin in a project that has this package installed. */
const commands = "node_modules/.bin";

const plugins = { providers: [{ name: "cognito-identity", path: commands }] };

/** `Pulumi.yaml` of a project in TypeScript that uses the plugin. */
export const projectWithPlugin = (name = "test"): string => JSON.stringify({ name, runtime: "nodejs", plugins });

/** A program in YAML, which is JSON, too. */
export function yamlProgram(declaration: Declaration, exports: Record<string, string> = {}, more: More = {}): string {
  const resources = Object.entries(declaration).map(([name, { kind, args, opts, get }]) => [
    name,
    {
      type: kind === "Provider" ? "pulumi:providers:cognito-identity" : `cognito-identity:${kind}`,
      ...(get === undefined ? { properties: inYaml(args ?? {}) } : { get: { id: get } }),
      ...(opts && { options: inYaml(opts) }),
    },
  ]);
  const outputs = Object.entries(exports).map(([name, path]) => [name, reference(path)]);
  return JSON.stringify({
    name: "test",
    runtime: "yaml",
    plugins,
    resources: Object.fromEntries(resources),
    variables: inYaml(more.variables ?? {}),
    outputs: Object.fromEntries(outputs),
  });
}

const reference = (path: string) => `\${${path}}`;

function inYaml(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inYaml);
  if (typeof value !== "object" || value === null) return value;
  if ("$secret" in value) return { "fn::secret": inYaml(value.$secret) };
  if ("$ref" in value) return reference(String(value.$ref));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inYaml(item)]));
}

/** What the environment of a project in YAML needs. */
export async function yamlEnvironment(): Promise<Record<string, string>> {
  const host = await prepareLanguageHost("yaml");
  return { PATH: [host, process.env.PATH].join(delimiter) };
}

/** Puts the plugin's command where npm does. */
export function installPlugin(project: string): void {
  const folder = join(project, commands);
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(root, "dist/provider/plugin/main.js"), join(folder, "pulumi-resource-cognito-identity"));
}

export interface PluginStackOptions {
  readonly config?: Record<string, ConfigValue>;
  readonly more?: More;
  /** The URL of a service, in the place of a database of the stack's own. */
  readonly url?: string;
}

/** A stack on the real engine whose program is data in YAML and whose provider is the plugin. */
export class PluginStack implements Stack {
  private constructor(
    readonly workspace: Workspace,
    readonly aws: CognitoIdentityClient,
    private readonly stop: () => Promise<void>,
  ) {}

  static async create(declaration: Declaration, { config = {}, more, url }: PluginStackOptions = {}) {
    const workspace = await createWorkspace({
      program: { "Pulumi.yaml": yamlProgram(declaration, {}, more) },
      config: {
        "cognito-identity:region": "eu-central-1",
        "cognito-identity:endpoint": url ?? "local:cognito.db",
        ...(url && { "cognito-identity:accessKey": "local", "cognito-identity:secretKey": "local" }),
        ...config,
      },
      env: await yamlEnvironment(),
    });
    installPlugin(workspace.project);
    const { aws, stop } = await connect(url ?? join(workspace.project, "cognito.db"));
    return new PluginStack(workspace, aws, stop);
  }

  declare(declaration: Declaration, exports: Record<string, string> = {}, more: More = {}): void {
    this.workspace.write({ "Pulumi.yaml": yamlProgram(declaration, exports, more) });
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.workspace.dispose();
  }
}
