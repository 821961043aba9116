import { Command, InvalidArgumentError, Option } from "commander";
import { type Fault, type FaultKind, faultKinds } from "../control/faults";
import type { AccessKey } from "../wire/authenticate";

/** The options of the command. */
export interface CommandOptions {
  readonly db: string;
  readonly host: string;
  readonly port: number;
  readonly seed?: string;
  readonly accessKey?: readonly AccessKey[];
  readonly allowedHost?: readonly string[];
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
    .addOption(option("--port <number>", "port to listen on; 0 for any free one").default(4599).argParser(wholeNumber))
    .addOption(option("--seed <file>", "JSON file of pools and identities to begin with"))
    .addOption(
      option("--access-key <id:secret:account>", "a further access key; repeatable").argParser(each(accessKey)),
    )
    .addOption(
      option("--allowed-host <name>", "a further host name of this service; repeatable").argParser(each(String)),
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
    .allowExcessArguments(false);
  unsetEmptyVariables(command.options);
  return command.parse(argv as string[]).opts<CommandOptions>();
}

/** An option with its environment variable: `--max-pools` has COGNITO_IDENTITY_LOCAL_MAX_POOLS. */
function option(flags: string, description: string): Option {
  const made = new Option(flags, description);
  return made.env(`COGNITO_IDENTITY_LOCAL_${made.name().toUpperCase().replaceAll("-", "_")}`);
}

/** An empty variable counts as unset: container tools set variables that have no value to the empty string. */
function unsetEmptyVariables(options: readonly Option[]): void {
  for (const { envVar } of options) if (envVar && process.env[envVar] === "") delete process.env[envVar];
}

/** Reads a repeatable option. A variable can't be repeated; it has several values with spaces between them. */
const each =
  <T>(read: (text: string) => T) =>
  (text: string, previous: T[] | undefined): T[] => [
    ...(previous ?? []),
    ...text.split(/\s+/).filter(Boolean).map(read),
  ];

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError("It is a whole number.");
  return value;
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
