import { providerNames } from "../../model/access/login-providers";
import { creationTag } from "../../model/creation-tag";
import type { Input, Output } from "../../model/operations";
import type { CognitoIdentityClient } from "../client";
import { inOrder } from "./in-order";

type Roles = Pick<Output<"GetIdentityPoolRoles">, "Roles" | "RoleMappings">;

/** A map of session tags, and its provider. */
export interface ExportedTags extends Pick<Output<"GetPrincipalTagAttributeMap">, "UseDefaults" | "PrincipalTags"> {
  readonly IdentityProviderName: string;
}

/** A part of an exported pool; each is plain data, a line of JSON. The pool comes first, and the end last. */
export type PoolRecord =
  | { readonly kind: "pool"; readonly identityPoolId: string; readonly settings: Input<"CreateIdentityPool"> }
  | { readonly kind: "roles"; readonly roles: Roles }
  | { readonly kind: "tags"; readonly tags: ExportedTags }
  | {
      readonly kind: "identity";
      readonly identityId: string;
      /** The users of the developer provider who resolve to it. */
      readonly users: readonly string[];
      /** The other providers that it has logins of. A login can't be carried to another pool: only its user has the token. */
      readonly otherProviders: readonly string[];
    }
  /** Without it an export has been broken off. */
  | { readonly kind: "end"; readonly identities: number; readonly guests: number };

export interface ExportPoolOptions {
  /** Identities that an export before this one has read already; they are counted, and not read again. */
  readonly known?: ReadonlySet<string> | undefined;
  /** How many identities are looked up at once; 1 by default. */
  readonly atOnce?: number | undefined;
}

/**
 * Reads a pool whole: its settings and tags, its roles and mappings, its tag maps, and the identities that have a login, with their
 * users of the developer provider, each part as soon as it is read (DescribeIdentityPool, GetIdentityPoolRoles,
 * GetPrincipalTagAttributeMap, ListIdentities, LookupDeveloperIdentity). What `importPool` takes.
 * @throws CognitoIdentityError with the service's code, such as `ResourceNotFoundException`, or one of the client's own.
 * @example
 * for await (const record of exportPool(client, identityPoolId)) console.log(JSON.stringify(record));
 */
export async function* exportPool(
  client: Pick<CognitoIdentityClient, "call" | "paginate">,
  identityPoolId: string,
  { known = new Set(), atOnce = 1 }: ExportPoolOptions = {},
): AsyncGenerator<PoolRecord> {
  const pool = { IdentityPoolId: identityPoolId };
  const { IdentityPoolId, IdentityPoolTags = {}, ...others } = await client.call("DescribeIdentityPool", pool);
  const settings = { ...others, IdentityPoolTags: ownTags(IdentityPoolTags) };
  yield { kind: "pool", identityPoolId: IdentityPoolId, settings };
  const { Roles, RoleMappings } = await client.call("GetIdentityPoolRoles", pool);
  yield { kind: "roles", roles: { Roles, RoleMappings } };
  for (const name of providerNames({ settings })) {
    const { UseDefaults, PrincipalTags } = await client.call("GetPrincipalTagAttributeMap", {
      ...pool,
      IdentityProviderName: name,
    });
    if (!UseDefaults && Object.keys(PrincipalTags ?? {}).length === 0) continue;
    yield { kind: "tags", tags: { IdentityProviderName: name, UseDefaults, PrincipalTags } };
  }
  const counts = { identities: 0, guests: 0 };
  async function* listed() {
    const pages = client.paginate("ListIdentities", { ...pool, MaxResults: 60, HideDisabled: true });
    for await (const { IdentityId = "", Logins = [] } of pages.items()) {
      counts[Logins.length > 0 ? "identities" : "guests"]++;
      if (Logins.length > 0 && !known.has(IdentityId)) yield { IdentityId, Logins };
    }
  }
  const developer = settings.DeveloperProviderName;
  yield* inOrder(listed(), atOnce, async ({ IdentityId, Logins }): Promise<PoolRecord> => {
    const otherProviders = Logins.filter((name) => name !== developer);
    const users: string[] = [];
    if (otherProviders.length < Logins.length) {
      const found = client.paginate("LookupDeveloperIdentity", { ...pool, IdentityId, MaxResults: 60 });
      for await (const user of found.items()) users.push(user);
    }
    return { kind: "identity", identityId: IdentityId, users, otherProviders };
  });
  yield { kind: "end", ...counts };
}

/** The tags without those that belong to AWS, or to the creation of this very pool. */
const ownTags = (tags: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tags).flatMap(([name, value = ""]) =>
      name.startsWith("aws:") || name === creationTag ? [] : [[name, value]],
    ),
  );
