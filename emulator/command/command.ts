import { printable } from "../../provider/model/printable";
import { readLoginKeys } from "../federation/login-keys";
import { startServer } from "../hosts/http";
import { readJson } from "../read-json";
import { localKey } from "../wire/authenticate";
import { type CommandOptions, parseOptions } from "./parse-options";
import { logLine } from "./request-log";

/** Starts the service, which runs until SIGINT or SIGTERM. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  const options = parseOptions(argv);
  const { host, port, seed, loginKeys, issuer, maxPools, openIdTokenDuration } = options;
  const writeLine = (line: string) => process.stderr.write(`${printable(line)}\n`);
  const server = await startServer({
    db: options.db,
    host,
    port,
    accessKeys: [localKey, ...(options.accessKey ?? [])],
    allowedHosts: options.allowedHost,
    allowedOrigins: options.allowedOrigin,
    seed: seed === undefined ? undefined : readJson(seed),
    faults: options.fault,
    loginKeys: loginKeys === undefined ? undefined : readLoginKeys(loginKeys),
    issuer,
    limits: { pools: maxPools, openIdTokenDuration },
    log: options.log ? (record) => writeLine(logLine(record)) : undefined,
    warn: (message) => writeLine(`warning: ${message}`),
    async prepare(service) {
      if (seed !== undefined) await inFile(seed, () => service.seed());
    },
  }).catch((error) => {
    throw explainListenError(error, options);
  });
  const signals = ["SIGINT", "SIGTERM"] as const;
  const stop = () => {
    for (const signal of signals) process.removeListener(signal, stop);
    void server.close();
  };
  for (const signal of signals) process.on(signal, stop);
  process.stdout.write(`cognito-identity-local listening on ${server.url}\n`);
}

/** Names the file in an error about its contents. */
async function inFile(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}

/** Says in plain words why the service can't listen. Other errors are returned as they are. */
function explainListenError(error: Error & { code?: string }, { host, port }: CommandOptions): Error {
  const explanations: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} of ${host} is in use by another program. Choose another --port; 0 is any free one.`,
    EACCES: `This user may not listen on port ${port}. Choose a --port above 1023.`,
    EADDRNOTAVAIL: `This machine does not have the address ${host}. Choose another --host.`,
    ENOTFOUND: `There is no host ${host}. Choose another --host.`,
    EAI_AGAIN: `The host ${host} can't be resolved at the moment. Choose another --host.`,
  };
  const { code = "" } = error;
  return Object.hasOwn(explanations, code) ? new Error(`${explanations[code]} (${code})`) : error;
}
