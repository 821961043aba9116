import { join } from "node:path";
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { startServer } from "../../emulator/hosts/http";
import { createWorkspace, type Workspace } from "./engine";

/** One resource of a test program; `{ "$ref": "pool.id" }` stands for another one's output. */
export interface Declared {
  readonly kind: string;
  readonly args?: Record<string, unknown>;
  readonly opts?: Record<string, unknown>;
  /** The id of something that exists, looked up by `get`. */
  readonly get?: string;
}

export type Declaration = Record<string, Declared>;

/** Makes what `declaration.json` says, and exports each resource's properties under its name. */
const program = `
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as cognito from "pulumi-cognito-identity";

const read = (name: string) => JSON.parse(readFileSync(join(__dirname, name), "utf8"));
const made: Record<string, any> = {};
const resolve = (value: any): any => {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== "object" || value === null) return value;
  if ("$secret" in value) return pulumi.secret(value.$secret);
  if ("$ref" in value) {
    const [name, ...path] = value.$ref.split(".");
    return path.reduce((found: any, key: string) => found[key], made[name]);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)]));
};
for (const [name, { kind, args, opts, get }] of Object.entries<any>(read("declaration.json"))) {
  const Kind = (cognito as any)[kind];
  if (get) made[name] = Kind.get(name, get, resolve(opts ?? {}));
  else if (kind.endsWith("Output")) made[name] = Kind(resolve(args), resolve(opts ?? {}));
  else made[name] = new Kind(name, resolve(args ?? {}), resolve(opts ?? {}));
}
for (const [name, path] of Object.entries<any>(read("exports.json"))) {
  exports[name] = resolve({ $ref: path });
}
`;

/** The AWS SDK's client of a service at a URL, or of one over HTTP on a database file. */
export async function connect(service: string) {
  const server = /^https?:/.test(service) ? undefined : await startServer({ db: service, port: 0 });
  const aws = new CognitoIdentityClient({
    region: "eu-central-1",
    endpoint: server?.url ?? service,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const stop = async () => {
    aws.destroy();
    await server?.close();
  };
  return { aws, stop };
}

/** A stack on the real engine whose program is data, with its service seen by the AWS SDK. */
export interface Stack {
  readonly workspace: Workspace;
  /** The AWS SDK's client of the same service. */
  readonly aws: CognitoIdentityClient;
  /** Changes the program; `exports` names stack outputs by `resource.property`. */
  declare(declaration: Declaration, exports?: Record<string, string>): void;
  dispose(): Promise<void>;
}

/** A stack of dynamic resources. */
export class TestStack implements Stack {
  private constructor(
    readonly workspace: Workspace,
    readonly aws: CognitoIdentityClient,
    private readonly stop: () => Promise<void>,
  ) {}

  /** On a `local:` endpoint, unless `endpoint` says otherwise; then `url` is where the AWS SDK finds the service. */
  static async create(declaration: Declaration, { endpoint, url }: { endpoint?: string; url?: string } = {}) {
    const workspace = await createWorkspace({
      program: { "index.ts": program, ...files(declaration, {}) },
      config: {
        "cognito-identity:region": "eu-central-1",
        "cognito-identity:endpoint": endpoint ?? "local:cognito.db",
        // Over HTTP nothing is assumed of who calls.
        ...(endpoint && { "cognito-identity:accessKey": "local", "cognito-identity:secretKey": "local" }),
      },
    });
    const { aws, stop } = await connect(url ?? join(workspace.project, "cognito.db"));
    return new TestStack(workspace, aws, stop);
  }

  declare(declaration: Declaration, exports: Record<string, string> = {}): void {
    this.workspace.write(files(declaration, exports));
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.workspace.dispose();
  }
}

const files = (declaration: Declaration, exports: Record<string, string>) => ({
  "declaration.json": JSON.stringify(declaration),
  "exports.json": JSON.stringify(exports),
});
