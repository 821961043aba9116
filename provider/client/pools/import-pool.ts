import { CognitoIdentityError } from "../../model/errors";
import type { CognitoIdentityClient } from "../client";
import type { PoolRecord } from "./export-pool";
import { inOrder } from "./in-order";

export interface ImportPoolOptions {
  /** A pool to import into, such as one that an import before this one has made; by default a new one. */
  readonly identityPoolId?: string | undefined;
  /** The name of the developer provider there; by default as it was. */
  readonly developerProviderName?: string | undefined;
  /** The name of the pool there; by default as it was. */
  readonly identityPoolName?: string | undefined;
  /** The account whose roles and providers of the same names the pool has there; by default the ARNs stay as they were. */
  readonly account?: string | undefined;
  /** How many identities are made at once; 1 by default. */
  readonly atOnce?: number | undefined;
}

/** What an import has done, in order; the pool comes first. */
export type ImportedRecord =
  | { readonly kind: "pool"; readonly from: string; readonly to: string }
  | {
      readonly kind: "identity";
      /** The identity in the pool that was exported. */
      readonly from: string;
      /** The identity in the new pool; undefined where it has no user of the developer provider. */
      readonly to: string | undefined;
      readonly users: readonly string[];
      /** Providers whose logins are not carried. */
      readonly leftOut: readonly string[];
    };

/**
 * Makes what `exportPool` has read: the pool, its roles, mappings and tag maps, and an identity for those of each exported one, with
 * the same users (CreateIdentityPool, SetIdentityPoolRoles, SetPrincipalTagAttributeMap, GetOpenIdTokenForDeveloperIdentity,
 * MergeDeveloperIdentities). Logins of public providers and guests can't be carried. After a failure it is called again with the
 * `identityPoolId` of the pool that it has made: what is there already is found, and nothing is made twice.
 * @throws CognitoIdentityError with the service's code, or one of the client's own; `ValidationException` for records that do
 * not begin with a pool, or do not come to their end.
 * @example
 * for await (const done of importPool(client, records)) console.log(JSON.stringify(done));
 */
export async function* importPool(
  client: Pick<CognitoIdentityClient, "call">,
  records: Iterable<PoolRecord> | AsyncIterable<PoolRecord>,
  options: ImportPoolOptions = {},
): AsyncGenerator<ImportedRecord> {
  const reader = read(records);
  try {
    const { value: pool } = await reader.next();
    if (pool?.kind !== "pool") throw invalid("An exported pool begins with a record of kind pool.");
    const target = await openTarget(client, pool, options);
    yield { kind: "pool", from: pool.identityPoolId, to: target.pool.IdentityPoolId };
    yield* inOrder(identities(client, target, reader), options.atOnce ?? 1, async (record): Promise<ImportedRecord> => {
      const { identityId: from, users, otherProviders: leftOut } = record;
      return { kind: "identity", from, to: await importUsers(client, target, users), users, leftOut };
    });
  } finally {
    await reader.return(undefined);
  }
}

async function* read(records: Iterable<PoolRecord> | AsyncIterable<PoolRecord>): AsyncGenerator<PoolRecord, undefined> {
  yield* records;
}

/** Sets what stands between the identities, and hands on those. */
async function* identities(
  client: Pick<CognitoIdentityClient, "call">,
  { pool, rename, moved }: Target,
  records: AsyncIterable<PoolRecord>,
): AsyncGenerator<Extract<PoolRecord, { kind: "identity" }>> {
  let isWhole = false;
  for await (const record of records) {
    isWhole = record.kind === "end";
    if (record.kind === "identity") yield record;
    if (record.kind === "roles") {
      const { Roles = {}, RoleMappings = {} } = moved(record.roles);
      const renamed = Object.fromEntries(
        Object.entries(RoleMappings).map(([name, mapping]) => [rename(name), mapping]),
      );
      await client.call("SetIdentityPoolRoles", { ...pool, Roles, RoleMappings: renamed });
    }
    if (record.kind === "tags") {
      const tags = moved(record.tags);
      const IdentityProviderName = rename(tags.IdentityProviderName);
      await client.call("SetPrincipalTagAttributeMap", { ...pool, ...tags, IdentityProviderName });
    }
  }
  if (!isWhole) throw invalid("The records break off: those of a whole pool end with a record of kind end.");
}

interface Target {
  readonly pool: { readonly IdentityPoolId: string };
  readonly developer: string | undefined;
  /** The name of a provider there. */
  rename(provider: string): string;
  /** What has ARNs, with those of the account there. */
  moved<T>(value: T): T;
}

async function openTarget(
  client: Pick<CognitoIdentityClient, "call">,
  { settings }: Extract<PoolRecord, { kind: "pool" }>,
  options: ImportPoolOptions,
): Promise<Target> {
  const { DeveloperProviderName: before, IdentityPoolName } = settings;
  const { account } = options;
  const moved = <T>(value: T): T => (account === undefined ? value : withAccount(value, account));
  const developer = options.developerProviderName ?? before;
  const { IdentityPoolId } =
    options.identityPoolId === undefined
      ? await client.call("CreateIdentityPool", {
          ...moved(settings),
          IdentityPoolName: options.identityPoolName ?? IdentityPoolName,
          DeveloperProviderName: developer,
        })
      : await client.call("DescribeIdentityPool", { IdentityPoolId: options.identityPoolId });
  const rename = (provider: string) => (provider === before && developer !== undefined ? developer : provider);
  return { pool: { IdentityPoolId }, developer, rename, moved };
}

/** The same value with all ARNs of IAM in one account: those of roles, OpenID Connect and SAML providers. */
const withAccount = <T>(value: T, account: string): T =>
  JSON.parse(JSON.stringify(value).replace(/(?<=arn:[\w-]+:iam::)\d{12}(?=:)/g, account));

/** Registers users who shall have one identity. The service adds no user to an identity: each is registered, then merged. */
async function importUsers(
  client: Pick<CognitoIdentityClient, "call">,
  { pool, developer }: Target,
  [first, ...others]: readonly string[],
): Promise<string | undefined> {
  if (first === undefined) return undefined;
  if (developer === undefined) throw invalid("The exported users need a developer provider; the pool names none.");
  const register = async (user: string) => {
    const Logins = { [developer]: user };
    return (await client.call("GetOpenIdTokenForDeveloperIdentity", { ...pool, Logins })).IdentityId;
  };
  const identityId = await register(first);
  for (const user of others) {
    if ((await register(user)) === identityId) continue;
    await client.call("MergeDeveloperIdentities", {
      ...pool,
      DeveloperProviderName: developer,
      SourceUserIdentifier: user,
      DestinationUserIdentifier: first,
    });
  }
  return identityId;
}

const invalid = (message: string) => new CognitoIdentityError({ code: "ValidationException", message });
