import { isDeepStrictEqual } from "node:util";
import { CognitoIdentityClient } from "../../../provider/client";
import type { Json } from "../../support/engine";
import type { DeclaredResource } from "./declared";

/** What a stack declares, and what its state records. */
export interface AuditedStack {
  readonly declared: readonly DeclaredResource[];
  /** The resources of `pulumi stack export`. */
  readonly resources: readonly Json[];
}

/** What the service holds against what stacks declare. */
export interface Audit {
  /** Pools and identities with a login that no state has. */
  readonly orphans: string[];
  /** The pools among them whose resource has another pool. */
  readonly duplicates: string[];
  /** What is declared, and is not in the state, or not as it is there in the service. */
  readonly lost: string[];
  /** Identities of guests that no state has. */
  readonly guests: string[];
}

/** A pool with all that is in it. */
interface Contents {
  readonly pool: Json;
  readonly identities: Map<string, { users: string[]; logins: string[] }>;
  readonly roles: Json;
}

async function* contents(client: CognitoIdentityClient): AsyncGenerator<Contents> {
  for await (const { IdentityPoolId } of client.paginate("ListIdentityPools", { MaxResults: 60 }).items()) {
    const pool = await client.call("DescribeIdentityPool", { IdentityPoolId });
    const identities: Contents["identities"] = new Map();
    const listed = client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 });
    for await (const { IdentityId = "", Logins = [] } of listed.items()) {
      const { DeveloperUserIdentifierList: users = [] } = await client.call("LookupDeveloperIdentity", {
        IdentityPoolId,
        IdentityId,
        MaxResults: 60,
      });
      identities.set(IdentityId, { users: [...users].sort(), logins: [...Logins] });
    }
    yield { pool, identities, roles: await client.call("GetIdentityPoolRoles", { IdentityPoolId }) };
  }
}

/** Compares all that a service holds with stacks that succeeded; the service must have no faults any more. */
export async function audit(url: string, stacks: readonly AuditedStack[]): Promise<Audit> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new CognitoIdentityClient({ region: "eu-central-1", endpoint: url, credentials });
  const found: Audit = { orphans: [], duplicates: [], lost: [], guests: [] };
  const pools = new Map<string, Contents>();
  for await (const one of contents(client)) pools.set(one.pool.IdentityPoolId, one);
  const states = stacks.flatMap(({ declared, resources }) => {
    const byName = new Map(resources.map((resource) => [resource.urn.split("::").pop(), resource]));
    return declared.map((resource) => ({ resource, state: byName.get(resource.name)?.outputs as Json }));
  });
  const heldPools = new Set<string>();
  const poolsWithGuests = new Set<string>();
  const heldIdentities = new Set<string>();
  for (const { resource, state } of states) {
    const difference = state
      ? await compare(client, pools.get(state.identityPoolId), resource, state)
      : "is not recorded";
    if (difference !== undefined) found.lost.push(`${resource.name} ${difference}`);
    if (!state) continue;
    if (resource.kind === "IdentityPool") heldPools.add(state.identityPoolId);
    if (state.identityId !== undefined) heldIdentities.add(state.identityId);
    if (resource.kind === "Identity" && resource.args.logins === undefined) poolsWithGuests.add(state.identityPoolId);
  }
  for (const [id, { pool, identities }] of pools) {
    if (!heldPools.has(id)) {
      const text = `pool ${id} (${pool.IdentityPoolName})`;
      found.orphans.push(text);
      const resource = /^pool-\d+/.exec(pool.IdentityPoolName)?.[0];
      if (states.some(({ resource: { name }, state }) => name === resource && state)) found.duplicates.push(text);
    }
    for (const [identity, { users, logins }] of identities) {
      if (heldIdentities.has(identity)) continue;
      const text = `identity ${identity} of ${pool.IdentityPoolName} with ${JSON.stringify({ users, logins })}`;
      (logins.length === 0 && poolsWithGuests.has(id) ? found.guests : found.orphans).push(text);
    }
  }
  return found;
}

/** How what the service holds differs from what the state says; undefined when it does not. */
async function compare(
  client: CognitoIdentityClient,
  held: Contents | undefined,
  { kind, args }: DeclaredResource,
  state: Json,
): Promise<string | undefined> {
  if (!held) return `has pool ${state.identityPoolId}, which does not exist`;
  const differs = (is: unknown, wanted: unknown) =>
    isDeepStrictEqual(is, wanted) ? undefined : `is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`;
  const { pool, identities, roles } = held;
  const { IdentityPoolId } = pool;
  if (kind === "IdentityPool") {
    const { AllowClassicFlow, DeveloperProviderName, IdentityPoolName } = pool;
    const { allowClassicFlow, developerProviderName } = args;
    return differs(
      [AllowClassicFlow, DeveloperProviderName, IdentityPoolName],
      [allowClassicFlow, developerProviderName, state.identityPoolName],
    );
  }
  if (kind === "DeveloperIdentityLink") {
    const { users } = identities.get(state.identityId) ?? { users: [] as string[] };
    return users.some((user) => user === args.developerUserIdentifier)
      ? undefined
      : `is not registered to ${state.identityId}`;
  }
  if (kind === "Identity") return identities.has(state.identityId) ? undefined : `has no identity ${state.identityId}`;
  if (kind === "IdentityPoolRoleAttachment") return differs(roles.Roles, args.roles);
  if (kind === "IdentityPoolRoleMapping") {
    const { Type, AmbiguousRoleResolution } = roles.RoleMappings?.[String(args.identityProvider)] ?? {};
    return differs([Type, AmbiguousRoleResolution], [args.type, args.ambiguousRoleResolution]);
  }
  const IdentityProviderName = String(args.identityProviderName);
  const { PrincipalTags } = await client.call("GetPrincipalTagAttributeMap", { IdentityPoolId, IdentityProviderName });
  return differs(PrincipalTags, args.principalTags);
}
