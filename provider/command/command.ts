import { once } from "node:events";
import type { Writable } from "node:stream";
import { Command, Option } from "commander";
import { configKey } from "../config";
import { createContext } from "../context";
import { isServiceId } from "../model/ids";
import { packageInfo } from "../package-info";
import { importEntries } from "./import-entries";

interface ImportFileOptions {
  readonly links?: boolean;
  readonly endpoint?: string;
  readonly profile?: string;
}

/** The command `pulumi-cognito-identity`: what needs no program. */
export function createCommand(output: Writable): Command {
  const command = new Command("pulumi-cognito-identity")
    .description("What needs no Pulumi program.")
    .version(packageInfo().version);
  command
    .command("import-file")
    .description(
      "Writes what `pulumi import --file` takes: a pool, its roles with all mappings, and its principal tags.",
    )
    .argument("<pool-id>", "the id of the identity pool, REGION:UUID")
    .option("--links", "the links of all developer users, too")
    .addOption(new Option("--endpoint <url>", "a URL, or local:PATH"))
    .addOption(new Option("--profile <name>", "a profile of the shared AWS config files"))
    .action((id: string, options: ImportFileOptions) => writeImportFile(output, id, options));
  return command;
}

async function writeImportFile(
  output: Writable,
  id: string,
  { links = false, endpoint = "", profile = "" }: ImportFileOptions,
): Promise<void> {
  if (!isServiceId(id)) throw new Error(`The id of an identity pool is REGION:UUID, not ${JSON.stringify(id)}.`);
  const texts = Object.entries({ [configKey("endpoint")]: endpoint, [configKey("profile")]: profile });
  const log = (severity: string, message: string) => void process.stderr.write(`${severity}: ${message}\n`);
  const context = createContext(Object.fromEntries(texts.filter(([, text]) => text !== "")), { log });
  let before = '{"resources":[\n';
  for await (const entry of importEntries(context, id, { links })) {
    if (!output.write(before + JSON.stringify(entry))) await once(output, "drain");
    before = ",\n";
  }
  output.write("\n]}\n");
}
