import type { Writable } from "node:stream";
import { Command } from "commander";
import type { PoolRecord } from "../client/pools/export-pool";
import { importPool } from "../client/pools/import-pool";
import type { Client, Context } from "../context";
import { creationTag } from "../model/creation-tag";
import { regionOf } from "../model/ids";
import { describeMarked, listPools } from "../resources/pool/marked-pools";
import { readExport } from "./exported-pool";
import { IdentityMap } from "./identity-map";
import { NotCarried } from "./not-carried";
import { contextOf, poolId, type ServiceOptions, withServiceOptions } from "./service-options";
import { writeLine } from "./write-line";

interface ImportPoolCommandOptions extends ServiceOptions {
  readonly map: string;
  readonly region?: string;
  readonly account?: string;
  readonly identityPoolId?: string;
  readonly identityPoolName?: string;
  readonly developerProviderName?: string;
}

/** So many identities are made at once; the rate is the service's matter. */
const atOnce = 16;

/** `import-pool`: makes what `export-pool` has written. */
export const importPoolCommand = (output: Writable): Command =>
  withServiceOptions(new Command("import-pool"))
    .description(
      "Makes a pool that export-pool has written, with its roles, tag maps and developer users, in another region, account or " +
        "developer provider, and writes which identity became which. Logins of public providers and guests can't be carried.",
    )
    .argument("<file>", "the file that export-pool has written")
    .requiredOption(
      "--map <file>",
      "where to write which identity became which; an import that was broken off goes on there",
    )
    .option("--region <name>", "where to make the pool; the usual region when left out")
    .option("--account <id>", "the account whose roles and providers of the same names the pool gets", account)
    .option("--identity-pool-id <id>", "an empty pool to import into; a new one when left out", poolId)
    .option("--identity-pool-name <name>", "the name of the pool there; as it was when left out")
    .option("--developer-provider-name <name>", "the developer provider there; as it was when left out")
    .action((file: string, options: ImportPoolCommandOptions) => makeImport(output, file, options));

async function makeImport(
  output: Writable,
  file: string,
  { map: mapFile, region, ...options }: ImportPoolCommandOptions,
): Promise<void> {
  const context = contextOf(options);
  const { pool, notCarried, hasRoles } = await lookThrough(file);
  const { identityPoolId: from, settings } = pool;
  if (options.identityPoolId === from) throw new Error(`${from} is the pool that was exported.`);
  const place = await placeOf(context, region, options.identityPoolId);
  const { identityPoolName = settings.IdentityPoolName, developerProviderName = settings.DeveloperProviderName } =
    options;
  const map = await IdentityMap.open(mapFile, { from, region: place, developerProviderName }, context);
  const client = context.client(place);
  const identityPoolId =
    map.identityPoolId ?? options.identityPoolId ?? (await findBegun(client, map, identityPoolName));
  const names = { identityPoolId, identityPoolName, developerProviderName, account: options.account, atOnce };
  for await (const done of importPool(client, stillToDo(file, map), names)) map.add(done);
  map.end();
  await writeLine(
    output,
    `${from} is ${map.identityPoolId} there, with ${notCarried.carried}: ${mapFile} says which became which.`,
  );
  for (const sentence of notCarried.sentences) await writeLine(output, sentence);
  if (!hasRoles) return;
  await writeLine(
    output,
    `The roles are used with the new pool once their trust policies name ${map.identityPoolId} as cognito-identity.amazonaws.com:aud.`,
  );
}

/** The region of the new pool. */
async function placeOf(context: Context, region: string | undefined, identityPoolId: string | undefined) {
  if (identityPoolId === undefined) return region ?? (await context.region());
  const own = regionOf(identityPoolId);
  if (region !== undefined && region !== own) throw new Error(`--identity-pool-id is in ${own}, not in ${region}.`);
  return own;
}

/** Reads a file from end to end, before anything is made of it. */
async function lookThrough(file: string) {
  const notCarried = new NotCarried();
  let pool: Extract<PoolRecord, { kind: "pool" }> | undefined;
  let [isWhole, hasRoles] = [false, false];
  for await (const record of readExport(file)) {
    if (record.kind === "roles")
      hasRoles = Object.keys({ ...record.roles.Roles, ...record.roles.RoleMappings }).length > 0;
    if (record.kind === "pool") pool = record;
    isWhole = record.kind === "end";
    notCarried.add(record);
  }
  if (!pool || !isWhole)
    throw new Error(
      `${file} is not whole: the export was broken off. Run export-pool with --file ${file}, which goes on.`,
    );
  return { pool, notCarried, hasRoles };
}

/** What no import before this one has noted; a pool that is made bears the mark of this import. */
async function* stillToDo(file: string, map: IdentityMap): AsyncGenerator<PoolRecord> {
  for await (const record of readExport(file)) {
    if (record.kind === "identity" && map.has(record.identityId)) continue;
    if (record.kind !== "pool") yield record;
    else {
      const IdentityPoolTags = { ...record.settings.IdentityPoolTags, [creationTag]: map.mark };
      yield { ...record, settings: { ...record.settings, IdentityPoolTags } };
    }
  }
}

/** The pool that an import before this one has made and could not note. */
async function findBegun(client: Client, map: IdentityMap, identityPoolName: string): Promise<string | undefined> {
  if (!map.isBegun) return undefined;
  const pools = (await listPools(client)).filter(({ name }) => name === identityPoolName);
  return (await describeMarked(client, pools, map.mark))[0]?.IdentityPoolId;
}

function account(text: string): string {
  if (!/^\d{12}$/.test(text))
    throw new Error(`--account must be the 12 digits of an AWS account, not ${JSON.stringify(text)}.`);
  return text;
}
