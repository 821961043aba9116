import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { Command } from "commander";
import { packageInfo } from "../package-info";
import { exportPoolCommand } from "./export-pool";
import { importEntries } from "./import-entries";
import { importPoolCommand } from "./import-pool";
import { leftoversCommand } from "./leftovers";
import { contextOf, poolId, type ServiceOptions, withServiceOptions } from "./service-options";
import { staleGuestsCommand } from "./stale-guests";

interface ImportFileOptions extends ServiceOptions {
  readonly links?: boolean;
}

/** The command `pulumi-cognito-identity`: what needs no program. */
export const createCommand = (output: Writable, input: Readable = process.stdin): Command =>
  new Command("pulumi-cognito-identity")
    .description("What needs no Pulumi program.")
    .version(packageInfo().version)
    .addCommand(importFileCommand(output))
    .addCommand(leftoversCommand(output, input))
    .addCommand(staleGuestsCommand(output))
    .addCommand(exportPoolCommand(output))
    .addCommand(importPoolCommand(output));

const importFileCommand = (output: Writable): Command =>
  withServiceOptions(new Command("import-file"))
    .description(
      "Writes what `pulumi import --file` takes: a pool, its roles with all mappings, and its principal tags.",
    )
    .argument("<pool-id>", "the id of the identity pool, REGION:UUID", poolId)
    .option("--links", "the links of all developer users, too")
    .action((id: string, options: ImportFileOptions) => writeImportFile(output, id, options));

async function writeImportFile(output: Writable, id: string, { links = false, ...service }: ImportFileOptions) {
  let before = '{"resources":[\n';
  for await (const entry of importEntries(contextOf(service), id, { links })) {
    if (!output.write(before + JSON.stringify(entry))) await once(output, "drain");
    before = ",\n";
  }
  output.write("\n]}\n");
}
