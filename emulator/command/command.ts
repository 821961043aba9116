import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Fault, type FaultKind, faultKinds } from "../control/faults";
import { startServer } from "../hosts/http";
import { localAccount, localCredentials } from "../service";
import type { AccessKey } from "../wire/authenticate";
import { logLine } from "./request-log";
import { applySeed } from "./seed";

interface CommandOptions {
  db: string;
  host: string;
  port: number;
  seed?: string;
  accessKey?: AccessKey[];
  allowedHost?: string[];
  fault?: Fault[];
  loginKeys?: string;
  issuer?: string;
  maxPools?: number;
  openIdTokenDuration?: number;
  log: boolean;
}

const prefix = "COGNITO_IDENTITY_LOCAL_";

/** Serves until a signal ends it. */
export async function runCommand(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const options = parse(argv, env);
  const note = (line: string) => process.stderr.write(`${line}\n`);
  const server = await startServer({
    db: options.db,
    host: options.host,
    port: options.port,
    accessKeys: [{ ...localCredentials, account: localAccount }, ...(options.accessKey ?? [])],
    allowedHosts: options.allowedHost,
    faults: options.fault,
    loginKeys: options.loginKeys === undefined ? undefined : readJson(options.loginKeys),
    issuer: options.issuer,
    limits: definedOnly({ pools: options.maxPools, openIdTokenDuration: options.openIdTokenDuration }),
    log: options.log ? (record) => note(logLine(record)) : undefined,
    warn: (message) => note(`warning: ${message}`),
  });
  const stop = () => {
    for (const signal of signals) process.removeListener(signal, stop);
    void server.close();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, stop);
  if (options.seed !== undefined) {
    try {
      await applySeed(server.service, readJson(options.seed));
    } catch (error) {
      await server.close();
      throw new Error(`${options.seed}: ${(error as Error).message}`);
    }
  }
  process.stdout.write(`cognito-identity-local listening on ${server.url}\n`);
}

function parse(argv: readonly string[], env: NodeJS.ProcessEnv): CommandOptions {
  const command = new Command("cognito-identity-local")
    .description("Amazon Cognito Identity (identity pools) on this machine, for any AWS SDK.")
    .addOption(option("--db <file>", "SQLite file, made when it is not there").default(":memory:"))
    .addOption(option("--host <address>", "address to listen on").default("127.0.0.1"))
    .addOption(option("--port <number>", "port to listen on; 0 for any free one").default(4599).argParser(wholeNumber))
    .addOption(option("--seed <file>", "JSON file of pools and identities to begin with"))
    .addOption(
      option("--access-key <id:secret:account>", "a further key to accept; repeatable").argParser(each(accessKey)),
    )
    .addOption(option("--allowed-host <name>", "a further name for this service; repeatable").argParser(each(String)))
    .addOption(
      option("--fault <operation:kind:name=value,...>", "something that goes wrong; repeatable").argParser(each(fault)),
    )
    .addOption(option("--login-keys <file>", "JSON file: provider name to JSON Web Key Set, to verify logins with"))
    .addOption(option("--issuer <url>", "issuer of the tokens, by default AWS's"))
    .addOption(option("--max-pools <number>", "pools of an account in a region (1000)").argParser(wholeNumber))
    .addOption(
      option("--open-id-token-duration <seconds>", "validity of GetOpenIdToken's tokens (600)").argParser(wholeNumber),
    )
    .option("--no-log", "write no line for each request")
    .addHelpText("after", `\nEach option but --no-log is also an environment variable: --db is ${prefix}DB.`)
    .allowExcessArguments(false);
  // The environment has a list where the command line repeats an option; spaces separate.
  command.parse(argv as string[]);
  const chosen = command.opts<CommandOptions>();
  return { ...chosen, ...fromEnvironment(command, env) };
}

const option = (flags: string, description: string) => new Option(flags, description);

const environmentName = (name: string) => `${prefix}${name.toUpperCase().replaceAll("-", "_")}`;

/** Options that the command line leaves out, from the environment. */
function fromEnvironment(command: Command, env: NodeJS.ProcessEnv): Partial<CommandOptions> {
  const found: Record<string, unknown> = {};
  for (const each of command.options) {
    const text = env[environmentName(each.name())];
    const key = each.attributeName();
    if (!text || each.negate || command.getOptionValueSource(key) === "cli") continue;
    const values = repeatable.has(key) ? text.split(/\s+/).filter(Boolean) : [text];
    try {
      found[key] = values.reduce<unknown>(
        (previous, value) => (each.parseArg ? each.parseArg(value, previous as never) : value),
        undefined,
      );
    } catch (error) {
      command.error(`error: ${environmentName(each.name())}: ${(error as Error).message}`);
    }
  }
  return found;
}

const repeatable = new Set(["accessKey", "allowedHost", "fault"]);

const each =
  <T>(read: (text: string) => T) =>
  (text: string, previous: T[] | undefined): T[] => [...(previous ?? []), read(text)];

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError("It is a whole number.");
  return value;
}

function accessKey(text: string): AccessKey {
  const [, accessKeyId, secretAccessKey, account] = /^([^:]+):(.+):(\d{12})$/.exec(text) ?? [];
  if (!accessKeyId || !secretAccessKey || !account) {
    throw new InvalidArgumentError("It is the key, the secret and an account of 12 digits, with colons between.");
  }
  return { accessKeyId, secretAccessKey, account };
}

/** `CreateIdentityPool:throttle:times=2,probability=0.5`. */
function fault(text: string): Fault {
  const [operation = "", kind = "", rest = ""] = text.split(":");
  if (!faultKinds.includes(kind as FaultKind)) {
    throw new InvalidArgumentError(`The kind of a fault is one of ${faultKinds.join(", ")}.`);
  }
  const numbers = rest
    .split(",")
    .filter(Boolean)
    .map((part) => part.split("="));
  return {
    operation: operation as Fault["operation"],
    kind: kind as FaultKind,
    ...Object.fromEntries(numbers.map(([name, value]) => [name, Number(value)])),
  };
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} can't be read as JSON: ${(error as Error).message}`);
  }
}

function definedOnly<T extends object>(value: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as never;
}
