import { readFileSync } from "node:fs";
import { startServer } from "../hosts/http";
import { localKey } from "../wire/authenticate";
import { parseOptions } from "./parse-options";
import { logLine } from "./request-log";
import { applySeed } from "./seed";

/** Starts the service, which runs until SIGINT or SIGTERM. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const options = parseOptions(argv);
  const writeLine = (line: string) => process.stderr.write(`${line}\n`);
  const server = await startServer({
    db: options.db,
    host: options.host,
    port: options.port,
    accessKeys: [localKey, ...(options.accessKey ?? [])],
    allowedHosts: options.allowedHost,
    faults: options.fault,
    loginKeys: options.loginKeys === undefined ? undefined : readJson(options.loginKeys),
    issuer: options.issuer,
    limits: definedOnly({ pools: options.maxPools, openIdTokenDuration: options.openIdTokenDuration }),
    log: options.log ? (record) => writeLine(logLine(record)) : undefined,
    warn: (message) => writeLine(`warning: ${message}`),
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
