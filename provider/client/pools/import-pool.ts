import { CognitoIdentityError } from "../../model/errors";
import type { CognitoIdentityClient } from "../client";
import type { PoolRecord } from "./export-pool";

export interface ImportPoolOptions {
  /** A pool to import into, such as one that an import before this one has made; by default a new one. */
  readonly identityPoolId?: string | undefined;
  /** The name of the developer provider there; by default as it was. */
  readonly developerProviderName?: string | undefined;
  /** The name of the pool there; by default as it was. */
  readonly identityPoolName?: string | undefined;
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
 * not begin with a pool.
 * @example
 * for await (const done of importPool(client, records)) console.log(JSON.stringify(done));
 */
export async function* importPool(
  client: Pick<CognitoIdentityClient, "call">,
  records: Iterable<PoolRecord> | AsyncIterable<PoolRecord>,
  options: ImportPoolOptions = {},
): AsyncGenerator<ImportedRecord> {
  let target: Target | undefined;
  for await (const record of records) {
    if (record.kind === "pool") {
      target = await openTarget(client, record, options);
      yield { kind: "pool", from: record.identityPoolId, to: target.pool.IdentityPoolId };
      continue;
    }
    if (!target) throw invalid("An exported pool begins with a record of kind pool.");
    const { pool, rename } = target;
    if (record.kind === "roles") {
      const { Roles = {}, RoleMappings } = record.roles;
      await client.call("SetIdentityPoolRoles", { ...pool, Roles, RoleMappings });
    } else if (record.kind === "tags") {
      const IdentityProviderName = rename(record.tags.IdentityProviderName);
      await client.call("SetPrincipalTagAttributeMap", { ...pool, ...record.tags, IdentityProviderName });
    } else {
      const to = await importUsers(client, target, record.users);
      yield { kind: "identity", from: record.identityId, to, users: record.users, leftOut: record.otherProviders };
    }
  }
}

interface Target {
  readonly pool: { readonly IdentityPoolId: string };
  readonly developer: string | undefined;
  /** The name of a provider there. */
  rename(provider: string): string;
}

async function openTarget(
  client: Pick<CognitoIdentityClient, "call">,
  { settings }: Extract<PoolRecord, { kind: "pool" }>,
  options: ImportPoolOptions,
): Promise<Target> {
  const { DeveloperProviderName: before, IdentityPoolName } = settings;
  const developer = options.developerProviderName ?? before;
  const { IdentityPoolId } =
    options.identityPoolId === undefined
      ? await client.call("CreateIdentityPool", {
          ...settings,
          IdentityPoolName: options.identityPoolName ?? IdentityPoolName,
          DeveloperProviderName: developer,
        })
      : await client.call("DescribeIdentityPool", { IdentityPoolId: options.identityPoolId });
  const rename = (provider: string) => (provider === before && developer !== undefined ? developer : provider);
  return { pool: { IdentityPoolId }, developer, rename };
}

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
