import { readFile } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { Command } from "commander";
import type { Client, Context } from "../context";
import { absentIfNotFound } from "../model/errors";
import { inOneLine } from "../model/printable";
import { isUnused } from "../resources/pool/marked-pools";
import { ExportedState } from "./exported-state";
import { findLeftovers, type Leftover } from "./find-leftovers";
import { contextOf, type ServiceOptions, withServiceOptions } from "./service-options";
import { writeLine } from "./write-line";

interface LeftoversOptions extends ServiceOptions {
  readonly file?: string;
  readonly region?: string;
  readonly delete?: boolean;
}

/** `leftovers`: lists the pools that a killed update has left behind, and deletes those with nothing in them when told so. */
export const leftoversCommand = (output: Writable, input: Readable): Command =>
  withServiceOptions(new Command("leftovers"))
    .description(
      "Lists the pools that a stack has made and does not hold, by its state: pulumi stack export | pulumi-cognito-identity leftovers. " +
        "To be run in the project's folder, with the same backend.",
    )
    .option("--file <path>", "the exported state; standard input when left out")
    .option(
      "--region <name>",
      "where to look; in the regions of the state's pools, and in the usual one, when left out",
    )
    .option("--delete", "deletes those that have no identity and no role")
    .action((options: LeftoversOptions) => listLeftovers(output, input, options));

async function listLeftovers(
  output: Writable,
  input: Readable & { readonly isTTY?: boolean },
  { file, region, delete: deletes = false, ...service }: LeftoversOptions,
): Promise<void> {
  if (file === undefined && input.isTTY) {
    throw new Error("The state is read from standard input: pulumi stack export | pulumi-cognito-identity leftovers");
  }
  const state = new ExportedState(file === undefined ? await text(input) : await readFile(file, "utf8"));
  const context = contextOf(service);
  const counts = { own: 0, others: 0 };
  for (const place of region === undefined ? await regionsOf(context, state) : [region]) {
    const client = context.client(place);
    for await (const leftover of findLeftovers(client, state)) {
      if (leftover.urn === undefined) {
        counts.others++;
        continue;
      }
      counts.own++;
      const done = deletes ? `: ${await remove(client, leftover)}` : "";
      await writeLine(output, inOneLine(`${describe(leftover)}${done}`));
    }
  }
  if (counts.own === 0) await writeLine(output, "The stack has left no pool behind.");
  if (counts.others > 0) {
    await writeLine(
      output,
      `${counts.others} more ${counts.others === 1 ? "pool bears" : "pools bear"} the tag of a creation: made by other stacks, ` +
        "from another folder or backend, or for a resource that this state no longer names.",
    );
  }
}

async function regionsOf(context: Context, state: ExportedState): Promise<string[]> {
  const own = await context.region().catch((error) => {
    if (state.regions.length === 0) throw error;
    return undefined;
  });
  return [...new Set([...(own === undefined ? [] : [own]), ...state.regions])];
}

const describe = ({ pool, urn, isInUse }: Leftover): string =>
  `${pool.IdentityPoolId} ${pool.IdentityPoolName}, made for ${urn}, ${isInUse ? "in use" : "nothing in it"}`;

/** Deletes a pool that has nothing in it; one with an identity or a role is nobody's to delete here. */
async function remove(client: Client, { pool, isInUse }: Leftover): Promise<string> {
  if (isInUse || !(await isUnused(client, pool))) return "kept";
  await absentIfNotFound(client.call("DeleteIdentityPool", { IdentityPoolId: pool.IdentityPoolId }));
  return "deleted";
}
