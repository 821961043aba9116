import type { Writable } from "node:stream";
import { Command } from "commander";
import { regionOf } from "../model/ids";
import { parseAge } from "./age";
import { clearGuests, type GuestRecord } from "./clear-guests";
import { readHeldIds } from "./held-ids";
import { appendJsonLine } from "./json-lines";
import { contextOf, poolId, type ServiceOptions, withServiceOptions } from "./service-options";
import { writeLine } from "./write-line";

interface StaleGuestsOptions extends ServiceOptions {
  readonly olderThan: number;
  readonly delete?: boolean;
  readonly report?: string;
  readonly spareState?: readonly string[];
}

/** `stale-guests`: lists the guests of a pool that nobody has changed for long, and deletes them when told so. */
export const staleGuestsCommand = (output: Writable): Command =>
  withServiceOptions(new Command("stale-guests"))
    .description(
      "Lists the guests of a pool that were neither made nor changed for long, and deletes them only when told so. " +
        "An identity that has a login is no guest.",
    )
    .argument("<pool-id>", "the id of the identity pool, REGION:UUID", poolId)
    .requiredOption("--older-than <age>", "how long they are unchanged: 36h, 90d, 12w", (text) =>
      parseAge("--older-than", text),
    )
    .option("--delete", "deletes them, but for those that a stack holds")
    .option("--spare-state <file...>", "states of stacks, from pulumi stack export: identities that they name stay")
    .option("--report <file>", "a file to which all that is found and done is added, a line of JSON each")
    .action((id: string, options: StaleGuestsOptions) => listStaleGuests(output, id, options));

async function listStaleGuests(
  output: Writable,
  identityPoolId: string,
  { olderThan: age, delete: deletes = false, report, spareState = [], ...service }: StaleGuestsOptions,
): Promise<void> {
  const context = contextOf(service);
  const { ids: held, encrypted } = await readHeldIds(spareState);
  for (const file of encrypted) {
    context.log(
      "warning",
      `${file} has encrypted values. What only they name is not spared; pulumi stack export --show-secrets shows them.`,
    );
  }
  const now = context.clock.now();
  const olderThan = new Date(now.getTime() - age);
  const note = (entry: object) => {
    if (report !== undefined) appendJsonLine(report, entry);
  };
  note({ kind: "run", at: now, identityPoolId, olderThan, deletes, spareState });
  const counts = { found: 0, held: 0, deleted: 0, failed: 0 };
  const client = context.client(regionOf(identityPoolId));
  for await (const record of clearGuests(client, identityPoolId, { olderThan, held, deletes })) {
    note(record);
    if (record.kind === "guest") {
      counts.found++;
      if (record.isHeld) counts.held++;
    } else if (record.kind === "deleted") counts.deleted += record.identityIds.length;
    else counts.failed++;
    for (const line of describe(record)) await writeLine(output, line);
  }
  note({ kind: "end", ...counts });
  await writeLine(output, summary(counts, deletes));
  if (counts.failed > 0) throw new Error(`${guests(counts.failed)} could not be deleted. To try again, run it again.`);
}

function describe(record: GuestRecord): string[] {
  if (record.kind === "failed") return [`${record.identityId} not deleted: ${record.errorCode}`];
  if (record.kind === "deleted") return record.identityIds.map((id) => `${id} deleted`);
  const { identityId, creationDate, lastModifiedDate, isHeld } = record;
  const dates = `made ${creationDate.toISOString()}, changed ${lastModifiedDate.toISOString()}`;
  return [`${identityId} ${dates}${isHeld ? ", held by a stack" : ""}`];
}

function summary({ found, held, deleted }: { found: number; held: number; deleted: number }, deletes: boolean): string {
  const done = deletes ? `${deleted} deleted` : "nothing deleted, as --delete is not given";
  return `${guests(found)} found, ${held} of them held by a stack; ${done}.`;
}

const guests = (count: number) => (count === 1 ? "1 guest" : `${count} guests`);
