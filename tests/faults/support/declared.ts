/** How large a stack of the fault suite is, and how its program is written. */
export interface Size {
  readonly pools: number;
  readonly links: number;
  /** Whether the program names its pools. */
  readonly names: "given" | "automatic";
  /** Dynamic resources, or the plugin. */
  readonly shell: "dynamic" | "plugin";
  /** The program as it is at first, or with pools that are changed and replaced, users that move, and others that go. */
  readonly version: 1 | 2;
}

export const provider = "login.example.com";
const facebook = "graph.facebook.com";

/** A resource as the program declares it; `pool` and `identityId` are numbers of pools and names of links. */
export interface DeclaredResource {
  readonly kind: string;
  readonly name: string;
  readonly pool?: number;
  readonly identityOf?: string;
  readonly args: Record<string, unknown>;
}

/** All resources of a stack: every pool has users, every fourth has roles, a mapping, tags, and identities as well. */
export function declared({ pools, links, names, version }: Size): DeclaredResource[] {
  const isChanged = version === 2;
  const found: DeclaredResource[] = [];
  for (let pool = 0; pool < pools; pool++) {
    const isReplaced = isChanged && (pool % 10 === 5 || pool % 20 === 8);
    const args = {
      ...(names === "given" && { identityPoolName: `pool-${pool}` }),
      developerProviderName: isReplaced ? `${provider}.new` : provider,
      allowUnauthenticatedIdentities: true,
      supportedLoginProviders: { [facebook]: "7346241598935552" },
      ...(isChanged && pool % 3 === 0 && { allowClassicFlow: true, tags: { stage: "2" } }),
    };
    found.push({ kind: "IdentityPool", name: `pool-${pool}`, args });
    if (pool % 4 !== 0) continue;
    const role = `arn:aws:iam::000000000000:role/${isChanged ? "changed" : "first"}`;
    const token = { type: "Token", ambiguousRoleResolution: isChanged ? "Deny" : "AuthenticatedRole" };
    const kinds: [string, Record<string, unknown>][] = [
      ["IdentityPoolRoleAttachment", { roles: { authenticated: role, unauthenticated: role } }],
      ["IdentityPoolRoleMapping", { identityProvider: facebook, ...token }],
      [
        "IdentityPoolProviderPrincipalTag",
        { identityProviderName: facebook, principalTags: { stage: isChanged ? "b" : "a" } },
      ],
      ["Identity", { logins: { [facebook]: `token-${pool}` } }],
    ];
    for (const [kind, more] of kinds) found.push({ kind, name: `${kind}-${pool}`, pool, args: more });
    if (pool % 8 === 0) found.push({ kind: "Identity", name: `guest-${pool}`, pool, args: {} });
  }
  for (let link = 0; link < links; link++) {
    if (isChanged && link % 7 === 3) continue;
    const pool = link % pools;
    const first = `user-${pool}`;
    // The users of every fifth pool share its first user's identity; later each has one of its own, and others share theirs.
    const isShared = link >= pools && pool % 5 === (isChanged ? 1 : 0) && !(isChanged && pool % 7 === 3);
    const args = {
      developerUserIdentifier: `user-${link}`,
      deleteIdentity: true,
      onConflict: isChanged ? "move" : "merge",
    };
    found.push({
      kind: "DeveloperIdentityLink",
      name: `user-${link}`,
      pool,
      ...(isShared && { identityOf: first }),
      args,
    });
  }
  return found;
}

/** The program of a stack, which reads what it declares from `declared.json`. */
export const programOf = (shell: Size["shell"]): string => `
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as cognito from "pulumi-cognito-identity${shell === "plugin" ? "/plugin" : ""}";

const made: Record<string, any> = {};
for (const { kind, name, pool, identityOf, args } of JSON.parse(readFileSync(join(__dirname, "declared.json"), "utf8"))) {
  const identityPoolId = pool === undefined ? undefined : made["pool-" + pool].id;
  const identityId = identityOf === undefined ? undefined : made[identityOf].identityId;
  made[name] = new (cognito as any)[kind](name, { ...args, identityPoolId, identityId });
}
`;
