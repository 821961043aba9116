import type { Writable } from "node:stream";
import { Command } from "commander";
import { exportPool, type PoolRecord } from "../client/pools/export-pool";
import { regionOf } from "../model/ids";
import { readExport } from "./exported-pool";
import { appendJsonLine, cutHalfLine } from "./json-lines";
import { NotCarried } from "./not-carried";
import { contextOf, poolId, type ServiceOptions, withServiceOptions } from "./service-options";
import { writeLine } from "./write-line";

interface ExportPoolCommandOptions extends ServiceOptions {
  readonly file?: string;
}

/** So many identities are looked up at once; the rate is the service's matter. */
const atOnce = 16;

/** `export-pool`: writes a pool with its roles, tag maps and developer users, for `import-pool`. */
export const exportPoolCommand = (output: Writable): Command =>
  withServiceOptions(new Command("export-pool"))
    .description(
      "Writes a pool with its roles, tag maps and developer users, a line of JSON each, for import-pool. It changes nothing. " +
        "Logins of public providers and guests can't be carried.",
    )
    .argument("<pool-id>", "the id of the identity pool, REGION:UUID", poolId)
    .option(
      "--file <path>",
      "where to write; an export that was broken off goes on there. Standard output when left out",
    )
    .action((id: string, options: ExportPoolCommandOptions) => writeExport(output, id, options));

async function writeExport(
  output: Writable,
  identityPoolId: string,
  { file, ...service }: ExportPoolCommandOptions,
): Promise<void> {
  const context = contextOf(service);
  const notCarried = new NotCarried();
  const begun = file !== undefined && (await cutHalfLine(file));
  const known = new Set<string>();
  let hasPool = false;
  if (begun) {
    for await (const record of readExport(file)) {
      checkBegun(file, record, identityPoolId);
      hasPool = true;
      notCarried.add(record);
      if (record.kind === "identity") known.add(record.identityId);
    }
  }
  const client = context.client(regionOf(identityPoolId));
  for await (const record of exportPool(client, identityPoolId, { known, atOnce })) {
    if (record.kind === "pool" && hasPool) continue;
    notCarried.add(record);
    if (file === undefined) await writeLine(output, JSON.stringify(record));
    else appendJsonLine(file, record);
  }
  context.log("info", `${notCarried.carried} are exported.`);
  for (const sentence of notCarried.sentences) context.log("info", sentence);
}

/** Refuses to go on with a file of another pool, or one that is whole. */
function checkBegun(file: string, record: PoolRecord, identityPoolId: string): void {
  if (record.kind === "end")
    throw new Error(`${file} has the pool whole already; to export it again, give another file.`);
  if (record.kind === "pool" && record.identityPoolId !== identityPoolId)
    throw new Error(`${file} is an export of another pool, ${record.identityPoolId}.`);
}
