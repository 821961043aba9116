import type { PoolRecord } from "../client/pools/export-pool";
import { readJsonLines } from "./json-lines";

/**
 * The records of a file that `export-pool` has written.
 * @throws Error for a line that is none of them.
 */
export async function* readExport(file: string): AsyncGenerator<PoolRecord> {
  for await (const { number, value } of readJsonLines(file)) {
    if (!isRecord(value) || (number === 1) !== (value.kind === "pool"))
      throw new Error(
        `${file} is no file of export-pool: line ${number} is ${number === 1 ? "no pool" : "no record"}.`,
      );
    yield value;
  }
}

const members: { readonly [K in PoolRecord["kind"]]: (record: Readonly<Record<string, unknown>>) => boolean } = {
  pool: ({ identityPoolId, settings }) => typeof identityPoolId === "string" && isObject(settings),
  roles: ({ roles }) => isObject(roles),
  tags: ({ tags }) => isObject(tags),
  identity: ({ identityId, users, otherProviders }) =>
    typeof identityId === "string" && isTexts(users) && isTexts(otherProviders),
  end: () => true,
};

const isRecord = (value: unknown): value is PoolRecord =>
  isObject(value) &&
  typeof value.kind === "string" &&
  Object.hasOwn(members, value.kind) &&
  members[value.kind as PoolRecord["kind"]](value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((text) => typeof text === "string");
