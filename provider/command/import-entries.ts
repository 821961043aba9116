import type { Context } from "../context";
import { absentIfNotFound } from "../model/errors";
import { regionOf } from "../model/ids";
import type { Output } from "../model/operations";
import { joinId } from "../resources/in-a-pool/compound-id";

/** One resource of an import file. */
export interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

export interface ImportOptions {
  /** Whether the links of developer users are among them. */
  readonly links: boolean;
}

type Pool = Output<"DescribeIdentityPool">;

const entry = (kind: string, name: string, id: string): ImportEntry => ({
  type: `cognito-identity:index:${kind}`,
  name,
  id,
});

/** A pool and what is in it, as `pulumi import --file` takes it; each as soon as it is read, however many there are. */
export async function* importEntries(
  context: Context,
  id: string,
  { links }: ImportOptions,
): AsyncGenerator<ImportEntry> {
  const client = context.client(regionOf(id));
  const pool = await client.call("DescribeIdentityPool", { IdentityPoolId: id });
  const name = pool.IdentityPoolName;
  yield entry("IdentityPool", name, id);

  // The attachment holds all mappings of the pool, too.
  const { Roles = {}, RoleMappings = {} } = await client.call("GetIdentityPoolRoles", { IdentityPoolId: id });
  if (Object.keys({ ...Roles, ...RoleMappings }).length > 0)
    yield entry("IdentityPoolRoleAttachment", `${name}-roles`, id);

  for (const IdentityProviderName of providersOf(pool)) {
    const input = { IdentityPoolId: id, IdentityProviderName };
    const found = await absentIfNotFound(client.call("GetPrincipalTagAttributeMap", input));
    if (Object.keys(found?.PrincipalTags ?? {}).length === 0 || found?.UseDefaults === true) continue;
    const claims = `${name}-claims-${IdentityProviderName}`;
    yield entry("IdentityPoolProviderPrincipalTag", claims, joinId(id, IdentityProviderName));
  }
  if (links) yield* linkEntries(context, pool);
}

async function* linkEntries(context: Context, pool: Pool): AsyncGenerator<ImportEntry> {
  const { IdentityPoolId, DeveloperProviderName } = pool;
  if (DeveloperProviderName === undefined) return;
  const client = context.client(regionOf(IdentityPoolId));
  const identities = client.paginate("ListIdentities", { IdentityPoolId, MaxResults: 60 }).items();
  for await (const { IdentityId, Logins } of identities) {
    if (IdentityId === undefined || !Logins?.includes(DeveloperProviderName)) continue;
    const users = client.paginate("LookupDeveloperIdentity", { IdentityPoolId, IdentityId, MaxResults: 60 });
    for await (const user of users.items()) {
      yield entry("DeveloperIdentityLink", user, joinId(IdentityPoolId, DeveloperProviderName, user));
    }
  }
}

const providersOf = (pool: Pool): string[] => [
  ...Object.keys(pool.SupportedLoginProviders ?? {}),
  ...(pool.OpenIdConnectProviderARNs ?? []),
  ...(pool.SamlProviderARNs ?? []),
  ...new Set((pool.CognitoIdentityProviders ?? []).flatMap(({ ProviderName }) => ProviderName ?? [])),
];
