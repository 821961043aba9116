import { taggedProviderOf } from "../../provider/model/access/login-providers";
import { regionOf } from "../../provider/model/ids";
import { localAccount } from "../../provider/model/local";
import type { ParsedInput } from "../../provider/model/operations";
import { operations } from "../../provider/model/operations";
import { boolean, list, map, required, string, structure, type ValueOf } from "../../provider/model/shapes";
import { explainUnknown, unknownMembers } from "../../provider/model/unknown-members";
import { explainAll, violations } from "../../provider/model/validate";
import { checkTags, toSettings } from "../pools/pool-settings";
import { type Random, uuid } from "../random";
import type { Caller, Pool, Store } from "../store";
import type { ServiceClock } from "./service-clock";

const { CreateIdentityPool, SetIdentityPoolRoles, SetPrincipalTagAttributeMap } = operations;

const { IdentityPoolId } = operations.DescribeIdentityPool.input.members;
const { IdentityId } = operations.DescribeIdentity.input.members;
const { DeveloperUserIdentifier } = operations.LookupDeveloperIdentity.input.members;
const providerName = SetPrincipalTagAttributeMap.input.members.IdentityProviderName.required;

const identity = structure({
  /** Created when it is not given. */
  IdentityId: IdentityId.required,
  /** Identifiers of users of the developer provider. */
  DeveloperUserIdentifiers: list(DeveloperUserIdentifier),
  /** Provider name to the user's id at the provider, which is the `sub` of its tokens. */
  Logins: map(providerName, string({ min: 1 })),
});

const pool = structure({
  ...CreateIdentityPool.input.members,
  /** Created when it is not given. Then an existing pool is found by its name. */
  IdentityPoolId: IdentityPoolId.required,
  Account: string({ pattern: "\\d{12}" }),
  Region: required(string({ pattern: "[a-z0-9-]{1,63}" })),
  Roles: SetIdentityPoolRoles.input.members.Roles.required,
  RoleMappings: SetIdentityPoolRoles.input.members.RoleMappings,
  /** Provider name to its map. */
  PrincipalTags: map(
    providerName,
    structure({ UseDefaults: boolean, PrincipalTags: SetPrincipalTagAttributeMap.input.members.PrincipalTags }),
  ),
  Identities: list(identity),
});

const seed = structure({ IdentityPools: required(list(pool)) });

/** Pools and identities to begin with. */
export type Seed = ValueOf<typeof seed>;
type SeedPool = Seed["IdentityPools"][number];

interface Seeded {
  readonly store: Store;
  readonly clock: ServiceClock;
  readonly random: Random;
}

/** Creates the pools of the seed. Pools that exist already are not changed, so a seed may be applied again. */
export async function applySeed({ store, clock, random }: Seeded, value: unknown): Promise<void> {
  checkSeed(value);
  const seeding: Seeding = { store, now: clock.now(), newId: (region) => `${region}:${uuid(random)}` };
  await store.write(() => {
    for (const declared of value.IdentityPools) seedPool(seeding, declared);
  });
}

function checkSeed(value: unknown): asserts value is Seed {
  const unknown = unknownMembers(seed, value).map(explainUnknown);
  const found = violations(seed, value);
  if (found.length > 0) unknown.push(explainAll(found));
  if (unknown.length > 0) throw new TypeError(unknown.join("; "));
  for (const { Region, IdentityPoolId, Identities = [] } of (value as Seed).IdentityPools) {
    for (const id of [IdentityPoolId, ...Identities.map(({ IdentityId }) => IdentityId)]) {
      if (id !== undefined && regionOf(id) !== Region)
        throw new TypeError(`${id} must begin with the Region, ${Region}:`);
    }
  }
}

/** What the functions below share. */
interface Seeding {
  readonly store: Store;
  readonly now: Date;
  readonly newId: (region: string) => string;
}

function seedPool(seeding: Seeding, declared: SeedPool): void {
  const { store, now, newId } = seeding;
  const caller = { account: declared.Account ?? localAccount, region: declared.Region };
  if (find(store, declared, caller)) return;
  const id = declared.IdentityPoolId ?? newId(caller.region);
  const tags = declared.IdentityPoolTags ?? {};
  checkTags(tags);
  store.pools.create(id, caller, toSettings(declared as ParsedInput<"CreateIdentityPool">), tags, now);
  const made = store.pools.find(id) as Pool;
  const { Roles, RoleMappings, PrincipalTags = {}, Identities = [] } = declared;
  if (Roles || RoleMappings) store.pools.setRoles(made, { Roles, RoleMappings }, now);
  for (const [provider, tagMap] of Object.entries(PrincipalTags)) {
    store.pools.setPrincipalTagMap(made, taggedProviderOf(made, provider)?.name ?? provider, {
      UseDefaults: false,
      PrincipalTags: {},
      ...tagMap,
    });
  }
  for (const each of Identities) seedIdentity(seeding, made, each);
}

function find(store: Store, { IdentityPoolId, IdentityPoolName }: SeedPool, caller: Caller) {
  if (IdentityPoolId !== undefined) return store.pools.find(IdentityPoolId);
  const all = store.pools.list(caller, 0, Number.MAX_SAFE_INTEGER);
  return all.find(({ settings }) => settings.IdentityPoolName === IdentityPoolName);
}

function seedIdentity({ store, now, newId }: Seeding, made: Pool, declared: ValueOf<typeof identity>): void {
  const { DeveloperUserIdentifiers = [], Logins = {} } = declared;
  const developer = made.settings.DeveloperProviderName;
  if (DeveloperUserIdentifiers.length > 0 && developer === undefined) {
    throw new TypeError(`${made.settings.IdentityPoolName} has developer users and no DeveloperProviderName.`);
  }
  const logins = [
    ...DeveloperUserIdentifiers.map((subject) => ({ provider: developer as string, subject })),
    ...Object.entries(Logins).map(([provider, subject = ""]) => ({ provider, subject })),
  ];
  const id = declared.IdentityId ?? newId(made.region);
  const created = store.identities.create(id, made, logins.length > 0 ? "linked" : "guest", now);
  for (const login of logins) store.identities.link(created, login);
}
