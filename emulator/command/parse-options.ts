import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { didYouMean } from "../../provider/model/nearest";
import { checkFault, type Fault } from "../control/faults";
import type { AccessKey } from "../wire/authenticate";

/** The options of the command. */
export interface CommandOptions {
  readonly db: string;
  readonly host: string;
  readonly port: number;
  readonly seed?: string;
  readonly accessKey?: readonly AccessKey[];
  readonly allowedHost?: readonly string[];
  readonly allowedOrigin?: readonly string[];
  readonly fault?: readonly Fault[];
  readonly loginKeys?: string;
  readonly issuer?: string;
  readonly maxPools?: number;
  readonly openIdTokenDuration?: number;
  readonly log: boolean;
}

/** Reads the command line, and environment variables for what it leaves out; ends the process if one is wrong. */
export function parseOptions(argv: readonly string[]): CommandOptions {
  const command = new Command("cognito-identity-local")
    .description("Amazon Cognito Identity (identity pools) on this machine, for any AWS SDK.")
    .addOption(option("--db <file>", "SQLite file, created if it does not exist").default(":memory:"))
    .addOption(option("--host <address>", "address to listen on").default("127.0.0.1"))
    .addOption(option("--port <number>", "port to listen on; 0 for any free one").default(4599).argParser(port))
    .addOption(option("--seed <file>", "JSON file of pools and identities to begin with"))
    .addOption(
      option("--access-key <id:secret:account>", "a further access key; repeatable").argParser(each(accessKey)),
    )
    .addOption(
      option("--allowed-host <name>", "a further host name of this service; repeatable").argParser(each(lowerCase)),
    )
    .addOption(
      option("--allowed-origin <origin>", "origin of web pages that may use it; repeatable").argParser(each(origin)),
    )
    .addOption(
      option("--fault <operation:kind:name=value,...>", "a failure to cause on purpose; repeatable").argParser(
        each(fault),
      ),
    )
    .addOption(option("--login-keys <file>", "JSON file with the JSON Web Key Set of each provider, to verify logins"))
    .addOption(option("--issuer <url>", "issuer of the tokens, by default AWS's"))
    .addOption(option("--max-pools <number>", "pools of an account in a region (1000)").argParser(wholeNumber))
    .addOption(
      option("--open-id-token-duration <seconds>", "validity of GetOpenIdToken's tokens (600)").argParser(wholeNumber),
    )
    .option("--no-log", "do not log requests")
    .version(version(), "--version", "print the version")
    .allowExcessArguments(false);
  checkVariables(command.options);
  return command.parse(argv as string[]).opts<CommandOptions>();
}

/** Reads it from package.json, which the sources and the build have at different depths above this file. */
function version(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  }
  return "unknown";
}

const prefix = "COGNITO_IDENTITY_LOCAL_";

/** An option with its environment variable: `--max-pools` has COGNITO_IDENTITY_LOCAL_MAX_POOLS. */
function option(flags: string, description: string): Option {
  const made = new Option(flags, description);
  return made.env(`${prefix}${made.name().toUpperCase().replaceAll("-", "_")}`);
}

/** Kubernetes and Docker set these for a service whose name is that of the command. */
const platformVariable = /_(SERVICE_(HOST|PORT)|PORT_\d+_(TCP|UDP))/;

/**
 * Throws for a variable that no option has. An empty variable counts as unset: container tools set variables that have no
 * value to the empty string.
 */
function checkVariables(options: readonly Option[]): void {
  const known = options.flatMap(({ envVar }) => envVar ?? []);
  for (const name of Object.keys(process.env)) {
    if (!name.startsWith(prefix) || platformVariable.test(name)) continue;
    if (!known.includes(name)) throw new Error(`${name} is the variable of no option; ${didYouMean(name, known)}`);
    if (process.env[name] === "") delete process.env[name];
  }
}

/** Reads a repeatable option. A variable can't be repeated; it has several values with spaces between them. */
const each =
  <T>(read: (text: string) => T) =>
  (text: string, previous: T[] | undefined): T[] => [
    ...(previous ?? []),
    ...text.split(/\s+/).filter(Boolean).map(read),
  ];

/** Host names are compared in lower case. */
const lowerCase = (text: string) => text.toLowerCase();

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError("It is a whole number.");
  return value;
}

function port(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65535) {
    throw new InvalidArgumentError("It is a whole number from 0 to 65535; 0 is any free port.");
  }
  return Number(text);
}

/** Reads an origin as browsers send it. `null` is that of pages without one, such as files. */
function origin(text: string): string {
  if (text === "*" || text === "null") return text;
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/\s]+\/?$/i.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError("It is an origin such as http://localhost:3000, or * for all.");
  }
  // URL knows the origin of web addresses only, not that of browser extensions.
  const { origin } = new URL(text);
  return origin === "null" ? text.replace(/\/$/, "") : origin;
}

/** Throws no InvalidArgumentError: commander would show the value, and so the secret. */
function accessKey(text: string): AccessKey {
  const [, accessKeyId, secretAccessKey, account] = /^([^:]+):(.+):(\d{12})$/.exec(text) ?? [];
  if (!accessKeyId || !secretAccessKey || !account) {
    throw new Error(
      "An access key is wrong. It is the key, the secret and an account of 12 digits, with colons between.",
    );
  }
  return { accessKeyId, secretAccessKey, account };
}

/** Reads `CreateIdentityPool:throttle:times=2,probability=0.5`. */
function fault(text: string): Fault {
  const [operation, kind, rest = "", ...more] = text.split(":");
  const numbers = rest.split(",").filter(Boolean);
  if (more.length > 0 || !numbers.every((part) => /^[^=]+=[^=]+$/.test(part))) {
    throw new InvalidArgumentError("A fault is written as OPERATION:KIND:NAME=VALUE,NAME=VALUE");
  }
  const settings = numbers.map((part) => part.split("=")).map(([name, value]) => [name, Number(value)]);
  const read = { operation, kind, ...Object.fromEntries(settings) } as Fault;
  try {
    checkFault(read);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
  return read;
}
